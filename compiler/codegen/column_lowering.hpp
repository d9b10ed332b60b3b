// Lowers the conditions of a MaskProgram to a function over columns.
//
// The function is a loop over tiles of kTileBlocks blocks (column_plan.hpp). Before it, what the loop needs of limits,
// tables and bitmaps is laid out in the scratch memory, so that the code itself holds none of it. Vectors have the
// width that the machine compares at once where comparisons leave their answers in mask registers (AVX-512), and that
// of a whole block elsewhere. The last tile may be short: its missing blocks are judged as copies of the last one, and
// nothing is stored for them.
#pragma once

#include <llvm/IR/IRBuilder.h>

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include "compiler/codegen/batch_module.hpp"
#include "compiler/codegen/column_plan.hpp"
#include "compiler/codegen/column_scratch.hpp"
#include "compiler/codegen/target.hpp"

namespace wend::codegen {

class ColumnLowering {
 public:
  ColumnLowering(BatchModule& batch, const layout::NativeColumnRequest& request, const ColumnPlan& plan,
                 const ColumnMachine& machine);

  // `function` is without a body.
  void lower(llvm::Function& function);

 private:
  using Value = llvm::Value*;
  using Scratch = ColumnScratchPlaces;
  static constexpr std::uint64_t kWord = Scratch::kWord;

  enum class Room : std::uint8_t { answers, asked, truths, knowns };

  // The function that is being built: the main one or a piece of it.
  struct Place {
    llvm::Function* function = nullptr;
    Value frame = nullptr;
    Value scratch = nullptr;
    Value first = nullptr;            // block of the tile
    Value count = nullptr;            // blocks in it
    Value lanes = nullptr;            // which lanes of a vector of masks have a block
    std::array<Value, 4> rooms = {};  // by Room
  };

  // column_lowering.cpp: the function and its loop
  void tiles();
  void tile();
  void run_piece(const char* name, const std::function<void()>& body);
  void finish(llvm::Function& function);
  Value lanes_of(Value count);

  // column_prologue.cpp: what does not change from tile to tile
  void prepare();
  void prepare_limits(const LeafGroup& group);
  void prepare_column_range(std::uint32_t position);
  void prepare_limit(Value entry, Value low, Value high);
  void prepare_tables(const LeafGroup& group);
  void prepare_ranking(const Ranking& ranking);
  void prepare_bitmaps();
  void prepare_bitmap(Value entry, Value given, Value first_bit);
  void prepare_results();
  llvm::GlobalVariable* list(std::span<const std::uint32_t> numbers);
  Value number_at(llvm::GlobalVariable* list, Value position);
  Value source_of(const LeafGroup& group, Value position, std::size_t array_in_frame, std::size_t size);

  // column_leaves.cpp
  struct Piece {
    Value stored = nullptr;   // a vector of what is stored
    std::uint64_t place = 0;  // of its mask, in bytes from that of the first block
  };
  struct Limit {
    Value low = nullptr;   // null: there is none
    Value high = nullptr;  // likewise; of intervals of integers the difference
  };
  void leaves(std::span<const LeafGroup> groups);
  void leaves(const LeafGroup& group, Value block, std::uint64_t blocks);
  [[nodiscard]] bool looks_up_one_by_one(const LeafGroup& group) const;
  std::vector<Piece> load_pieces(const LeafGroup& group, Value first, std::uint64_t blocks);
  Value first_row(Value block);
  [[nodiscard]] bool is_first_of_column(const LeafGroup& group) const;
  void fetch_ahead(Value begin, std::uint64_t width, std::uint64_t lines);
  void compare(const LeafGroup& group, std::span<const Piece> pieces, Value entry, Value slot);
  Limit load_limit(const LeafGroup& group, Value entry, llvm::Type* vector);
  Value inside(const LeafGroup& group, Value stored, const Limit& limit);
  void look_up_in_registers(const LeafGroup& group, std::span<const Piece> pieces, Value entry, Value slot);
  void look_up(const LeafGroup& group, Value row, Value entry, Value slot);
  void store_answers(const LeafGroup& group, Value answers, Value slot);
  Value bits_of(Value answers);
  [[nodiscard]] layout::ColumnStorage storage_of(const LeafGroup& group) const;
  llvm::Type* element_of(layout::ColumnStorage storage);
  Value values_of(std::uint32_t tag);

  // column_ranks.cpp: numbers ranked among many limits
  void compare_ranks(const LeafGroup& group);
  void rank(const LeafGroup& first);
  void bisect(const Ranking& ranking, std::uint64_t rows, bool narrowed);
  Value narrow(const Ranking& ranking, Value first, Value second);
  Value path_of(const Ranking& ranking, Value stored, bool is_signed);
  Value cuts_at(Value tables, llvm::VectorType* vector, std::uint32_t level, Value path, Value last_passed);
  void store_planes(const Ranking& ranking);
  Value above(std::span<const Value> planes, Value bits, Value equal);

  // column_masks.cpp
  struct Masks {
    Value truth = nullptr;
    Value falsity = nullptr;
  };
  void part(std::uint32_t position);
  Masks masks_of(masks::NodeId id);
  Masks lower_node(masks::NodeId id);
  Masks leaf(masks::NodeId id);
  Masks junction(masks::NodeId id);
  Masks row(masks::NodeId id);
  Masks judge(std::uint32_t row, Value wanted);
  Value matters(masks::NodeId id, unsigned& budget);
  Value undecided(masks::NodeId junction, masks::NodeId but, unsigned& budget);
  void store_results(masks::NodeId id, const Masks& masks);
  void store_result(Value masks, std::uint64_t array, std::uint32_t root);
  void store_slots(masks::NodeId id, const Masks& masks);
  Value known(std::uint32_t tag);
  Value bits(std::uint32_t bitmap);
  Value load_slot(std::uint32_t slot);
  Value ones();
  Value none();

  // column_pieces.cpp: what all of them use
  void repeat(Value count, const std::function<void(Value index)>& body);  // count > 0
  void when(Value condition, const std::function<void()>& body);
  Value word(std::uint64_t value);
  Value at(Value base, std::uint64_t bytes);
  Value at(Value base, Value bytes);
  // Of what no part of the function changes, so that it may be read once for all tiles.
  Value load_constant(llvm::Type* type, Value address, std::uint64_t alignment);
  Value load_word(Value base, std::uint64_t bytes);
  // `size`: as many bytes are there; 0: it is not said.
  Value load_pointer(Value base, std::uint64_t bytes, std::uint64_t size = 0);
  Value spread(Value scalar, llvm::Type* vector);
  void store(Value value, Value address);
  // Asks for the line of the cache, which need not be there.
  void fetch(Value base, std::uint64_t bytes);
  // A few words in the function's own frame.
  Value room(Room purpose);

  BatchModule& batch_;
  const masks::MaskProgram& program_;
  const layout::ColumnLayout& layout_;
  const bool knowns_;
  const ColumnPlan& plan_;
  const ColumnMachine machine_;
  const Scratch scratch_;
  llvm::IRBuilder<> build_;
  llvm::VectorType* tile_masks_;  // a mask for each block of a tile
  Place place_;
  // In the part that is being lowered:
  std::uint32_t part_ = 0;
  std::unordered_map<masks::NodeId, Masks> lowered_;
  std::unordered_map<std::uint32_t, Value> known_;  // by tag

  std::vector<bool> done_;  // by node: lowered, in any part
};

}  // namespace wend::codegen
