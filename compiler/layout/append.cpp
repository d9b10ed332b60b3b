#include <cstring>
#include <limits>
#include <optional>
#include <utility>

#include "compiler/layout/dense.hpp"

namespace wend::layout {
namespace {

// Writes one row at the end of a block. What does not fit its cell, or is of another form than the field, is missing.
class RowWriter {
 public:
  RowWriter(const RowLayout& layout, std::vector<std::byte>& block)
      : layout_(layout), block_(block), begin_(block.size()) {
    block_.resize(begin_ + layout.fixed_size);
  }

  void write(std::uint32_t index, const Value& value) {
    const Field& field = layout_.fields[index];
    if (field.storage != Storage::absent && put(field, value)) mark_known(field);
  }

  void finish() { block_.resize(begin_ + align_up(block_.size() - begin_, kRowAlignment)); }

 private:
  bool put(const Field& field, const Value& value) {
    switch (field.storage) {
      case Storage::boolean8: return put_boolean(field, value);
      case Storage::integer32: return put_integer<std::int32_t>(field, value);
      case Storage::integer64: return put_integer<std::int64_t>(field, value);
      case Storage::period: return put_period(field, value);
      case Storage::inline_text: return put_text(field, value);
      case Storage::inline_ordinals: return put_ordinals(field, value);
      case Storage::inline_texts: return put_texts(field, value);
      case Storage::inline_records: return put_records(field, value);
      // The host's storages are not in dense rows.
      case Storage::absent:
      case Storage::integer8:
      case Storage::integer16:
      case Storage::float64:
      case Storage::text_view:
      case Storage::text_pointer:
      case Storage::text_string: return false;
    }
    return false;
  }

  bool put_boolean(const Field& field, const Value& value) {
    const bool* known = std::get_if<bool>(&value);
    if (known != nullptr) store(field.offset, static_cast<std::uint8_t>(*known ? 1 : 0));
    return known != nullptr;
  }

  template <typename Stored>
  bool put_integer(const Field& field, const Value& value) {
    const auto* known = std::get_if<std::int64_t>(&value);
    if (known == nullptr || !std::in_range<Stored>(*known)) return false;
    store(field.offset, static_cast<Stored>(*known));
    return true;
  }

  bool put_period(const Field& field, const Value& value) {
    const auto* known = std::get_if<Period>(&value);
    if (known != nullptr) store(field.offset, *known);
    return known != nullptr;
  }

  bool put_text(const Field& field, const Value& value) {
    const auto* known = std::get_if<std::string_view>(&value);
    if (known == nullptr) return false;
    const std::optional<Texts::Entry> entry = reserve(known->size(), 1, 1);
    if (entry) fill(field, *entry, known->data());
    return entry.has_value();
  }

  bool put_ordinals(const Field& field, const Value& value) {
    const auto* known = std::get_if<Ordinals>(&value);
    if (known == nullptr) return false;
    const std::optional<Texts::Entry> entry = reserve(known->size(), sizeof(std::int32_t), kArrayAlignment);
    if (entry) fill(field, *entry, known->data(), sizeof(std::int32_t));
    return entry.has_value();
  }

  bool put_texts(const Field& field, const Value& value) {
    const auto* known = std::get_if<Texts>(&value);
    return known != nullptr && put_each(field, *known, 1);
  }

  // Records are rows already, and the schema lays them out alike wherever they lie.
  bool put_records(const Field& field, const Value& value) {
    const auto* known = std::get_if<Records>(&value);
    return known != nullptr && known->size() <= kMostRecords && put_each(field, known->rows, kRowAlignment);
  }

  bool put_each(const Field& field, const Texts& items, std::size_t alignment) {
    const std::size_t before = block_.size();
    const std::optional<Texts::Entry> entries = reserve(items.size(), sizeof(Texts::Entry), kArrayAlignment);
    for (std::size_t index = 0; entries && index < items.size(); ++index) {
      const std::optional<Texts::Entry> text = reserve(items[index].size(), 1, alignment);
      if (!text) {
        block_.resize(before);
        return false;
      }
      copy(text->offset, items[index].data(), text->size);
      store(entries->offset + index * sizeof(Texts::Entry), *text);
    }
    if (entries) store(field.offset, *entries);
    return entries.has_value();
  }

  // Makes room for an array at the end of the row; nothing where its place could not be said in 32 bits. An empty one
  // takes no room and lies at 0, so that equal rows are equal bytes.
  std::optional<Texts::Entry> reserve(std::size_t count, std::size_t item_size, std::size_t alignment) {
    if (count == 0) return Texts::Entry{};
    constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max() - kRowAlignment;
    const std::size_t offset = align_up(block_.size() - begin_, alignment);
    if (offset > kMost || count > (kMost - offset) / item_size) return std::nullopt;
    block_.resize(begin_ + offset + count * item_size);
    return Texts::Entry{static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(count)};
  }

  void fill(const Field& field, const Texts::Entry& entry, const void* items, std::size_t item_size = 1) {
    copy(entry.offset, items, entry.size * item_size);
    store(field.offset, entry);
  }

  void copy(std::size_t offset, const void* from, std::size_t size) {
    if (size != 0) std::memcpy(block_.data() + begin_ + offset, from, size);
  }

  template <typename Item>
  void store(std::size_t offset, const Item& item) {
    copy(offset, &item, sizeof item);
  }

  void mark_known(const Field& field) { block_[begin_ + field.missing_offset] |= std::byte{1} << field.missing_bit; }

  const RowLayout& layout_;
  std::vector<std::byte>& block_;
  std::size_t begin_;
};

}  // namespace

void append_row(const RowLayout& layout, std::span<const Value> values, std::vector<std::byte>& block) {
  RowWriter writer(layout, block);
  for (std::uint32_t index = 0; index < layout.fields.size() && index < values.size(); ++index) {
    writer.write(index, values[index]);
  }
  writer.finish();
}

}  // namespace wend::layout
