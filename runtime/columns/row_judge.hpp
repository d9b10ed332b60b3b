// Judges single rows where columns cannot: a row is put together from the columns of just the tags that a condition
// reads.
#pragma once

#include <optional>
#include <vector>

#include "compiler/layout/column_interface.hpp"
#include "compiler/masks/mask_program.hpp"
#include "runtime/columns/bound.hpp"
#include "runtime/columns/tag_row.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/flat/flat.hpp"

namespace wend::columns {

// What the conditions read: never changes, shared by threads.
class RowConditions {
 public:
  // Borrows all of it.
  RowConditions(const ir::Program& program, const masks::MaskProgram& masks, const layout::ColumnLayout& layout);
  RowConditions(const RowConditions&) = delete;
  RowConditions& operator=(const RowConditions&) = delete;

  struct Condition {
    ir::ExpressionId id = ir::kNone;
    TagRowShape shape;
    bool customer = false;  // reads the customer's id
    bool own_zone = false;  // reads the local clock, which is the customer's own
    bool the_same = false;  // for every row
  };
  [[nodiscard]] const std::vector<Condition>& all() const { return conditions_; }
  // Flat code for rows of the condition's shape.
  [[nodiscard]] const flat::Code& code(std::size_t condition) const { return codes_[condition]; }
  [[nodiscard]] const ir::Program& program() const { return *program_; }
  [[nodiscard]] const layout::ColumnLayout& layout() const { return *layout_; }

 private:
  const ir::Program* program_;
  const layout::ColumnLayout* layout_;
  std::vector<Condition> conditions_;  // by MaskProgram::rows
  std::vector<flat::Code> codes_;      // likewise; made for the shapes where they are
};

// For one thread.
class RowJudge {
 public:
  RowJudge(const RowConditions& conditions, const Moment& moment);

  // The rows that the next calls speak of: block 0 begins at `first_row` of the chunk, which must outlive them.
  void begin(const layout::Chunk& chunk, std::size_t first_row) {
    chunk_ = &chunk;
    first_row_ = first_row;
  }
  // As layout::ColumnFrame::judge; rows behind the chunk's end are left out.
  void judge(std::uint32_t row, std::uint64_t block, std::uint64_t wanted, std::uint64_t* truth, std::uint64_t* known);
  // For ColumnFrame: `context` is a RowJudge.
  static void judge_rows(void* context, std::uint32_t row, std::uint64_t block, std::uint64_t wanted,
                         std::uint64_t* truth, std::uint64_t* known) {
    static_cast<RowJudge*>(context)->judge(row, block, wanted, truth, known);
  }

 private:
  [[nodiscard]] Truth judge_one(std::uint32_t condition, std::size_t row);

  const RowConditions* conditions_;
  eval::Inputs inputs_;
  Zone zone_;
  std::vector<layout::Cell> moments_;  // by position in the program, in zone_
  const layout::Chunk* chunk_ = nullptr;
  std::size_t first_row_ = 0;
  std::vector<TagRow> rows_;                    // by condition
  std::vector<std::optional<Truth>> the_same_;  // likewise: of those that are, once judged
  layout::ColumnScratch scratch_;
  layout::ColumnScratch customer_scratch_;
};

}  // namespace wend::columns
