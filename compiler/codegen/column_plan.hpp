// What compiling conditions over columns takes: which masks of which node are wanted, which columns are compared with
// what, where masks lie between the steps, and how the work is split into functions.
//
// Rows are judged a tile of kTileBlocks blocks at a time, in two steps. First the leaves: for each column, what is
// stored is loaded once and compared with every limit that any condition has for it, in a loop over the limits, so that
// the code does not grow with their number. Wide numbers with many limits are ranked among them first, and their ranks
// compared (compiler/layout/column_ranks.hpp). Then the masks are combined, the words of a tile side by side in a
// vector.
//
// Every node is two masks, where it is true and where it is false, for they need no more than `and` and `or`; only what
// some root asks for is computed.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/layout/column_layout.hpp"
#include "compiler/layout/native_interface.hpp"
#include "compiler/masks/mask_program.hpp"
#include "runtime/value/result.hpp"

namespace wend::codegen {

// Nodes and their operands together: what one pass over the columns may judge. Compiling takes time in proportion,
// about 50 microseconds for each on one core.
inline constexpr std::size_t kMostMaskNodes = 200'000;

inline constexpr std::uint32_t kTileBlocks = 8;
inline constexpr std::uint32_t kNoSlot = UINT32_MAX;

// The masks of a node that are wanted.
struct Wanted {
  bool truth = false;
  bool falsity = false;

  [[nodiscard]] bool any() const { return truth || falsity; }
};

// What is compared in one loop: leaves [first, first + count) of one column, by one kind of comparison.
struct LeafGroup {
  std::uint32_t tag = 0;
  masks::Kind kind = masks::Kind::interval;  // interval, at_least, at_most or table
  bool falsity = false;                      // of tables: where the answer is no, is wanted too
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  std::uint32_t first_falsity = 0;  // the slots in a row where the answers that are no go
  std::uint32_t ranking = kNoSlot;  // in ColumnPlan::rankings: its ranks are compared; kNoSlot: what is stored
};

// Leaves [first, first + count) of one column, of groups side by side, whose limits are ranked together.
struct Ranking {
  std::uint32_t tag = 0;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  std::uint32_t levels = 0;
};

// One comparison. Its limit is that of the program, or where `of_column` the range outside of which a column's values
// are missing.
struct Leaf {
  bool of_column = false;
  std::uint32_t index = 0;  // in MaskProgram::limits or tables; of_column: the tag
};

// Bits of a column, read by the word: what is known, or of a column of bits what is stored.
struct Bitmap {
  std::uint32_t tag = 0;
  bool stored = false;
};

// A slot holds the words of a tile for one mask. The first ones are those of what leaves compare, by position.
struct NodeSlots {
  std::uint32_t truth = kNoSlot;
  std::uint32_t falsity = kNoSlot;
};

// Nodes [begin, end) of ColumnPlan::order: combined in one function.
struct Part {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct ColumnPlan {
  // All in one function, block by block, with what does not change in registers.
  bool small = false;
  std::vector<Wanted> wanted;           // by node
  std::vector<Leaf> leaves;             // by position
  std::vector<LeafGroup> groups;        // in the order of leaves
  std::vector<Ranking> rankings;        // likewise
  std::vector<std::uint32_t> leaf_of;   // by node: position of its comparison; kNoSlot: it is none
  std::vector<std::uint32_t> range_of;  // by tag: position of the comparison with the column's range; kNoSlot: none
  std::vector<Bitmap> bitmaps;
  std::vector<std::uint32_t> known_of;  // by tag: the bitmap of what is known; kNoSlot: it is not read
  std::vector<std::uint32_t> bits_of;   // by tag: the bitmap of a column of bits, likewise
  // By node: where masks lie that other functions read. Of a leaf: what was compared, and once its part has run, the
  // node's masks.
  std::vector<NodeSlots> slots;
  std::uint32_t slot_count = 0;
  std::vector<masks::NodeId> order;  // leaves, then operands first; those that wait for a row evaluator last
  std::vector<Part> parts;
  std::vector<std::uint32_t> part_of;               // by node
  std::vector<bool> costly;                         // by node: needs the answer of a `row`
  std::vector<std::vector<masks::NodeId>> parents;  // by node, the wanted ones; of costly nodes only
  std::vector<std::vector<std::uint32_t>> roots;    // by node: the roots that it is
};

// `ranks`: whether the machine ranks many numbers at once.
[[nodiscard]] Result<ColumnPlan> plan(const layout::NativeColumnRequest& request, bool ranks);

}  // namespace wend::codegen
