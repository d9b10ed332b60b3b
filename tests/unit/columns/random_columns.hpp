// Columns of every storage with values at the edges, and conditions over them, for comparison with the reference.
#pragma once

#include <memory>
#include <random>
#include <vector>

#include "compiler/ir/builder.hpp"
#include "compiler/layout/column_layout.hpp"

namespace wend::columns {

// Owns what its chunks point to.
class RandomColumns {
 public:
  explicit RandomColumns(std::uint64_t seed);

  [[nodiscard]] const ir::Program& program() const { return program_; }
  [[nodiscard]] const std::vector<ir::ExpressionId>& conditions() const { return conditions_; }
  [[nodiscard]] const layout::ColumnLayout& layout() const { return layout_; }
  // Some chunks, one of them empty; never a whole number of blocks.
  [[nodiscard]] std::vector<layout::Chunk> chunks();

 private:
  std::size_t below(std::size_t count) { return random_() % count; }
  void make_schema();
  void make_conditions();
  ir::ExpressionId condition(int depth);
  ir::ExpressionId comparison();
  ir::ExpressionId limit(const Type& type);
  std::byte* room(std::size_t bytes);
  layout::ColumnData column(std::uint32_t tag, std::size_t rows);
  void fill_values(const layout::Column& column, std::size_t rows, layout::ColumnData& data);
  void fill_texts(std::size_t rows, std::size_t offset_width, layout::ColumnData& data);
  void fill_sets(const layout::Column& column, std::size_t rows, layout::ColumnData& data);
  const layout::Dictionary* dictionary(const Type& type);

  std::mt19937_64 random_;
  std::shared_ptr<schema::Schema> schema_;
  ir::Program program_;
  std::unique_ptr<ir::Builder> build_;
  layout::ColumnLayout layout_;
  std::vector<ir::ExpressionId> conditions_;
  std::vector<std::unique_ptr<std::byte[]>> rooms_;
  std::vector<std::unique_ptr<std::vector<layout::ColumnData>>> columns_;
  std::vector<std::unique_ptr<layout::Dictionary>> dictionaries_;
};

}  // namespace wend::columns
