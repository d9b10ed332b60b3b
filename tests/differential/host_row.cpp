#include "tests/differential/host_row.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string_view>
#include <utility>

#include "runtime/value/decimal.hpp"

namespace wend::differential {
namespace {

using layout::Field;
using layout::Missing;
using layout::Storage;

class Writer {
 public:
  Writer(Random& random, const layout::RowLayout& layout, HostRow& row) : random_(random), row_(row) {
    row_.bytes.resize(std::max<std::size_t>(layout.fixed_size, 8));  // a struct has an address, whatever is in it
  }

  // What the row holds of the value.
  OwnedValue write(const Field& field, const OwnedValue& value) {
    if (field.storage == Storage::absent) return Unknown{};
    // A string is there whether or not it counts.
    if (field.storage == Storage::text_string) strings_.emplace_back(field.offset, keep(value));
    const bool can_be_missing = field.missing == Missing::known_bit || field.missing == Missing::known_byte;
    if (!is_known(value) && can_be_missing) return Unknown{};
    mark_known(field);
    return put(field, value);
  }

  // Puts the strings in, now that the row does not move any more.
  void finish() {
    for (const auto& [offset, text] : strings_) {
      void* place = row_.bytes.data() + offset;
      row_.strings.emplace_back(std::construct_at(static_cast<std::string*>(place), text));
    }
  }

 private:
  OwnedValue put(const Field& field, const OwnedValue& value) {
    switch (field.storage) {
      case Storage::absent: return Unknown{};
      case Storage::boolean8: return put_boolean(field, value);
      case Storage::integer8: return put_integer<std::int8_t>(field, value);
      case Storage::integer16: return put_integer<std::int16_t>(field, value);
      case Storage::integer32: return put_integer<std::int32_t>(field, value);
      case Storage::integer64: return put_integer<std::int64_t>(field, value);
      case Storage::float64: return put_float(field, value);
      case Storage::period: return put_plain<Period>(field, value);
      case Storage::text_view: return put_text_view(field, value);
      case Storage::text_pointer: return put_text_pointer(field, value);
      case Storage::text_string: return keep(value);
      case Storage::inline_text: return put_inline_text(field, value);
      case Storage::inline_ordinals: return put_inline_ordinals(field, value);
      case Storage::inline_texts: return put_inline_texts(field, value);
      case Storage::inline_records: return put_inline_records(field, value);
    }
    return Unknown{};
  }

  OwnedValue put_boolean(const Field& field, const OwnedValue& value) {
    const bool* known = std::get_if<bool>(&value);
    auto stored = static_cast<std::int8_t>(known != nullptr && *known ? 1 : 0);
    if (known == nullptr && field.missing == Missing::sentinel) stored = static_cast<std::int8_t>(field.sentinel);
    if (known != nullptr && *known && random_.chance(10)) stored = 64;
    store(field.offset, stored);
    if (field.missing == Missing::sentinel && stored == field.sentinel) return Unknown{};
    return stored != 0;
  }

  // The stored integer that comes nearest, sometimes one whose product with the factor does not fit.
  template <typename Stored>
  OwnedValue put_integer(const Field& field, const OwnedValue& value) {
    const auto* known = std::get_if<std::int64_t>(&value);
    const auto wide = known == nullptr ? decimal::Wide{0} : decimal::Wide{*known} / field.factor;
    const auto quotient = decimal::narrow(wide).value_or(0);
    auto stored = std::in_range<Stored>(quotient) ? static_cast<Stored>(quotient) : static_cast<Stored>(7);
    if (random_.chance(2)) stored = std::numeric_limits<Stored>::min();
    if (known == nullptr && field.missing == Missing::sentinel && std::in_range<Stored>(field.sentinel)) {
      stored = static_cast<Stored>(field.sentinel);
    }
    store(field.offset, stored);
    if (field.missing == Missing::sentinel && stored == field.sentinel) return Unknown{};
    std::int64_t product = 0;
    if (__builtin_mul_overflow(std::int64_t{stored}, field.factor, &product)) return Unknown{};
    return product;
  }

  OwnedValue put_float(const Field& field, const OwnedValue& value) {
    const auto* known = std::get_if<std::int64_t>(&value);
    constexpr std::int64_t kExact = std::int64_t{1} << 50U;  // beyond it a double and its places drift apart
    if (known == nullptr || *known >= kExact || *known <= -kExact || random_.chance(2)) {
      store(field.offset, random_.pick({std::numeric_limits<double>::quiet_NaN(),
                                        std::numeric_limits<double>::infinity(), -1e300, 9.3e18}));
      return Unknown{};
    }
    const double scale = std::pow(10.0, places_of(field.type.kind));
    store(field.offset, static_cast<double>(*known) / scale);
    return *known;
  }

  template <typename Plain>
  OwnedValue put_plain(const Field& field, const OwnedValue& value) {
    const auto* known = std::get_if<Plain>(&value);
    const Plain stored = known == nullptr ? Plain{} : *known;
    store(field.offset, stored);
    return stored;
  }

  OwnedValue put_text_view(const Field& field, const OwnedValue& value) {
    const std::string& text = keep(value);
    store(field.offset, std::string_view(text));
    return text;
  }

  OwnedValue put_text_pointer(const Field& field, const OwnedValue& value) {
    if (!is_known(value)) {
      store(field.offset, static_cast<const char*>(nullptr));
      return Unknown{};
    }
    const std::string& text = keep(value);
    store(field.offset, text.c_str());
    return text.substr(0, text.find('\0'));
  }

  OwnedValue put_inline_text(const Field& field, const OwnedValue& value) {
    const std::string& text = keep(value);
    store(field.offset, append(text.data(), text.size(), 1));
    return text;
  }

  OwnedValue put_inline_ordinals(const Field& field, const OwnedValue& value) {
    const auto* known = std::get_if<std::vector<std::int32_t>>(&value);
    std::vector<std::int32_t> ordinals;
    if (known != nullptr) ordinals = *known;
    store(field.offset, append(ordinals.data(), ordinals.size(), sizeof(std::int32_t)));
    return ordinals;
  }

  OwnedValue put_inline_texts(const Field& field, const OwnedValue& value) {
    const auto* known = std::get_if<std::vector<std::string>>(&value);
    std::vector<std::string> texts;
    if (known != nullptr) texts = *known;
    std::vector<Texts::Entry> entries;
    entries.reserve(texts.size());
    for (const std::string& text : texts) entries.push_back(append(text.data(), text.size(), 1));
    store(field.offset, append(entries.data(), entries.size(), sizeof(Texts::Entry)));
    return texts;
  }

  OwnedValue put_inline_records(const Field& field, const OwnedValue& value) {
    const auto* known = std::get_if<OwnedRecords>(&value);
    OwnedRecords records;
    if (known != nullptr) records = *known;
    std::vector<Texts::Entry> entries;
    for (const std::string& row : records.rows) entries.push_back(append(row.data(), row.size(), 1));
    store(field.offset, append(entries.data(), entries.size(), sizeof(Texts::Entry)));
    return records;
  }

  const std::string& keep(const OwnedValue& value) {
    const auto* known = std::get_if<std::string>(&value);
    return row_.texts.emplace_back(known == nullptr ? std::string() : *known);
  }

  Texts::Entry append(const void* items, std::size_t count, std::size_t item_size) {
    row_.bytes.resize((row_.bytes.size() + 7) / 8 * 8);
    const std::size_t offset = row_.bytes.size();
    row_.bytes.resize(offset + count * item_size);
    if (count != 0) std::memcpy(row_.bytes.data() + offset, items, count * item_size);
    return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(count)};
  }

  template <typename Item>
  void store(std::size_t offset, const Item& item) {
    std::memcpy(row_.bytes.data() + offset, static_cast<const void*>(&item), sizeof item);
  }

  void mark_known(const Field& field) {
    if (field.missing == Missing::known_byte) row_.bytes[field.missing_offset] = std::byte{2};
    if (field.missing == Missing::known_bit) row_.bytes[field.missing_offset] |= std::byte{1} << field.missing_bit;
  }

  Random& random_;
  HostRow& row_;
  std::vector<std::pair<std::size_t, std::string>> strings_;  // by offset
};

}  // namespace

void write_host_row(Random& random, const layout::RowLayout& layout, std::span<OwnedValue> values, HostRow& row) {
  Writer writer(random, layout, row);
  for (std::size_t index = 0; index < values.size(); ++index) {
    values[index] = writer.write(layout.fields[index], values[index]);
  }
  writer.finish();
}

}  // namespace wend::differential
