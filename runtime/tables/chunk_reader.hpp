// Puts chunks of a column file before executors, some at a time.
//
//     ChunkReader reader(table);
//     Result<std::span<const layout::Chunk>> chunks = reader.read(which);    // good until the next call
//
// The values stay where they are in the file; what a piece without bytes stands for is made up. For one thread.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "compiler/layout/column_layout.hpp"
#include "runtime/tables/table.hpp"

namespace wend::tables {

class ChunkReader {
 public:
  // Borrows the table.
  explicit ChunkReader(const Table& table);

  // Each lies as table.layouts()[table.layout_of(chunk)] says. The error says which column is damaged.
  [[nodiscard]] Result<std::span<const layout::Chunk>> read(std::span<const std::size_t> chunks);
  [[nodiscard]] Result<layout::Chunk> read(std::size_t chunk);

 private:
  // What one chunk's columns consist of.
  struct Held {
    std::vector<layout::ColumnData> columns;  // by tag index
    std::vector<layout::ColumnData> inner;    // by the table's columns, the ids last
  };

  [[nodiscard]] Result<layout::Chunk> read_one(std::size_t chunk, Held& held);
  [[nodiscard]] Status read_column(std::size_t chunk, const OpenedColumn& column, layout::ColumnData& data,
                                   layout::ColumnData& inner);
  // The one stored value of a piece, as often as the most rows of a chunk.
  [[nodiscard]] const std::byte* repeated(const Piece& piece);

  const Table& table_;
  std::vector<Held> held_;
  std::vector<layout::Chunk> chunks_;
  std::map<std::pair<PieceStorage, std::int64_t>, std::vector<std::byte>> repeated_;
};

}  // namespace wend::tables
