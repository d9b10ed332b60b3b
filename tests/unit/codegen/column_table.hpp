// Columns of random values, limits, tables and mask programs over them, and what each node means, row by row: the twin
// of native code over columns.
//
// Every buffer ends where memory ends: reading a byte beyond it stops the test.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <span>
#include <utility>
#include <vector>

#include "compiler/codegen/compiler.hpp"
#include "compiler/layout/column_interface.hpp"
#include "compiler/masks/mask_program.hpp"
#include "runtime/value/truth.hpp"

namespace wend::codegen {

// Memory of just so many bytes, followed by a page that cannot be read.
class Guarded {
 public:
  explicit Guarded(std::size_t size);
  Guarded(Guarded&& other) noexcept : pages_(std::exchange(other.pages_, {})), data_(other.data_) {}
  Guarded(const Guarded&) = delete;
  Guarded& operator=(const Guarded&) = delete;
  Guarded& operator=(Guarded&&) = delete;
  ~Guarded();

  [[nodiscard]] std::byte* data() const { return data_; }

 private:
  std::span<std::byte> pages_;
  std::byte* data_;
};

using Random = std::mt19937_64;

class ColumnTable {
 public:
  // One column for each storage that is read by the block, each nullable or not and partial or not.
  ColumnTable(std::size_t blocks, std::uint64_t seed);

  [[nodiscard]] const layout::ColumnLayout& layout() const { return layout_; }
  [[nodiscard]] std::size_t blocks() const { return blocks_; }
  Random& random() { return random_; }

  // From now on no limit of integers lies far from zero; values do.
  void keep_limits_near() { near_limits_ = true; }

  // Adds a leaf of the kind to the program; its limit or table is random. The kind must fit the column.
  masks::NodeId add(masks::MaskProgram& program, masks::Kind kind, std::uint32_t tag);
  masks::NodeId add(masks::MaskProgram& program, masks::Kind kind, std::span<const masks::NodeId> operands);
  // What fits the column.
  [[nodiscard]] std::vector<masks::Kind> kinds_of(std::uint32_t tag) const;

  // What the node is for the row.
  [[nodiscard]] Truth judge(const masks::MaskProgram& program, masks::NodeId node, std::size_t row) const;
  [[nodiscard]] static Truth row_answer(std::uint32_t index, std::size_t row);

  // Compiles and runs the program, and returns how many words differ from `judge`; `asked` (if wanted) counts the rows
  // that a row evaluator was asked for.
  std::size_t differences(const Compiler& compiler, const masks::MaskProgram& program, Instructions instructions,
                          bool knowns, std::size_t* asked = nullptr);

 private:
  void add_column(layout::ColumnStorage storage, bool nullable, bool partial);
  void fill(const layout::Column& column, layout::ColumnData& data);
  std::byte* buffer(std::size_t size);
  std::byte* bitmap(std::uint8_t first_bit);
  std::int64_t some_number(layout::ColumnStorage storage);
  layout::Bound some_bound(layout::ColumnStorage storage);
  layout::Answers some_answers(layout::ColumnStorage storage);
  [[nodiscard]] bool is_known(std::uint32_t tag, std::size_t row) const;
  [[nodiscard]] bool inside(std::uint32_t tag, std::size_t row, const std::int64_t* low,
                            const std::int64_t* high) const;
  [[nodiscard]] Truth compare(const masks::Node& node, std::size_t row) const;
  [[nodiscard]] Truth look_up(const masks::Node& node, std::size_t row) const;
  std::uint64_t pick(std::uint64_t most) { return random_() % most; }

  std::size_t blocks_;
  Random random_;
  bool near_limits_ = false;
  layout::ColumnLayout layout_;
  std::vector<layout::ColumnData> data_;
  std::vector<Guarded> buffers_;
  std::vector<layout::Bound> bounds_;
  std::vector<layout::Answers> answers_;
};

}  // namespace wend::codegen
