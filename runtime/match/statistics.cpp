#include "runtime/match/statistics.hpp"

#include <algorithm>

namespace wend::match {
namespace {

constexpr std::size_t kMostEnds = 1'024;
constexpr std::size_t kFewestEnds = 8;
constexpr float kMissing = 0.1F;  // guessed

// Without anything to go by: a point is rare, a range that is open on one side is half of all.
float guess(std::span<const Range> ranges) {
  float share = 0;
  for (const Range& range : ranges) {
    if (range.from == range.to) {
      share += 0.05F;
    } else {
      share += range.from == kLeast || range.to == kMost ? 0.5F : 0.2F;
    }
  }
  return share;
}

}  // namespace

void Statistics::see(const FormulaView& formula) {
  for_each_step(formula, [&](const Step& step) {
    const Attribute attribute = step.attribute();
    if (attribute >= kFirstDear) return;
    if (attribute >= ends_.size()) ends_.resize(attribute + 1);
    std::vector<std::int64_t>& ends = ends_[attribute];
    ranges_.clear();
    static_cast<void>(append_ranges(step, formula.pool(), ranges_));
    for (const Range& range : ranges_) {
      if (ends.size() >= 8 * kMostEnds) break;
      if (range.from != kLeast) ends.push_back(range.from);
      if (range.to != kMost && range.to != range.from) ends.push_back(range.to);
    }
  });
}

void Statistics::settle() {
  for (std::vector<std::int64_t>& ends : ends_) {
    std::ranges::sort(ends);
    const std::size_t step = (ends.size() + kMostEnds - 1) / kMostEnds;
    if (step <= 1) continue;
    std::size_t kept = 0;
    for (std::size_t at = 0; at < ends.size(); at += step) ends[kept++] = ends[at];
    ends.resize(kept);
    ends.shrink_to_fit();
  }
}

float Statistics::share(Attribute attribute, std::span<const Range> ranges, bool missing) const {
  float share = missing ? kMissing : 0;
  if (attribute >= ends_.size() || ends_[attribute].size() < kFewestEnds) {
    share += guess(ranges);
  } else {
    const std::vector<std::int64_t>& ends = ends_[attribute];
    const auto all = static_cast<float>(ends.size());
    for (const Range& range : ranges) {
      const auto low = range.from == kLeast ? ends.begin() : std::ranges::lower_bound(ends, range.from);
      const auto high = range.to == kMost ? ends.end() : std::upper_bound(low, ends.end(), range.to);
      share += std::max(static_cast<float>(high - low), 0.5F) / all;
    }
  }
  return std::clamp(share, 1.0F / 65'536, 1.0F);
}

}  // namespace wend::match
