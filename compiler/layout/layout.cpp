// Makes dense layouts: the bitmap of known fields, then the cells from the widest to the narrowest, so that none needs
// padding and texts and sets begin on a multiple of kRowAlignment.
#include <algorithm>
#include <array>
#include <numeric>

#include "compiler/layout/dense.hpp"

namespace wend::layout {
namespace {

constexpr std::size_t kBitsInByte = 8;

Storage dense_storage(const Type& type) {
  switch (type.kind) {
    case TypeKind::boolean: return Storage::boolean8;
    case TypeKind::date:
    case TypeKind::enumeration:
    case TypeKind::product: return Storage::integer32;
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::time:
    case TypeKind::time_of_day:
    case TypeKind::place:
    case TypeKind::distance: return Storage::integer64;
    case TypeKind::period: return Storage::period;
    case TypeKind::text:
    case TypeKind::customer: return Storage::inline_text;
    case TypeKind::set: return type.element == TypeKind::text ? Storage::inline_texts : Storage::inline_ordinals;
    case TypeKind::list: return Storage::inline_records;
  }
  return Storage::absent;
}

// Cells are laid by falling alignment.
std::size_t alignment(Storage storage) {
  const std::size_t size = cell_size(storage);
  if (storage == Storage::integer64 || storage == Storage::float64) return 8;
  return size >= 4 ? 4 : std::max<std::size_t>(size, 1);
}

void place_cells(RowLayout& layout, std::span<const std::uint32_t> present) {
  std::size_t end = align_up((present.size() + kBitsInByte - 1) / kBitsInByte, kRowAlignment);
  for (const std::size_t width : std::array<std::size_t, 4>{8, 4, 2, 1}) {
    for (const std::uint32_t index : present) {
      Field& field = layout.fields[index];
      if (alignment(field.storage) != width) continue;
      field.offset = static_cast<std::uint32_t>(end);
      end += cell_size(field.storage);
    }
  }
  // Never nothing, so that every row has an address of its own.
  layout.fixed_size = static_cast<std::uint32_t>(std::max(align_up(end, kRowAlignment), kRowAlignment));
}

template <typename Items>
std::vector<Type> types_of(const Items& items) {
  std::vector<Type> types;
  types.reserve(items.size());
  for (const auto& item : items) types.push_back(item.type);
  return types;
}

// What the list tags of a layout consist of.
std::vector<RowLayout> layouts_of_records(const RowLayout& layout, const std::vector<schema::List>& lists) {
  std::vector<RowLayout> records;
  for (const Field& field : layout.fields) {
    if (field.storage != Storage::inline_records) continue;
    records.resize(lists.size());
    if (records[field.type.detail].fields.empty()) records[field.type.detail] = record_layout(lists[field.type.detail]);
  }
  return records;
}

// `lists` is null where no schema is at hand.
RowLayout lay_out(std::span<const Type> types, std::span<const std::uint32_t> chosen,
                  const std::vector<schema::List>* lists = nullptr) {
  RowLayout layout;
  layout.fields.resize(types.size());
  for (std::size_t index = 0; index < types.size(); ++index) layout.fields[index].type = types[index];
  std::vector<std::uint32_t> present;
  for (const std::uint32_t index : chosen) {
    Field& field = layout.fields[index];
    if (field.storage != Storage::absent) continue;
    if (field.type.kind == TypeKind::list && lists == nullptr) continue;
    field.storage = dense_storage(field.type);
    field.missing = Missing::known_bit;
    field.missing_offset = static_cast<std::uint32_t>(present.size() / kBitsInByte);
    field.missing_bit = static_cast<std::uint8_t>(present.size() % kBitsInByte);
    present.push_back(index);
  }
  place_cells(layout, present);
  if (lists != nullptr) layout.records = layouts_of_records(layout, *lists);
  return layout;
}

}  // namespace

std::size_t cell_size(Storage storage) {
  switch (storage) {
    case Storage::absent: return 0;
    case Storage::boolean8:
    case Storage::integer8: return 1;
    case Storage::integer16: return 2;
    case Storage::integer32: return 4;
    case Storage::integer64:
    case Storage::float64: return 8;
    case Storage::period: return sizeof(Period);
    case Storage::text_view: return sizeof(std::string_view);
    case Storage::text_pointer: return sizeof(const char*);
    case Storage::text_string: return sizeof(std::string);
    case Storage::inline_text:
    case Storage::inline_ordinals:
    case Storage::inline_texts:
    case Storage::inline_records: return sizeof(Texts::Entry);
  }
  return 0;
}

RowLayout dense_layout(std::span<const Type> types, std::span<const std::uint32_t> wanted) {
  if (!wanted.empty()) return lay_out(types, wanted);
  std::vector<std::uint32_t> all(types.size());
  std::iota(all.begin(), all.end(), 0U);
  return lay_out(types, all);
}

RowLayout tag_layout(const schema::Schema& schema, std::span<const schema::TagIndex> wanted) {
  return lay_out(types_of(schema.tags), wanted, &schema.lists);
}

RowLayout event_layout(const schema::Event& event) {
  return dense_layout(types_of(event.fields));
}

RowLayout record_layout(const schema::List& list) {
  return dense_layout(types_of(list.fields));
}

}  // namespace wend::layout
