#include "runtime/columns/last_block.hpp"

#include <cstring>

namespace wend::columns {
namespace {

constexpr std::size_t kWidest = 8;
constexpr std::size_t kBitsInByte = 8;
constexpr std::size_t kBitmap = layout::kBlockRows / kBitsInByte;
constexpr std::size_t kRoom = layout::kBlockRows * kWidest + kBitmap;  // values, then the bitmap

void copy_some_bits(const std::byte* from, std::size_t first_bit, std::size_t count, std::byte* to) {
  for (std::size_t bit = 0; bit < count; ++bit) {
    const std::byte byte = from[(first_bit + bit) / kBitsInByte] >> (first_bit + bit) % kBitsInByte;
    to[bit / kBitsInByte] |= (byte & std::byte{1}) << bit % kBitsInByte;
  }
}

}  // namespace

void LastBlock::copy(const layout::ColumnLayout& layout, const layout::Chunk& chunk, std::size_t first_row,
                     std::size_t rows, std::span<const std::uint32_t> tags, std::span<layout::ColumnData> columns) {
  room_.assign(tags.size() * kRoom, std::byte{0});
  std::byte* room = room_.data();
  for (const std::uint32_t tag : tags) {
    const layout::Column& column = layout.columns[tag];
    const layout::ColumnData from = layout::advance(column, chunk.columns[tag], first_row);
    layout::ColumnData& to = columns[tag];
    to = from;
    if (column.storage == layout::ColumnStorage::bits) {
      copy_some_bits(from.values, from.value_bit, rows, room);
      to.values = room;
      to.value_bit = 0;
    } else if (const std::size_t width = layout::value_width(column.storage); width != 0 && width <= kWidest) {
      std::memcpy(room, from.values, rows * width);
      to.values = room;
    }
    if (from.known != nullptr) {
      std::byte* bitmap = room + layout::kBlockRows * kWidest;
      copy_some_bits(from.known, from.known_bit, rows, bitmap);
      to.known = bitmap;
      to.known_bit = 0;
    }
    room += kRoom;
  }
}

}  // namespace wend::columns
