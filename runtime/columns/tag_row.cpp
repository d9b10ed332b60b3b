#include "runtime/columns/tag_row.hpp"

#include <algorithm>
#include <cstring>

namespace wend::columns {
namespace {

using layout::Field;
using layout::Storage;

constexpr std::size_t kCell = 16;  // the widest, so that all lie alike

constexpr std::size_t aligned(std::size_t size) {
  return (size + layout::kRowAlignment - 1) / layout::kRowAlignment * layout::kRowAlignment;
}

Storage storage_of(const Type& type) {
  if (is_scalar(type.kind)) return Storage::integer64;
  if (type.kind == TypeKind::boolean) return Storage::boolean8;
  if (type.kind == TypeKind::period) return Storage::period;
  if (type.kind == TypeKind::list) return Storage::inline_records;
  if (type.kind != TypeKind::set) return Storage::text_view;
  return type.element == TypeKind::text ? Storage::inline_texts : Storage::inline_ordinals;
}

}  // namespace

TagRowShape::TagRowShape(const schema::Schema& schema, std::span<const schema::TagIndex> tags)
    : tags_(tags.begin(), tags.end()) {
  layout_.records = layout::tag_layout(schema, tags).records;
  layout_.fields.resize(schema.tags.size());
  std::size_t offset = aligned(tags_.size());
  for (std::size_t position = 0; position < tags_.size(); ++position) {
    Field& field = layout_.fields[tags_[position]];
    field.type = schema.tags[tags_[position]].type;
    field.storage = storage_of(field.type);
    field.missing = layout::Missing::known_byte;
    field.missing_offset = static_cast<std::uint32_t>(position);
    field.offset = static_cast<std::uint32_t>(offset);
    offset += kCell;
  }
  layout_.fixed_size = static_cast<std::uint32_t>(std::max(offset, layout::kRowAlignment));
}

void TagRow::begin() {
  bytes_.resize(shape_->layout().fixed_size);
  std::fill_n(bytes_.begin(), shape_->tags().size(), std::byte{0});
}

template <typename Item>
void TagRow::write(std::size_t offset, const Item& item) {
  static_assert(sizeof item <= kCell);
  std::memcpy(bytes_.data() + offset, static_cast<const void*>(&item), sizeof item);
}

template <typename Item>
Texts::Entry TagRow::append(std::span<const Item> items) {
  const std::size_t offset = aligned(bytes_.size());
  bytes_.resize(offset + items.size_bytes());
  if (!items.empty()) std::memcpy(bytes_.data() + offset, static_cast<const void*>(items.data()), items.size_bytes());
  return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(items.size())};
}

Texts::Entry TagRow::append_texts(const Texts& texts) {
  entries_.clear();
  for (std::size_t index = 0; index < texts.size(); ++index) {
    const std::string_view text = texts[index];
    entries_.push_back(append(std::span(text)));
  }
  return append(std::span<const Texts::Entry>(entries_));
}

void TagRow::set(std::size_t position, const Value& value) {
  if (!is_known(value)) return;
  const Field& field = shape_->layout().fields[shape_->tags()[position]];
  bytes_[field.missing_offset] = std::byte{1};
  if (const auto* scalar = std::get_if<std::int64_t>(&value)) return write(field.offset, *scalar);
  if (const auto* truth = std::get_if<bool>(&value)) return write(field.offset, std::uint8_t{*truth});
  if (const auto* period = std::get_if<Period>(&value)) return write(field.offset, *period);
  if (const auto* text = std::get_if<std::string_view>(&value)) return write(field.offset, *text);
  if (const auto* ordinals = std::get_if<Ordinals>(&value)) return write(field.offset, append(*ordinals));
  if (const auto* texts = std::get_if<Texts>(&value)) return write(field.offset, append_texts(*texts));
  if (const auto* records = std::get_if<Records>(&value)) write(field.offset, append_texts(records->rows));
}

}  // namespace wend::columns
