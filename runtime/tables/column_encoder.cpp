#include "runtime/tables/column_encoder.hpp"

#include <algorithm>
#include <utility>

#include "runtime/tables/image.hpp"
#include "runtime/tables/integers.hpp"
#include "runtime/tables/sketch.hpp"

namespace wend::tables {
namespace {

// A chunk that brings more new entries than this share of its values is not worth a dictionary.
constexpr std::size_t kNewEntryShare = 4;
constexpr std::size_t kFewValues = 4'096;

PieceStorage coded(std::size_t entries) {
  if (entries <= 0x100) return PieceStorage::coded8;
  return entries <= 0x1'0000 ? PieceStorage::coded16 : PieceStorage::coded32;
}

// Of what the values are, or the elements of sets.
std::size_t names_of(const schema::Schema& schema, const Type& type) {
  const TypeKind kind = type.kind == TypeKind::set ? type.element : type.kind;
  if (kind == TypeKind::enumeration) return schema.enums[type.detail].values.size();
  return kind == TypeKind::product ? schema.products.items.size() : 0;
}

bool is_named(const Type& type) {
  return type.kind == TypeKind::enumeration || type.kind == TypeKind::product;
}

}  // namespace

ColumnEncoder::ColumnEncoder(const schema::Schema& schema, schema::TagIndex tag, std::size_t sketch_codes)
    : type_(schema.tags[tag].type),
      sketch_codes_(sketch_codes),
      names_(static_cast<std::int64_t>(names_of(schema, type_))) {
  is_plain_ = type_.kind == TypeKind::list;
}

ColumnEncoder ColumnEncoder::of_ids() {
  ColumnEncoder encoder(type_of(TypeKind::customer));
  encoder.is_plain_ = true;
  return encoder;
}

void ColumnEncoder::add(const Value& value) {
  if (rows_ % 64 == 0) known_.push_back(0);
  if (keep(value)) known_[rows_ / 64] |= std::uint64_t{1} << (rows_ % 64);
  ++rows_;
}

bool ColumnEncoder::keep(const Value& value) {
  if (!wend::is_known(value)) return false;
  if (type_.kind == TypeKind::boolean || is_scalar(type_.kind)) return keep_scalar(value);
  if (!has_form(value)) return false;
  append_image(value, images_);
  ends_.push_back(images_.size());
  return true;
}

// Whether a value that is no scalar is one of the type.
bool ColumnEncoder::has_form(const Value& value) const {
  switch (plain_storage(type_)) {
    case PieceStorage::text: return std::holds_alternative<std::string_view>(value);
    case PieceStorage::texts:
      return type_.kind == TypeKind::list ? std::holds_alternative<Records>(value)
                                          : std::holds_alternative<Texts>(value);
    case PieceStorage::periods: return std::holds_alternative<Period>(value);
    case PieceStorage::ordinals: {
      const auto* ordinals = std::get_if<Ordinals>(&value);
      return ordinals != nullptr && (ordinals->empty() || (ordinals->front() >= 0 && ordinals->back() < names_));
    }
    case PieceStorage::none:
    case PieceStorage::bits:
    case PieceStorage::integer8:
    case PieceStorage::integer16:
    case PieceStorage::integer32:
    case PieceStorage::integer64:
    case PieceStorage::coded8:
    case PieceStorage::coded16:
    case PieceStorage::coded32: return false;
  }
  return false;
}

bool ColumnEncoder::keep_scalar(const Value& value) {
  if (type_.kind == TypeKind::boolean) {
    const bool* truth = std::get_if<bool>(&value);
    if (truth != nullptr) scalars_.push_back(*truth ? 1 : 0);
    return truth != nullptr;
  }
  const auto* scalar = std::get_if<std::int64_t>(&value);
  if (scalar == nullptr || (is_named(type_) && (*scalar < 0 || *scalar >= names_))) return false;
  scalars_.push_back(*scalar);
  return true;
}

std::size_t ColumnEncoder::size() const {
  return scalars_.size() * sizeof(std::int64_t) + images_.size() + ends_.size() * sizeof(std::size_t);
}

std::string_view ColumnEncoder::image(std::size_t known) const {
  const std::size_t begin = known == 0 ? 0 : ends_[known - 1];
  return std::string_view(images_).substr(begin, ends_[known] - begin);
}

bool ColumnEncoder::take(Encoded& encoded) {
  encoded = {};
  const std::size_t known = scalars_.size() + ends_.size();
  encoded.piece.missing = static_cast<std::uint32_t>(rows_ - known);
  encoded.piece.storage = storage_;
  bool fits = true;
  if (known != 0) {
    if (type_.kind == TypeKind::boolean) {
      encode_bits(encoded);
    } else if (is_named(type_)) {
      encode_codes(encoded, coded(static_cast<std::size_t>(names_)));
    } else if (is_scalar(type_.kind)) {
      encode_integers(encoded);
    } else {
      fits = encode_images(encoded);
    }
  }
  storage_ = encoded.piece.storage;
  rows_ = 0;
  known_.clear();
  scalars_.clear();
  images_.clear();
  ends_.clear();
  return fits;
}

void ColumnEncoder::append_bitmap(Encoded& encoded) const {
  if (!has_bitmap(encoded.piece, rows_)) return;
  encoded.bytes.append(reinterpret_cast<const char*>(known_.data()), known_.size() * sizeof(std::uint64_t));
  pad(encoded.bytes);
}

void ColumnEncoder::encode_bits(Encoded& encoded) {
  const auto [least, greatest] = extremes_of(scalars_);
  encoded.piece.storage = PieceStorage::bits;
  encoded.piece.least = least;
  encoded.piece.greatest = greatest;
  append_bitmap(encoded);
  if (is_constant(encoded.piece, rows_)) return;
  std::vector<std::uint64_t> bits(known_.size());
  for (std::size_t row = 0, known = 0; row < rows_; ++row) {
    if (is_known(row)) bits[row / 64] |= static_cast<std::uint64_t>(scalars_[known++]) << (row % 64);
  }
  encoded.bytes.append(reinterpret_cast<const char*>(bits.data()), bits.size() * sizeof(std::uint64_t));
}

template <typename Stored, typename Item>
void ColumnEncoder::append_each(std::string& bytes, Stored otherwise, const std::vector<Item>& stored) const {
  const std::size_t begin = bytes.size();
  bytes.resize(begin + rows_ * sizeof(Stored));
  char* to = bytes.data() + begin;
  for (std::size_t row = 0, known = 0; row < rows_; ++row, to += sizeof(Stored)) {
    const Stored item = is_known(row) ? static_cast<Stored>(stored[known++]) : otherwise;
    std::copy_n(reinterpret_cast<const char*>(&item), sizeof item, to);
  }
}

// What is missing is stored as the least, which every chunk can hold.
void ColumnEncoder::append_stored(Encoded& encoded, const std::vector<std::int64_t>& stored) const {
  append_bitmap(encoded);
  if (is_constant(encoded.piece, rows_)) return;
  const std::int64_t otherwise = encoded.piece.least;
  switch (width_of(encoded.piece.storage)) {
    case 1: return append_each(encoded.bytes, static_cast<std::uint8_t>(otherwise), stored);
    case 2: return append_each(encoded.bytes, static_cast<std::uint16_t>(otherwise), stored);
    case 4: return append_each(encoded.bytes, static_cast<std::uint32_t>(otherwise), stored);
    default: return append_each(encoded.bytes, otherwise, stored);
  }
}

void ColumnEncoder::append_sketch(Encoded& encoded, const std::vector<std::int64_t>& stored) const {
  Piece& piece = encoded.piece;
  if (!has_sketch(piece, rows_)) return;
  const Sketch sketch = make_sketch(stored, sketch_codes_);
  piece.sketch_codes = static_cast<std::uint8_t>(sketch.ranges.size());
  encoded.sketch.append(reinterpret_cast<const char*>(sketch.ranges.data()),
                        sketch.ranges.size() * sizeof(SketchRange));
  pad(encoded.sketch);
  append_each(encoded.sketch, std::uint8_t{0}, sketch.codes);
}

void ColumnEncoder::encode_integers(Encoded& encoded) {
  const Extremes extremes = extremes_of(scalars_);
  const Packing packing = pack(scalars_, extremes, storage_);
  Piece& piece = encoded.piece;
  piece.storage = packing.storage;
  piece.factor = packing.factor;
  piece.base = packing.base;
  piece.least = packing.stored(extremes.least);
  piece.greatest = packing.stored(extremes.greatest);
  for (std::int64_t& scalar : scalars_) scalar = packing.stored(scalar);
  append_stored(encoded, scalars_);
  append_sketch(encoded, scalars_);
}

void ColumnEncoder::encode_codes(Encoded& encoded, PieceStorage storage) {
  const auto [least, greatest] = extremes_of(scalars_);
  encoded.piece.storage = std::max(storage, storage_);
  encoded.piece.least = least;
  encoded.piece.greatest = greatest;
  for (const std::int64_t code : scalars_) {
    encoded.piece.codes |= std::uint64_t{1} << (static_cast<std::uint64_t>(code) % 64);
  }
  append_stored(encoded, scalars_);
}

// Puts the images' codes where scalars are; false where there would be too many entries.
bool ColumnEncoder::intern() {
  const std::size_t before = interned_.size();
  const std::size_t most_new = std::max(kFewValues, ends_.size() / kNewEntryShare);
  for (std::size_t known = 0; known < ends_.size(); ++known) {
    scalars_.push_back(interned_.code_of(image(known)));
    if (!interned_.is_full() && interned_.size() - before <= most_new) continue;
    interned_.shrink(before);
    scalars_.clear();
    return false;
  }
  return true;
}

bool ColumnEncoder::encode_images(Encoded& encoded) {
  if (!is_plain_ && intern()) {
    encode_codes(encoded, coded(interned_.size()));
    return true;
  }
  is_plain_ = true;
  encoded.piece.storage = plain_storage(type_);
  append_bitmap(encoded);
  std::vector<std::string_view> images(rows_);
  for (std::size_t row = 0, known = 0; row < rows_; ++row) {
    if (is_known(row)) images[row] = image(known++);
  }
  return append_plain(encoded.piece.storage, images, encoded.bytes);
}

std::string ColumnEncoder::dictionary() const {
  std::string bytes;
  if (interned_.size() == 0) return bytes;
  return append_plain(plain_storage(type_), interned_.entries(), bytes) ? bytes : std::string();
}

}  // namespace wend::tables
