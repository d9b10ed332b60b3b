#include "runtime/match/blocks_writer.hpp"

#include <algorithm>
#include <utility>

namespace wend::match {
namespace {

// Memory that ranks may take, in bytes, and rows, by the entries that they are for. Those that are judged anyhow gain
// little by the last of their edges.
constexpr std::size_t kRanksForExact = 64;
constexpr std::size_t kRowsForExact = 6;
constexpr std::size_t kRanksForOther = 32;
constexpr std::size_t kRowsForOther = 1;
// However many attributes there are, each has these.
constexpr std::size_t kFewest = 16;

// Entries of a block that an attribute must be likely to refute to be looked at.
constexpr float kWorth = 4;

std::size_t count_of(const Row& row) {
  std::size_t count = 0;
  for (const Mask mask : row.masks) count += static_cast<std::size_t>(std::popcount(mask));
  return count;
}

// Keeps `room` of the sorted values, evenly spread among them all, each once, the first and the last among them.
template <typename Item>
void keep_some(std::vector<Item>& values, std::size_t room) {
  std::vector<Item> all = values;
  values.erase(std::ranges::unique(values).begin(), values.end());
  if (values.size() <= room) return;
  values.clear();
  for (std::size_t at = 0; at < room; ++at) values.push_back(all[at * (all.size() - 1) / (room - 1)]);
  values.erase(std::ranges::unique(values).begin(), values.end());
}

}  // namespace

void BlocksWriter::add(std::uint32_t entry, Attribute attribute, std::span<const Range> ranges, bool missing,
                       float share) {
  demands_.push_back({.attribute = attribute,
                      .entry = entry,
                      .first = static_cast<std::uint32_t>(ranges_.size()),
                      .count = static_cast<std::uint16_t>(ranges.size()),
                      .missing = missing,
                      .share = share});
  ranges_.insert(ranges_.end(), ranges.begin(), ranges.end());
}

Blocks BlocksWriter::write(std::size_t entries, std::span<Row> exact) {
  entries_ = entries;
  const std::size_t blocks = (entries + kBlock - 1) / kBlock;
  blocks_.stride_ = std::bit_ceil(blocks);
  Row full{};
  full.masks.fill(~Mask{0});
  rows_.assign(blocks, {Row{}, full});
  choose_groups(exact);
  std::size_t exact_entries = 0;
  for (const Row& row : exact) exact_entries += count_of(row);
  const std::size_t bytes_of_rank = blocks_.stride_ * sizeof(RowNumber) + sizeof(Mask) + sizeof(std::int64_t);
  ranks_left_ = (kRanksForExact * exact_entries + kRanksForOther * (entries - exact_entries)) / bytes_of_rank;
  for (const Group& group : groups_) write_group(group, exact);
  blocks_.standing_.shrink_to_fit();
  blocks_.numbers_.shrink_to_fit();
  for (const std::vector<Row>& rows : rows_) {
    blocks_.firsts_.push_back(static_cast<std::uint32_t>(blocks_.rows_.size()));
    blocks_.rows_.insert(blocks_.rows_.end(), rows.begin(), rows.end());
  }
  blocks_.rows_.shrink_to_fit();
  demands_.clear();
  ranges_.clear();
  return std::exchange(blocks_, Blocks());
}

// The attributes that refute most come first.
void BlocksWriter::choose_groups(std::span<Row> exact) {
  std::ranges::stable_sort(demands_, {}, &EntryDemand::attribute);
  groups_.clear();
  for (std::size_t first = 0; first < demands_.size();) {
    Group group;
    std::size_t next = first;
    for (; next < demands_.size() && demands_[next].attribute == demands_[first].attribute; ++next) {
      group.refuted += 1 - demands_[next].share;
    }
    group.demands = std::span(demands_).subspan(first, next - first);
    groups_.push_back(group);
    first = next;
  }
  std::ranges::sort(groups_, std::greater(), &Group::refuted);
  while (groups_.size() > kMostRankings) {
    for (const EntryDemand& demand : groups_.back().demands) exact[demand.entry / kBlock].clear(demand.entry % kBlock);
    groups_.pop_back();
  }
}

void BlocksWriter::write_group(const Group& group, std::span<Row> exact) {
  find_edges(group, std::max(ranks_left_ / 3, kFewest));
  const Ranking& ranking = blocks_.rankings_.emplace_back(group.demands.front().attribute, edges_);
  ranks_left_ -= std::min(ranks_left_, ranking.ranks());
  blocks_.first_ranks_.push_back(static_cast<std::uint32_t>(blocks_.standing_.size()));
  blocks_.standing_.resize(blocks_.standing_.size() + ranking.ranks(), ~Mask{0});
  blocks_.numbers_.resize(blocks_.standing_.size() * blocks_.stride_, kFullRow);
  for (std::size_t first = 0; first < group.demands.size();) {
    const std::size_t block = group.demands[first].entry / kBlock;
    std::size_t next = first;
    while (next < group.demands.size() && group.demands[next].entry / kBlock == block) ++next;
    write_block(group.demands.subspan(first, next - first), block, exact[block]);
    first = next;
  }
}

// The values at which some entry's demand begins or is over.
void BlocksWriter::find_edges(const Group& group, std::size_t room) {
  edges_.clear();
  for (const EntryDemand& demand : group.demands) {
    for (const Range& range : ranges_of(demand)) {
      if (range.from != kLeast) edges_.push_back(range.from);
      if (range.to != kMost) edges_.push_back(range.to + 1);
    }
  }
  std::ranges::sort(edges_);
  keep_some(edges_, room);
}

void BlocksWriter::write_block(std::span<const EntryDemand> demands, std::size_t block, Row& exact) {
  const Ranking& ranking = blocks_.rankings_.back();
  const std::size_t members = std::min(kBlock, entries_ - block * kBlock);
  float refuted = 0;
  for (const EntryDemand& demand : demands) refuted += 1 - demand.share;
  if (refuted < kWorth && demands.size() < members) {
    for (const EntryDemand& demand : demands) exact.clear(demand.entry % kBlock);
    return;
  }
  const std::size_t exact_members = count_of(exact);
  const std::size_t room = kRowsForExact * exact_members + kRowsForOther * (members - exact_members);
  const std::size_t left = room - std::min(room, rows_[block].size());
  find_spans(demands, ranking, exact);
  find_cuts(ranking, std::max(left / 2, kFewest), exact);
  Row others{};
  for (std::size_t member = 0; member < members; ++member) others.set(member);
  for (const EntryDemand& demand : demands) others.clear(demand.entry % kBlock);
  Row missing = others;
  for (const EntryDemand& demand : demands) {
    if (demand.missing) missing.set(demand.entry % kBlock);
  }
  write_rows(block, others, missing);
}

void BlocksWriter::find_spans(std::span<const EntryDemand> demands, const Ranking& ranking, Row& exact) {
  spans_.clear();
  for (const EntryDemand& demand : demands) {
    const std::uint32_t member = demand.entry % kBlock;
    for (const Range& range : ranges_of(demand)) {
      const std::size_t first = range.from == kLeast ? 0 : ranking.rank(range.from);
      const std::size_t end = range.to == kMost ? ranking.known_ranks() : ranking.rank(range.to) + 1;
      const bool begins = range.from == kLeast || ranking.is_edge(range.from);
      const bool ends = range.to == kMost || ranking.is_edge(range.to + 1);
      if (!begins || !ends) exact.clear(member);
      spans_.push_back({member, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end)});
    }
  }
}

// Where spans begin and end; if there is no room for all, spans reach further.
void BlocksWriter::find_cuts(const Ranking& ranking, std::size_t room, Row& exact) {
  cuts_.clear();
  for (const Span& span : spans_) {
    if (span.first != 0) cuts_.push_back(span.first);
    if (span.end != ranking.known_ranks()) cuts_.push_back(span.end);
  }
  std::ranges::sort(cuts_);
  keep_some(cuts_, room);
  cuts_.push_back(static_cast<std::uint32_t>(ranking.known_ranks()));
  for (Span& span : spans_) {
    const auto begin = std::ranges::upper_bound(cuts_, span.first);
    const std::uint32_t first = begin == cuts_.begin() ? 0 : *(begin - 1);
    const std::uint32_t end = *std::ranges::lower_bound(cuts_, span.end);
    if (first != span.first || end != span.end) exact.clear(span.entry);
    span = {span.entry, first, end};
  }
}

void BlocksWriter::write_rows(std::size_t block, const Row& others, const Row& missing) {
  pieces_.assign(cuts_.size(), others);
  for (const Span& span : spans_) {
    const auto begin = std::ranges::upper_bound(cuts_, span.first) - cuts_.begin();
    for (auto piece = static_cast<std::size_t>(begin); piece < cuts_.size() && cuts_[piece] <= span.end; ++piece) {
      pieces_[piece].set(span.entry);
    }
  }
  const std::size_t first = rows_[block].size();
  const auto set = [&](std::size_t rank, RowNumber number) {
    const std::size_t at = blocks_.first_ranks_.back() + rank;
    blocks_.numbers_[at * blocks_.stride_ + block] = number;
    if (number == kEmptyRow) blocks_.standing_[at] &= ~(Mask{1} << block);
  };
  std::uint32_t rank = 0;
  for (std::size_t piece = 0; piece < cuts_.size(); ++piece) {
    const RowNumber number = number_of(block, pieces_[piece], first);
    for (; rank < cuts_[piece]; ++rank) set(rank, number);
  }
  set(rank, number_of(block, missing, first));
}

// Of a row like the attribute's first or last one, which are at `first` and at the end, or else of a new one.
RowNumber BlocksWriter::number_of(std::size_t block, const Row& row, std::size_t first) {
  std::vector<Row>& rows = rows_[block];
  if (row == rows[kEmptyRow]) return kEmptyRow;
  if (first < rows.size() && row == rows[first]) return static_cast<RowNumber>(first);
  if (row != rows.back() || rows.size() == kFullRow + 1U) rows.push_back(row);
  return static_cast<RowNumber>(rows.size() - 1);
}

}  // namespace wend::match
