// 64 rules, or 64 groups of rules, and which of them an event does not refute: one bit each.
//
// For each of a few attributes a block has a table: the values at which something changes, sorted, and between each two
// of them the mask of those members that the attribute does not refute there. So one short search and one `and` an
// attribute decide for 64 at once, and a block is left as soon as no member remains. Tables are one row of 64-bit
// words:
//
//     attribute | levels << 32, mask where it is missing, 2^levels - 1 values, 2^levels masks
//
// A table has few values; where the members have more, it leaves some out and refutes less, never too much.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "runtime/match/demands.hpp"
#include "runtime/match/mask.hpp"
#include "runtime/match/values.hpp"

namespace wend::match {

inline constexpr std::size_t kBlock = 64;

struct Block {
  std::uint32_t first_word = 0;
  std::uint32_t tables = 0;
  Mask members = 0;
  Mask exact = 0;  // members whose tables say all that the rule says
};

inline constexpr unsigned kMostLevels = 5;

// Where a table lies, and how large it is.
class TablePlace {
 public:
  TablePlace(Attribute attribute, unsigned levels, std::size_t offset)
      : word_(attribute | std::uint64_t{levels} << 24U | std::uint64_t{offset} << 32U) {}
  explicit TablePlace(std::uint64_t word) : word_(word) {}

  [[nodiscard]] std::uint64_t word() const { return word_; }
  [[nodiscard]] Attribute attribute() const { return static_cast<Attribute>(word_ & 0xFF'FFFFU); }
  [[nodiscard]] std::size_t size() const { return std::size_t{1} << (word_ >> 24U & 0xFFU); }
  [[nodiscard]] std::size_t offset() const { return word_ >> 32U; }

 private:
  std::uint64_t word_;
};

// Of `among`, those that the values do not refute: plain, and for processors with AVX-512.
[[nodiscard]] Mask not_refuted_plain(const Block& block, const std::uint64_t* words, Mask among, Values& values);
#if defined(__x86_64__)
[[nodiscard]] Mask not_refuted_avx512(const Block& block, const std::uint64_t* words, Mask among, Values& values);
#endif

using NotRefuted = Mask (*)(const Block& block, const std::uint64_t* words, Mask among, Values& values);
// The fastest that this processor has.
[[nodiscard]] NotRefuted fastest_not_refuted();

// What is demanded of an attribute by a member: a bit.
struct MemberDemand {
  Attribute attribute = 0;
  std::uint32_t member = 0;
  bool missing = false;
  float share = 1;
  std::uint32_t first = 0;  // of the ranges in the writer
  std::uint32_t count = 0;
};

// Makes one block after another; allocates only until it is as large as the largest needs.
class BlockWriter {
 public:
  struct Limits {
    std::size_t tables = 8;
    unsigned levels = 4;  // of a table; at most kMostLevels
    // How many members a table must be likely to refute, once those before it were searched and left something.
    float worth = 0.4F;
  };

  explicit BlockWriter(const Statistics& statistics) : statistics_(&statistics) {}

  void clear();
  void add(std::uint32_t member, Attribute attribute, std::span<const Range> ranges, bool missing, float share);
  // Of the members 0 to `members` - 1, all of whose demands were added. `exact`: those for which these are all there
  // is.
  [[nodiscard]] Block write(std::size_t members, Mask exact, const Limits& limits, std::vector<std::uint64_t>& words);

 private:
  using Group = std::span<const MemberDemand>;
  void choose(const Limits& limits);
  // Of the values: those that some member passes.
  [[nodiscard]] float share_of_all(Group group);
  [[nodiscard]] std::vector<Group> groups() const;
  // Of the row that begins at `row`; where the table lies is written to `directory`.
  void write_table(Group group, Mask members, unsigned most_levels, std::size_t row, std::size_t directory,
                   std::vector<std::uint64_t>& words);
  void find_edges(Group group, unsigned most_levels);
  [[nodiscard]] Mask missing_mask(Group group, Mask members) const;

  const Statistics* statistics_;
  std::vector<MemberDemand> demands_;
  std::vector<Range> ranges_;
  std::vector<Range> passing_;
  std::vector<Group> chosen_;
  std::vector<std::int64_t> edges_;
  std::vector<std::int64_t> all_edges_;
  Mask exact_ = 0;
  std::size_t members_ = 0;
};

// Calls take(attribute, ranges, missing) for each table of a block: the values that not all members are refuted by.
// `ranges` is used on the way.
template <typename Take>
void for_each_table(const Block& block, const std::uint64_t* words, std::vector<Range>& ranges, const Take& take) {
  const std::uint64_t* row = words + block.first_word;
  for (std::uint32_t table = 0; table < block.tables; ++table) {
    const TablePlace place(row[table]);
    const std::size_t size = place.size();
    const std::uint64_t* edges = row + place.offset();
    const std::uint64_t* masks = edges + size - 1;
    ranges.clear();
    for (std::size_t at = 0; at < size; ++at) {
      if (masks[at] == 0) continue;
      const std::int64_t from = at == 0 ? kLeast : static_cast<std::int64_t>(edges[at - 1]);
      const std::int64_t next = at + 1 == size ? kMost : static_cast<std::int64_t>(edges[at]);
      const std::int64_t to = next == kMost ? kMost : next - 1;
      if (from > to) continue;
      if (!ranges.empty() && ranges.back().to + 1 == from) {
        ranges.back().to = to;
      } else {
        ranges.push_back({from, to});
      }
      if (to == kMost) break;
    }
    take(place.attribute(), std::span<const Range>(ranges), masks[size] != 0);
  }
}

}  // namespace wend::match
