// The last rows of a chunk, fewer than a block, as a whole block: copied to where there is room for 64, for those who
// judge whole blocks.
#pragma once

#include <span>
#include <vector>

#include "compiler/layout/column_layout.hpp"

namespace wend::columns {

class LastBlock {
 public:
  // Of `tags`, `rows` from `first_row` on; fewer than a block. Others are left as they are in `columns`.
  void copy(const layout::ColumnLayout& layout, const layout::Chunk& chunk, std::size_t first_row, std::size_t rows,
            std::span<const std::uint32_t> tags, std::span<layout::ColumnData> columns);

 private:
  std::vector<std::byte> room_;
};

}  // namespace wend::columns
