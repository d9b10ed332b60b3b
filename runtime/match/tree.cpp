#include "runtime/match/tree.hpp"

#include <algorithm>

namespace wend::match {

void Tree::clear() {
  nodes_.clear();
  parts_.clear();
  ranges_.clear();
  root_ = 0;
}

NodeId Tree::add(const Node& node) {
  nodes_.push_back(node);
  root_ = static_cast<NodeId>(nodes_.size() - 1);
  return root_;
}

NodeId Tree::test(Attribute attribute, std::span<const Range> ranges, bool missing) {
  const std::size_t first = ranges_.size();
  ranges_.insert(ranges_.end(), ranges.begin(), ranges.end());
  const auto begin = ranges_.begin() + static_cast<std::ptrdiff_t>(first);
  std::sort(begin, ranges_.end(), [](const Range& left, const Range& right) { return left.from < right.from; });
  std::size_t kept = first;
  for (std::size_t at = first; at < ranges_.size(); ++at) {
    const Range range = ranges_[at];
    if (range.from > range.to) continue;
    Range* last = kept == first ? nullptr : &ranges_[kept - 1];
    if (last != nullptr && (last->to == kMost || range.from <= last->to + 1)) {
      last->to = std::max(last->to, range.to);
    } else {
      ranges_[kept++] = range;
    }
  }
  ranges_.resize(kept);
  return add({.kind = Kind::test,
              .missing = missing,
              .attribute = attribute,
              .first = static_cast<std::uint32_t>(first),
              .count = static_cast<std::uint32_t>(kept - first)});
}

NodeId Tree::join(Kind kind, std::span<const NodeId> parts) {
  const auto first = static_cast<std::uint32_t>(parts_.size());
  parts_.insert(parts_.end(), parts.begin(), parts.end());
  return add({.kind = kind, .first = first, .count = static_cast<std::uint32_t>(parts.size())});
}

}  // namespace wend::match
