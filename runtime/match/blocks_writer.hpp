// Makes blocks of entries from what is demanded of attributes where an entry is true.
//
//     BlocksWriter writer;
//     writer.add(entry, attribute, ranges, missing, share);   // for each demand of each entry, entries in order
//     Blocks blocks = writer.write(entries, exact);
//
// Allocates only until it is as large as the largest needs; what it makes is of its own.
#pragma once

#include <span>
#include <vector>

#include "runtime/match/block.hpp"

namespace wend::match {

class BlocksWriter {
 public:
  // The values in the ranges, and a missing one if `missing`, do not refute the entry. Neither does any value of an
  // attribute that is not named. `share` of the values pass.
  void add(std::uint32_t entry, Attribute attribute, std::span<const Range> ranges, bool missing, float share);
  // Of the entries 0 to `entries` - 1, at most kMostBlocks * kBlock, all of whose demands were added since the last.
  // `exact` has a row for each block: the entries that are true where all their demands are met. Those of which the
  // blocks say less than that are taken out.
  [[nodiscard]] Blocks write(std::size_t entries, std::span<Row> exact);

 private:
  struct EntryDemand {
    Attribute attribute = 0;
    std::uint32_t entry = 0;
    std::uint32_t first = 0;  // of its ranges
    std::uint16_t count = 0;
    bool missing = false;
    float share = 1;
  };
  // The demands of one attribute.
  struct Group {
    std::span<const EntryDemand> demands;
    float refuted = 0;  // entries, of a likely value
  };
  // Ranks that do not refute an entry: from `first`, and below `end`.
  struct Span {
    std::uint32_t entry = 0;
    std::uint32_t first = 0;
    std::uint32_t end = 0;
  };

  void choose_groups(std::span<Row> exact);
  void write_group(const Group& group, std::span<Row> exact);
  void find_edges(const Group& group, std::size_t room);
  void write_block(std::span<const EntryDemand> demands, std::size_t block, Row& exact);
  void find_spans(std::span<const EntryDemand> demands, const Ranking& ranking, Row& exact);
  void find_cuts(const Ranking& ranking, std::size_t room, Row& exact);
  void write_rows(std::size_t block, const Row& others, const Row& missing);
  [[nodiscard]] RowNumber number_of(std::size_t block, const Row& row, std::size_t first);
  [[nodiscard]] std::span<const Range> ranges_of(const EntryDemand& demand) const {
    return std::span(ranges_).subspan(demand.first, demand.count);
  }

  std::vector<EntryDemand> demands_;
  std::vector<Range> ranges_;

  std::size_t entries_ = 0;
  std::size_t ranks_left_ = 0;  // for which there is room
  std::vector<Group> groups_;
  std::vector<std::int64_t> edges_;
  std::vector<Span> spans_;
  std::vector<std::uint32_t> cuts_;     // ranks at which a row of the block begins, but for the first
  std::vector<Row> pieces_;             // the rows between the cuts
  std::vector<std::vector<Row>> rows_;  // by block
  Blocks blocks_;
};

}  // namespace wend::match
