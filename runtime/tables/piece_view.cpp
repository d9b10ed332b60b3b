#include "runtime/tables/piece_view.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <string_view>

#include "runtime/tables/image.hpp"
#include "runtime/tables/integers.hpp"

namespace wend::tables {
namespace {

template <typename Item>
Item at(const std::byte* items, std::uint64_t index) {
  Item item;
  std::memcpy(&item, items + index * sizeof(Item), sizeof item);
  return item;
}

// Takes parts off the front, each from a section's boundary on.
class Parts {
 public:
  explicit Parts(std::span<const std::byte> bytes) : bytes_(bytes) {}

  const std::byte* take(std::uint64_t size) {
    position_ = aligned(position_);
    if (!is_well_ || position_ > bytes_.size() || size > bytes_.size() - position_) {
      is_well_ = false;
      return nullptr;
    }
    const std::byte* part = bytes_.data() + position_;
    position_ += size;
    return part;
  }
  [[nodiscard]] bool is_well() const { return is_well_; }

 private:
  std::span<const std::byte> bytes_;
  std::uint64_t position_ = 0;
  bool is_well_ = true;
};

constexpr std::uint64_t kOffset = sizeof(std::int32_t);

// The number of items that offsets lead to, by their last.
std::uint64_t count_of(const std::byte* offsets, std::uint64_t rows) {
  return offsets == nullptr ? 0 : static_cast<std::uint32_t>(at<std::int32_t>(offsets, rows));
}

// Whether offsets begin at zero, never fall and are none below it.
bool rise(const std::byte* offsets, std::uint64_t rows) {
  std::int32_t before = 0;
  bool well = at<std::int32_t>(offsets, 0) == 0;
  for (std::uint64_t row = 1; row <= rows; ++row) {
    const auto offset = at<std::int32_t>(offsets, row);
    well = well && offset >= before;
    before = offset;
  }
  return well;
}

template <typename Stored>
bool lie_between(const PieceView& parts, std::uint64_t rows, const Piece& piece) {
  Stored least = std::numeric_limits<Stored>::max();
  Stored greatest = std::numeric_limits<Stored>::min();
  for (std::uint64_t row = 0; row < rows; ++row) {
    const auto stored = at<Stored>(parts.values, row);
    least = std::min(least, stored);
    greatest = std::max(greatest, stored);
  }
  return rows == 0 || (least >= piece.least && greatest <= piece.greatest);
}

template <typename Stored>
bool are_among(const PieceView& parts, std::uint64_t rows, const Piece& piece) {
  std::uint64_t codes = 0;
  for (std::uint64_t row = 0; row < rows; ++row) codes |= std::uint64_t{1} << (at<Stored>(parts.values, row) % 64);
  return (codes & ~piece.codes) == 0 && lie_between<Stored>(parts, rows, piece);
}

bool has_sound_bits(const PieceView& parts, std::uint64_t rows, const Piece& piece) {
  std::uint64_t missing = rows;
  for (std::uint64_t word = 0; word * 64 < rows; ++word) {
    const std::uint64_t left = rows - word * 64;
    const std::uint64_t there = left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
    missing -= static_cast<std::uint64_t>(std::popcount(at<std::uint64_t>(parts.known, word) & there));
  }
  return missing == piece.missing;
}

bool has_sound_ordinals(const PieceView& parts, std::uint64_t rows, std::int32_t values) {
  for (std::uint64_t row = 0; row < rows; ++row) {
    std::int32_t before = -1;
    for (auto item = at<std::int32_t>(parts.offsets, row); item < at<std::int32_t>(parts.offsets, row + 1); ++item) {
      const auto ordinal = at<std::int32_t>(parts.values, static_cast<std::uint64_t>(item));
      if (ordinal <= before || ordinal >= values) return false;
      before = ordinal;
    }
  }
  return true;
}

std::string_view text_at(const PieceView& parts, std::uint64_t index) {
  const auto begin = static_cast<std::size_t>(at<std::int32_t>(parts.inner_offsets, index));
  const auto end = static_cast<std::size_t>(at<std::int32_t>(parts.inner_offsets, index + 1));
  return {reinterpret_cast<const char*>(parts.values) + begin, end - begin};
}

bool has_sound_texts(const PieceView& parts, std::uint64_t rows, std::uint64_t texts) {
  if (!rise(parts.inner_offsets, texts)) return false;
  for (std::uint64_t row = 0; row < rows; ++row) {
    const auto begin = static_cast<std::uint64_t>(at<std::int32_t>(parts.offsets, row));
    const auto end = static_cast<std::uint64_t>(at<std::int32_t>(parts.offsets, row + 1));
    for (std::uint64_t text = begin + 1; text < end; ++text) {
      if (text_at(parts, text - 1) >= text_at(parts, text)) return false;
    }
  }
  return true;
}

bool has_sound_records(const PieceView& parts, std::uint64_t rows, std::uint64_t records,
                       const layout::RowLayout& row_layout) {
  if (!rise(parts.inner_offsets, records)) return false;
  for (std::uint64_t record = 0; record < records; ++record) {
    const std::string_view text = text_at(parts, record);
    const std::span<const std::byte> row(reinterpret_cast<const std::byte*>(text.data()), text.size());
    const bool is_aligned = (row.data() - parts.values) % layout::kRowAlignment == 0;
    if (!is_aligned || !layout::is_sound(row_layout, row) || layout::row_size(row_layout, row.data()) != row.size()) {
      return false;
    }
  }
  for (std::uint64_t row = 0; row < rows; ++row) {
    const auto size = at<std::int32_t>(parts.offsets, row + 1) - at<std::int32_t>(parts.offsets, row);
    if (static_cast<std::size_t>(size) > kMostRecords) return false;
  }
  return true;
}

bool fits_type(PieceStorage storage, const Type& type) {
  if (type.kind == TypeKind::boolean) return storage == PieceStorage::bits;
  if (type.kind == TypeKind::enumeration || type.kind == TypeKind::product) return is_coded(storage);
  if (is_scalar(type.kind)) return is_integer(storage);
  return storage == plain_storage(type) || (type.kind != TypeKind::list && is_coded(storage));
}

// Whether the least and the greatest are numbers that the storage holds.
bool has_plausible_zone(const Piece& piece, std::uint64_t entries) {
  if (piece.least > piece.greatest) return false;
  if (piece.storage == PieceStorage::bits) return piece.least >= 0 && piece.greatest <= 1;
  const std::size_t width = width_of(piece.storage);
  if (is_coded(piece.storage)) {
    return piece.least >= 0 && static_cast<std::uint64_t>(piece.greatest) < entries &&
           piece.greatest < std::int64_t{1} << (width * 8);
  }
  if (!is_integer(piece.storage)) return true;
  if (piece.storage != PieceStorage::integer64) {
    const std::int64_t half = std::int64_t{1} << (width * 8 - 1);
    if (piece.least < -half || piece.greatest >= half) return false;
  }
  return stands_for_scalars(piece.storage, piece.factor, piece.base);
}

// As many bytes as ranges and rows take.
bool has_plausible_sketch(const Piece& piece, std::uint64_t rows) {
  const bool has_codes = piece.sketch_codes != 0;
  return piece.sketch.offset % kSectionAlignment == 0 && piece.sketch.size == sketch_size(piece, rows) &&
         has_codes == has_sketch(piece, rows);
}

}  // namespace

std::optional<PieceView> view(const Piece& piece, std::uint64_t rows, std::span<const std::byte> bytes) {
  Parts parts(bytes);
  PieceView view;
  if (has_bitmap(piece, rows)) view.known = parts.take(bitmap_size(rows));
  const bool has_offsets = piece.storage == PieceStorage::text || piece.storage == PieceStorage::ordinals ||
                           piece.storage == PieceStorage::texts;
  if (piece.storage == PieceStorage::bits) view.size = bitmap_size(rows);
  if (has_offsets) {
    view.offsets = parts.take((rows + 1) * kOffset);
    view.size = count_of(view.offsets, rows);
  }
  if (piece.storage == PieceStorage::ordinals) view.size *= sizeof(std::int32_t);
  if (piece.storage == PieceStorage::texts) {
    const std::uint64_t texts = view.size;
    view.inner_offsets = parts.take((texts + 1) * kOffset);
    view.size = count_of(view.inner_offsets, texts);
  }
  if (width_of(piece.storage) != 0) view.size = rows * width_of(piece.storage);
  view.values = parts.take(view.size);
  if (!parts.is_well()) return std::nullopt;
  return view;
}

bool is_plausible(const Piece& piece, std::uint64_t rows, const Type& type, std::uint64_t entries) {
  if (piece.storage > kLastStorage || piece.missing > rows || piece.section.offset % kSectionAlignment != 0)
    return false;
  if (!has_plausible_sketch(piece, rows)) return false;
  const bool is_empty = piece.section.size == 0;
  if (is_missing(piece, rows))
    return is_empty && (piece.storage == PieceStorage::none || fits_type(piece.storage, type));
  if (!fits_type(piece.storage, type) || !has_plausible_zone(piece, entries)) return false;
  return is_empty == is_constant(piece, rows);
}

bool is_sound(const Piece& piece, std::uint64_t rows, std::span<const std::byte> bytes, const Expected& expected) {
  if (is_missing(piece, rows) || is_constant(piece, rows)) return true;
  const std::optional<PieceView> parts = view(piece, rows, bytes);
  if (!parts || (parts->known != nullptr && !has_sound_bits(*parts, rows, piece))) return false;
  if (parts->offsets != nullptr && !rise(parts->offsets, rows)) return false;
  switch (piece.storage) {
    case PieceStorage::none: return false;
    case PieceStorage::bits:
    case PieceStorage::text:
    case PieceStorage::periods: return true;
    case PieceStorage::integer8: return lie_between<std::int8_t>(*parts, rows, piece);
    case PieceStorage::integer16: return lie_between<std::int16_t>(*parts, rows, piece);
    case PieceStorage::integer32: return lie_between<std::int32_t>(*parts, rows, piece);
    case PieceStorage::integer64: return lie_between<std::int64_t>(*parts, rows, piece);
    case PieceStorage::coded8: return are_among<std::uint8_t>(*parts, rows, piece);
    case PieceStorage::coded16: return are_among<std::uint16_t>(*parts, rows, piece);
    case PieceStorage::coded32: return are_among<std::uint32_t>(*parts, rows, piece);
    case PieceStorage::ordinals: return has_sound_ordinals(*parts, rows, expected.values);
    case PieceStorage::texts: {
      const std::uint64_t items = count_of(parts->offsets, rows);
      if (expected.records != nullptr) return has_sound_records(*parts, rows, items, *expected.records);
      return has_sound_texts(*parts, rows, items);
    }
  }
  return false;
}

}  // namespace wend::tables
