#include "runtime/tables/chunk_reader.hpp"

#include <algorithm>
#include <cstring>

namespace wend::tables {
namespace {

// The value as often as there are rows, whole words of bits too.
void repeat(const Piece& piece, std::uint64_t rows, std::vector<std::byte>& bytes) {
  if (piece.storage == PieceStorage::bits) {
    bytes.assign(bitmap_size(rows), piece.least != 0 ? std::byte{0xFF} : std::byte{0});
    return;
  }
  const std::size_t width = width_of(piece.storage);
  bytes.resize(rows * width);
  for (std::size_t row = 0; row < rows; ++row) std::memcpy(bytes.data() + row * width, &piece.least, width);
}

}  // namespace

ChunkReader::ChunkReader(const Table& table)
    : table_(table),
      inner_(table.columns().size() + 1),
      constants_(table.columns().size()),
      // The most that a chunk without known rows needs: a number for each row, offsets, a bitmap.
      zeros_((kMostChunkRows + 1) * sizeof(Period)) {}

Status ChunkReader::read_column(std::size_t chunk, const OpenedColumn& column, layout::ColumnData& data,
                                layout::ColumnData& inner, std::vector<std::byte>& constant) {
  const Piece& piece = column.pieces[chunk];
  const std::uint32_t rows = table_.rows_of(chunk);
  const Result<std::span<const std::byte>> bytes = table_.touch(chunk, column);
  if (!bytes) return bytes.error();
  data.inner = &inner;
  if (is_missing(piece, rows)) {
    data.known = data.values = data.offsets = inner.offsets = inner.values = zeros_.data();
    return Done{};
  }
  if (is_constant(piece, rows)) {
    data.values = zeros_.data();
    if (piece.least == 0) return Done{};
    repeat(piece, rows, constant);
    data.values = constant.data();
    return Done{};
  }
  const PieceView parts = *view(piece, rows, *bytes);
  data.known = parts.known;
  data.values = parts.values;
  data.offsets = parts.offsets;
  inner.offsets = parts.inner_offsets;
  inner.values = parts.values;
  return Done{};
}

Result<layout::Chunk> ChunkReader::read(std::size_t chunk) {
  columns_ = table_.heads(chunk);
  for (const OpenedColumn& column : table_.columns()) {
    const Status read =
        read_column(chunk, column, columns_[column.tag], inner_[column.position], constants_[column.position]);
    if (!read) return read.error();
  }
  layout::Chunk read{columns_, table_.rows_of(chunk), {}};
  if (table_.ids() == nullptr) return read;
  std::vector<std::byte> none;
  if (Status ids = read_column(chunk, *table_.ids(), read.customer, inner_.back(), none); !ids) return ids.error();
  return read;
}

}  // namespace wend::tables
