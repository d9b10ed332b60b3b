#include "runtime/match/ranking.hpp"

#include <algorithm>

namespace wend::match {
namespace {

// How many values an edge may stand for: more ranks take memory, but nothing has to be searched.
constexpr std::uint64_t kSpread = 2;

}  // namespace

Ranking::Ranking(Attribute attribute, std::span<const std::int64_t> edges)
    : attribute_(attribute), count_(edges.size()) {
  if (edges.empty()) return;
  const std::uint64_t values = static_cast<std::uint64_t>(edges.back()) - static_cast<std::uint64_t>(edges.front()) + 1;
  if (values != 0 && values <= kSpread * edges.size()) {
    count_ = values;
    before_ = edges.front() - 1;
    last_ = edges.back();
  } else {
    edges_.assign(edges.begin(), edges.end());
  }
}

bool Ranking::is_edge(std::int64_t value) const {
  if (edges_.empty()) return count_ != 0 && before_ < value && value <= last_;
  return std::ranges::binary_search(edges_, value);
}

}  // namespace wend::match
