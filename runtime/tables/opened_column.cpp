#include "runtime/tables/opened_column.hpp"

#include <algorithm>

#include "runtime/tables/image.hpp"

namespace wend::tables {
namespace {

bool is_named(const Type& type) {
  return type.kind == TypeKind::enumeration || type.kind == TypeKind::product;
}

// Sets of values that have other numbers in the schema: as the schema has them.
void renumber(OpenedColumn& column) {
  for (Value& entry : column.dictionary->entries) {
    const auto* ordinals = std::get_if<Ordinals>(&entry);
    if (ordinals == nullptr) continue;
    std::vector<std::int32_t>& set = column.sets.emplace_back();
    for (const std::int32_t ordinal : *ordinals) set.push_back(column.numbers[static_cast<std::size_t>(ordinal)]);
    std::ranges::sort(set);
    entry = Ordinals(set);
  }
}

layout::ColumnStorage plain(PieceStorage storage) {
  if (storage == PieceStorage::text) return layout::ColumnStorage::text;
  if (storage == PieceStorage::ordinals) return layout::ColumnStorage::ordinals;
  return storage == PieceStorage::texts ? layout::ColumnStorage::texts : layout::ColumnStorage::periods;
}

}  // namespace

Status open_dictionary(std::span<const std::byte> entries, OpenedColumn& column) {
  column.dictionary = std::make_unique<layout::Dictionary>();
  if (is_named(column.type)) {
    for (const std::int32_t number : column.numbers) column.dictionary->entries.emplace_back(std::int64_t{number});
    return Done{};
  }
  // Every entry takes some bytes; more of them would not even be counted right.
  if (column.codes > entries.size()) return Error{"a dictionary is damaged"};
  Piece piece;
  piece.storage = plain_storage(column.type);
  const std::optional<PieceView> parts = view(piece, column.codes, entries);
  if (!parts || !is_sound(piece, column.codes, entries, column.expected())) return Error{"a dictionary is damaged"};
  layout::ColumnData inner;
  inner.offsets = parts->inner_offsets;
  inner.values = parts->values;
  layout::ColumnData data;
  data.values = parts->values;
  data.offsets = parts->offsets;
  data.inner = &inner;
  const layout::Column described{plain(piece.storage), false, false, column.type};
  column.texts.reserve(piece.storage == PieceStorage::texts ? column.codes : 0);
  for (std::uint64_t entry = 0; entry < column.codes; ++entry) {
    layout::ColumnScratch scratch;
    column.dictionary->entries.push_back(layout::load(described, data, entry, scratch));
    // Entries of sets of texts lie in the scratch, which is kept: moving a vector leaves its items where they are.
    if (piece.storage == PieceStorage::texts) column.texts.push_back(std::move(scratch.entries));
  }
  if (!column.numbers.empty()) renumber(column);
  return Done{};
}

layout::ColumnStorage presented(PieceStorage storage, const OpenedColumn& column) {
  using layout::ColumnStorage;
  const bool by_number = is_named(column.type) && column.numbers.empty();
  switch (storage) {
    case PieceStorage::none: return ColumnStorage::absent;
    case PieceStorage::bits: return ColumnStorage::bits;
    case PieceStorage::integer8: return ColumnStorage::integer8;
    case PieceStorage::integer16: return ColumnStorage::integer16;
    case PieceStorage::integer32: return ColumnStorage::integer32;
    case PieceStorage::integer64: return ColumnStorage::integer64;
    case PieceStorage::coded8: return by_number ? ColumnStorage::unsigned8 : ColumnStorage::coded8;
    case PieceStorage::coded16: return by_number ? ColumnStorage::unsigned16 : ColumnStorage::coded16;
    case PieceStorage::coded32: return by_number ? ColumnStorage::unsigned32 : ColumnStorage::coded32;
    case PieceStorage::text:
    case PieceStorage::ordinals:
    case PieceStorage::texts:
    case PieceStorage::periods: return plain(storage);
  }
  return ColumnStorage::absent;
}

}  // namespace wend::tables
