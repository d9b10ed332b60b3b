#include "runtime/match/block.hpp"

#include <algorithm>
#include <array>

namespace wend::match {
namespace {}  // namespace

void BlockWriter::clear() {
  demands_.clear();
  ranges_.clear();
}

void BlockWriter::add(std::uint32_t member, Attribute attribute, std::span<const Range> ranges, bool missing,
                      float share) {
  demands_.push_back({.attribute = attribute,
                      .member = member,
                      .missing = missing,
                      .share = share,
                      .first = static_cast<std::uint32_t>(ranges_.size()),
                      .count = static_cast<std::uint32_t>(ranges.size())});
  ranges_.insert(ranges_.end(), ranges.begin(), ranges.end());
}

std::vector<BlockWriter::Group> BlockWriter::groups() const {
  std::vector<Group> groups;
  for (std::size_t first = 0; first < demands_.size();) {
    std::size_t next = first;
    while (next < demands_.size() && demands_[next].attribute == demands_[first].attribute) ++next;
    groups.push_back(std::span(demands_).subspan(first, next - first));
    first = next;
  }
  return groups;
}

// One attribute after the other: the one that refutes most of what those before it are likely to leave, as long as a
// search in its table is worth that.
void BlockWriter::choose(const Limits& limits) {
  std::ranges::sort(demands_, {},
                    [](const MemberDemand& demand) { return std::uint64_t{demand.attribute} << 32U | demand.member; });
  std::vector<Group> left = groups();
  chosen_.clear();
  std::array<float, kBlock> remains;
  remains.fill(1);
  float visited = 1;
  while (!left.empty() && chosen_.size() < limits.tables) {
    std::size_t best = 0;
    float best_gain = 0;
    for (std::size_t at = 0; at < left.size(); ++at) {
      float gain = 0;
      for (const MemberDemand& demand : left[at]) gain += remains[demand.member] * (1 - demand.share);
      if (gain > best_gain) {
        best = at;
        best_gain = gain;
      }
    }
    if (best_gain < limits.worth * visited) break;
    if (chosen_.empty()) visited = share_of_all(left[best]);
    for (const MemberDemand& demand : left[best]) remains[demand.member] *= demand.share;
    chosen_.push_back(left[best]);
    left[best] = left.back();
    left.pop_back();
  }
  // What has no table is not said by tables.
  for (const Group& group : left) {
    for (const MemberDemand& demand : group) exact_ &= ~(Mask{1} << demand.member);
  }
}

float BlockWriter::share_of_all(Group group) {
  std::array<bool, kBlock> demands{};
  bool missing = false;
  passing_.clear();
  for (const MemberDemand& demand : group) {
    demands[demand.member] = true;
    missing = missing || demand.missing;
    const std::span<const Range> ranges = std::span(ranges_).subspan(demand.first, demand.count);
    passing_.insert(passing_.end(), ranges.begin(), ranges.end());
  }
  if (std::ranges::count(demands, true) < static_cast<std::ptrdiff_t>(members_)) return 1;
  std::ranges::sort(passing_, {}, &Range::from);
  std::size_t kept = 0;
  for (const Range& range : passing_) {
    if (kept > 0 && range.from <= passing_[kept - 1].to) {
      passing_[kept - 1].to = std::max(passing_[kept - 1].to, range.to);
    } else {
      passing_[kept++] = range;
    }
  }
  return statistics_->share(group.front().attribute, std::span(passing_).first(kept), missing);
}

// The values at which some member's demand begins or is over; as many of them as there is room for, spread
// evenly, the first and the last among them.
void BlockWriter::find_edges(Group group, unsigned most_levels) {
  all_edges_.clear();
  for (const MemberDemand& demand : group) {
    for (std::uint32_t at = demand.first; at < demand.first + demand.count; ++at) {
      if (ranges_[at].from != kLeast) all_edges_.push_back(ranges_[at].from);
      if (ranges_[at].to != kMost) all_edges_.push_back(ranges_[at].to + 1);
    }
  }
  std::ranges::sort(all_edges_);
  edges_ = all_edges_;
  edges_.erase(std::ranges::unique(edges_).begin(), edges_.end());
  const std::size_t room = (std::size_t{1} << most_levels) - 1;
  if (edges_.size() <= room) return;
  edges_.clear();
  for (std::size_t at = 0; at < room; ++at) {
    edges_.push_back(all_edges_[at * (all_edges_.size() - 1) / std::max<std::size_t>(room - 1, 1)]);
  }
  edges_.erase(std::ranges::unique(edges_).begin(), edges_.end());
}

Mask BlockWriter::missing_mask(Group group, Mask members) const {
  Mask mask = members;
  for (const MemberDemand& demand : group) {
    if (!demand.missing) mask &= ~(Mask{1} << demand.member);
  }
  return mask;
}

void BlockWriter::write_table(Group group, Mask members, unsigned most_levels, std::size_t row, std::size_t directory,
                              std::vector<std::uint64_t>& words) {
  find_edges(group, most_levels);
  unsigned levels = 0;
  while ((std::size_t{1} << levels) - 1 < edges_.size()) ++levels;
  const std::size_t size = std::size_t{1} << levels;
  words[directory] = TablePlace(group.front().attribute, levels, words.size() - row).word();
  for (const std::int64_t edge : edges_) words.push_back(static_cast<std::uint64_t>(edge));
  words.resize(words.size() + size - 1 - edges_.size(), static_cast<std::uint64_t>(kMost));
  const std::size_t first = words.size();
  Mask demanding = 0;
  for (const MemberDemand& demand : group) demanding |= Mask{1} << demand.member;
  words.resize(first + size, members & ~demanding);
  const auto place_of = [&](std::int64_t value) {
    return static_cast<std::size_t>(std::ranges::upper_bound(edges_, value) - edges_.begin());
  };
  for (const MemberDemand& demand : group) {
    const Mask bit = Mask{1} << demand.member;
    for (std::uint32_t at = demand.first; at < demand.first + demand.count; ++at) {
      const Range& range = ranges_[at];
      const std::size_t low = place_of(range.from);
      const std::size_t high = place_of(range.to);
      for (std::size_t place = low; place <= high; ++place) words[first + place] |= bit;
      const bool begins = range.from == kLeast || (low > 0 && edges_[low - 1] == range.from);
      const bool ends = range.to == kMost || (high < edges_.size() && edges_[high] == range.to + 1);
      if (!begins || !ends) exact_ &= ~bit;
    }
  }
  // The greatest value of all comes behind the edges that only fill the table up.
  for (std::size_t place = edges_.size() + 1; place < size; ++place)
    words[first + place] = words[first + edges_.size()];
  words.push_back(missing_mask(group, members));
}

Block BlockWriter::write(std::size_t members, Mask exact, const Limits& limits, std::vector<std::uint64_t>& words) {
  const Mask all = members == kBlock ? ~Mask{0} : (Mask{1} << members) - 1;
  exact_ = exact;
  members_ = members;
  choose(limits);
  Block block{.first_word = static_cast<std::uint32_t>(words.size()),
              .tables = static_cast<std::uint32_t>(chosen_.size()),
              .members = all};
  const std::size_t row = words.size();
  words.resize(row + chosen_.size());
  for (std::size_t table = 0; table < chosen_.size(); ++table) {
    write_table(chosen_[table], all, limits.levels, row, row + table, words);
  }
  block.exact = exact_ & all;
  return block;
}

}  // namespace wend::match
