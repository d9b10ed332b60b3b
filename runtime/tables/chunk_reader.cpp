#include "runtime/tables/chunk_reader.hpp"

#include <cstring>

namespace wend::tables {
namespace {

// The most that a column without known rows needs: a value for each row, offsets, a bitmap.
const std::byte* zeros() {
  static const std::vector<std::byte> zeros((kMostChunkRows + 1) * sizeof(Period));
  return zeros.data();
}

}  // namespace

ChunkReader::ChunkReader(const Table& table) : table_(table) {}

const std::byte* ChunkReader::repeated(const Piece& piece) {
  if (piece.least == 0) return zeros();
  std::vector<std::byte>& bytes = repeated_[{piece.storage, piece.least}];
  if (!bytes.empty()) return bytes.data();
  if (piece.storage == PieceStorage::bits) {
    bytes.assign(bitmap_size(kMostChunkRows), std::byte{0xFF});
    return bytes.data();
  }
  const std::size_t width = width_of(piece.storage);
  bytes.resize(kMostChunkRows * width);
  for (std::size_t row = 0; row < kMostChunkRows; ++row) std::memcpy(bytes.data() + row * width, &piece.least, width);
  return bytes.data();
}

Status ChunkReader::read_column(std::size_t chunk, const OpenedColumn& column, layout::ColumnData& data,
                                layout::ColumnData& inner) {
  const Piece& piece = column.pieces[chunk];
  const std::uint32_t rows = table_.rows_of(chunk);
  const Result<std::span<const std::byte>> bytes = table_.touch(chunk, column);
  if (!bytes) return bytes.error();
  data.inner = &inner;
  if (is_missing(piece, rows)) {
    data.known = data.values = data.offsets = inner.offsets = inner.values = zeros();
    return Done{};
  }
  if (is_constant(piece, rows)) {
    data.values = repeated(piece);
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

Result<layout::Chunk> ChunkReader::read_one(std::size_t chunk, Held& held) {
  if (Status whole = table_.still_whole(); !whole) return whole.error();
  table_.set_heads(chunk, held.columns);
  held.inner.assign(table_.columns().size() + 1, {});
  for (const OpenedColumn& column : table_.columns()) {
    const Status read = read_column(chunk, column, held.columns[column.tag], held.inner[column.position]);
    if (!read) return read.error();
  }
  layout::Chunk read{held.columns, table_.rows_of(chunk), {}};
  if (table_.ids() == nullptr) return read;
  if (Status ids = read_column(chunk, *table_.ids(), read.customer, held.inner.back()); !ids) return ids.error();
  return read;
}

Result<std::span<const layout::Chunk>> ChunkReader::read(std::span<const std::size_t> chunks) {
  repeated_.clear();
  chunks_.clear();
  held_.resize(chunks.size());
  for (std::size_t index = 0; index < chunks.size(); ++index) {
    const Result<layout::Chunk> read = read_one(chunks[index], held_[index]);
    if (!read) return read.error();
    chunks_.push_back(*read);
  }
  return std::span<const layout::Chunk>(chunks_);
}

Result<layout::Chunk> ChunkReader::read(std::size_t chunk) {
  const Result<std::span<const layout::Chunk>> read = this->read(std::span(&chunk, 1));
  if (!read) return read.error();
  return read->front();
}

}  // namespace wend::tables
