// The size of a dense row, and whether bytes from outside are one.
#include <algorithm>
#include <cstring>

#include "compiler/layout/dense.hpp"

namespace wend::layout {
namespace {

Texts::Entry entry_at(const std::byte* at) {
  Texts::Entry entry;
  std::memcpy(&entry, at, sizeof entry);
  return entry;
}

std::size_t end_of(const Texts::Entry& entry, std::size_t item_size) {
  return entry.offset + std::size_t{entry.size} * item_size;
}

std::size_t end_of_texts(const std::byte* data, const Texts::Entry& entries) {
  std::size_t end = end_of(entries, sizeof(Texts::Entry));
  for (std::size_t index = 0; index < entries.size; ++index) {
    end = std::max(end, end_of(entry_at(data + entries.offset + index * sizeof(Texts::Entry)), 1));
  }
  return end;
}

bool has_variable_part(Storage storage) {
  return storage == Storage::inline_text || storage == Storage::inline_ordinals || storage == Storage::inline_texts ||
         storage == Storage::inline_records;
}

// Where the variable part of a known field ends.
std::size_t end_of_field(const Field& field, const std::byte* data) {
  switch (field.storage) {
    case Storage::inline_text: return end_of(entry_at(data + field.offset), 1);
    case Storage::inline_ordinals: return end_of(entry_at(data + field.offset), sizeof(std::int32_t));
    case Storage::inline_texts:
    case Storage::inline_records: return end_of_texts(data, entry_at(data + field.offset));
    case Storage::absent:
    case Storage::boolean8:
    case Storage::integer8:
    case Storage::integer16:
    case Storage::integer32:
    case Storage::integer64:
    case Storage::float64:
    case Storage::period:
    case Storage::text_view:
    case Storage::text_pointer:
    case Storage::text_string: return 0;
  }
  return 0;
}

class Checker {
 public:
  Checker(const RowLayout& layout, std::span<const std::byte> row) : layout_(layout), row_(row) {}

  bool accepts(const Field& field) {
    if (field.storage == Storage::absent || !is_marked_known(field, row_.data())) return true;
    switch (field.storage) {
      case Storage::inline_text: return inside(entry_at(row_.data() + field.offset), 1, 1);
      case Storage::inline_ordinals: return accepts_ordinals(entry_at(row_.data() + field.offset));
      case Storage::inline_texts: return accepts_texts(entry_at(row_.data() + field.offset));
      case Storage::inline_records: return accepts_records(field, entry_at(row_.data() + field.offset));
      // Pointers are not in dense rows.
      case Storage::text_view:
      case Storage::text_pointer:
      case Storage::text_string: return false;
      case Storage::absent:
      case Storage::boolean8:
      case Storage::integer8:
      case Storage::integer16:
      case Storage::integer32:
      case Storage::integer64:
      case Storage::float64:
      case Storage::period: return true;
    }
    return false;
  }

 private:
  // All arrays together may not be longer than the row: entries that overlap would make checking them take longer than
  // the row is long.
  bool inside(const Texts::Entry& entry, std::size_t item_size, std::size_t alignment) {
    const std::size_t size = std::size_t{entry.size} * item_size;
    taken_ += size;
    return entry.offset % alignment == 0 && end_of(entry, item_size) <= row_.size() && taken_ <= row_.size();
  }

  bool accepts_ordinals(const Texts::Entry& entry) {
    if (!inside(entry, sizeof(std::int32_t), kArrayAlignment)) return false;
    const void* first = row_.data() + entry.offset;
    const Ordinals ordinals{static_cast<const std::int32_t*>(first), entry.size};
    return std::ranges::adjacent_find(ordinals, std::greater_equal{}) == ordinals.end();
  }

  bool accepts_texts(const Texts::Entry& entries) {
    if (!inside(entries, sizeof(Texts::Entry), kArrayAlignment)) return false;
    std::string_view before;
    for (std::size_t index = 0; index < entries.size; ++index) {
      const Texts::Entry entry = entry_at(row_.data() + entries.offset + index * sizeof(Texts::Entry));
      if (!inside(entry, 1, 1)) return false;
      const std::string_view text(reinterpret_cast<const char*>(row_.data()) + entry.offset, entry.size);
      if (index > 0 && text <= before) return false;
      before = text;
    }
    return true;
  }

  // Each record is a sound row that takes just the bytes that are said to be its own.
  bool accepts_records(const Field& field, const Texts::Entry& entries) {
    if (entries.size > kMostRecords || field.type.detail >= layout_.records.size()) return false;
    if (!inside(entries, sizeof(Texts::Entry), kArrayAlignment)) return false;
    const RowLayout& record = layout_.records[field.type.detail];
    for (std::size_t index = 0; index < entries.size; ++index) {
      const Texts::Entry entry = entry_at(row_.data() + entries.offset + index * sizeof(Texts::Entry));
      if (!inside(entry, 1, kRowAlignment)) return false;
      const std::span<const std::byte> row = row_.subspan(entry.offset, entry.size);
      if (!is_sound(record, row) || row_size(record, row.data()) != row.size()) return false;
    }
    return true;
  }

  const RowLayout& layout_;
  std::span<const std::byte> row_;
  std::size_t taken_ = 0;
};

}  // namespace

std::size_t row_size(const RowLayout& layout, const std::byte* data) {
  std::size_t end = layout.fixed_size;
  for (const Field& field : layout.fields) {
    if (has_variable_part(field.storage) && is_marked_known(field, data)) {
      end = std::max(end, end_of_field(field, data));
    }
  }
  return align_up(end, kRowAlignment);
}

bool is_sound(const RowLayout& layout, std::span<const std::byte> available) {
  if (available.size() < layout.fixed_size) return false;
  if (reinterpret_cast<std::uintptr_t>(available.data()) % kRowAlignment != 0) return false;
  Checker checker(layout, available);
  if (!std::ranges::all_of(layout.fields, [&](const Field& field) { return checker.accepts(field); })) return false;
  return row_size(layout, available.data()) <= available.size();
}

}  // namespace wend::layout
