#include <algorithm>

#include "tests/differential/host_row.hpp"

namespace wend::differential {
namespace {

using layout::Field;
using layout::Missing;
using layout::Storage;

std::vector<Storage> storages_of(const Type& type) {
  if (is_scalar(type.kind)) {
    return {Storage::integer8,  Storage::integer16, Storage::integer32,
            Storage::integer64, Storage::integer64, Storage::float64};
  }
  if (type.kind == TypeKind::boolean) return {Storage::boolean8};
  if (type.kind == TypeKind::period) return {Storage::period};
  if (type.kind == TypeKind::set) {
    return {type.element == TypeKind::text ? Storage::inline_texts : Storage::inline_ordinals};
  }
  if (type.kind == TypeKind::list) return {Storage::inline_records};
  return {Storage::text_view, Storage::text_pointer, Storage::text_string, Storage::inline_text};
}

bool holds_integers(Storage storage) {
  return storage == Storage::integer8 || storage == Storage::integer16 || storage == Storage::integer32 ||
         storage == Storage::integer64;
}

std::size_t size_of(Storage storage) {
  switch (storage) {
    case Storage::absent: return 0;
    case Storage::boolean8:
    case Storage::integer8: return 1;
    case Storage::integer16: return 2;
    case Storage::integer32: return 4;
    case Storage::integer64:
    case Storage::float64:
    case Storage::text_pointer:
    case Storage::inline_text:
    case Storage::inline_ordinals:
    case Storage::inline_texts:
    case Storage::inline_records: return 8;
    case Storage::period: return 12;
    case Storage::text_view: return sizeof(std::string_view);
    case Storage::text_string: return sizeof(std::string);
  }
  return 0;
}

Field random_field(Random& random, const Type& type) {
  Field field;
  field.type = type;
  if (random.chance(4)) return field;
  field.storage = random.pick(storages_of(type));
  field.missing = random.pick({Missing::never, Missing::known_bit, Missing::known_byte});
  const bool has_sentinel = holds_integers(field.storage) || field.storage == Storage::boolean8;
  if (has_sentinel && random.chance(30)) field.missing = Missing::sentinel;
  field.sentinel = random.pick({-1, 0, -128, 9});
  if (holds_integers(field.storage)) field.factor = random.pick({1, 1, 100, 10'000, 1'000'000, -1});
  return field;
}

// Lays a cell at the next multiple of its alignment.
std::uint32_t place(std::uint32_t& end, std::size_t size, std::size_t alignment) {
  const auto step = static_cast<std::uint32_t>(alignment);
  end = (end + step - 1) / step * step;
  const std::uint32_t offset = end;
  end += static_cast<std::uint32_t>(size);
  return offset;
}

std::size_t alignment_of(Storage storage) {
  if (storage == Storage::period) return 4;
  return std::min<std::size_t>(size_of(storage), 8);
}

}  // namespace

layout::RowLayout random_host_layout(Random& random, std::span<const Type> types) {
  layout::RowLayout layout;
  for (const Type& type : types) layout.fields.push_back(random_field(random, type));
  std::vector<std::size_t> order(types.size());
  for (std::size_t index = 0; index < order.size(); ++index) {
    order[index] = index;
    std::swap(order[index], order[random.below(index + 1)]);
  }
  std::uint32_t end = 0;
  for (const std::size_t index : order) {
    Field& field = layout.fields[index];
    if (field.storage == Storage::absent) continue;
    field.offset = place(end, size_of(field.storage), alignment_of(field.storage));
    if (field.missing == Missing::known_byte || field.missing == Missing::known_bit) {
      field.missing_offset = place(end, 1, 1);
      field.missing_bit = static_cast<std::uint8_t>(random.below(8));
    }
  }
  layout.fixed_size = place(end, 0, 8);
  return layout;
}

}  // namespace wend::differential
