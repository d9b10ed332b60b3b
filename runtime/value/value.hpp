// A value of the language, known or unknown.
//
// `Value` borrows: text and sets point into the row, event or program that they came from and are valid as long as
// that is. `OwnedValue` keeps its own copy, for state, events and effects. Neither knows its type: the expression, tag
// or field that it came from does (see type.hpp).
//
// Scalars are one std::int64_t:
//   integer      the integer                      number       millionths (6 places)
//   money        ten-thousandths of the currency  duration     microseconds
//   date         days since 1970-01-01            time         microseconds since 1970-01-01T00:00Z
//   time of day  microseconds since midnight      enumeration  position in the schema's list of values
//   product      position in the schema's list    distance     metres
//   place        two coordinates in one (place.hpp)
//
// A customer is the text of its id. A list of records is the rows of its records (see Records).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "runtime/value/truth.hpp"

namespace wend {

// A calendar span: months are added first, then days, then business days.
struct Period {
  std::int32_t months = 0;
  std::int32_t days = 0;
  std::int32_t business_days = 0;

  friend bool operator==(const Period&, const Period&) = default;
};

struct Unknown {
  friend bool operator==(Unknown, Unknown) = default;
};

using Ordinals = std::span<const std::int32_t>;  // sorted, no doubles: positions in the schema's list of values

// A borrowed set of texts, sorted by bytes, no doubles: either of std::string, or of entries in a row whose texts lie
// in the same block of memory as the row (compiler/layout).
class Texts {
 public:
  struct Entry {
    std::uint32_t offset = 0;  // bytes from the row's beginning
    std::uint32_t size = 0;
  };
  Texts() = default;
  explicit Texts(std::span<const std::string> texts) : strings_(texts.data()), size_(texts.size()) {}
  Texts(const std::byte* row, std::span<const Entry> entries)
      : row_(row), entries_(entries.data()), size_(entries.size()) {}

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::string_view operator[](std::size_t index) const {
    if (strings_ != nullptr) return strings_[index];
    return {reinterpret_cast<const char*>(row_) + entries_[index].offset, entries_[index].size};
  }

 private:
  const std::string* strings_ = nullptr;
  const std::byte* row_ = nullptr;
  const Entry* entries_ = nullptr;
  std::size_t size_ = 0;
};

// A borrowed list of records, in the order of its source. Each record is the bytes of one dense row of its list's
// layout (compiler/layout: record_layout), which the schema alone decides: so rows are copied from one place to another
// without being read, and equal lists are equal bytes.
struct Records {
  Texts rows;

  [[nodiscard]] std::size_t size() const { return rows.size(); }
};
struct OwnedRecords {
  std::vector<std::string> rows;
  friend bool operator==(const OwnedRecords&, const OwnedRecords&) = default;
};
// The most records of a list; a longer one is refused where it is read, and unknown where it gets that far.
inline constexpr std::size_t kMostRecords = 1'000;

using Value = std::variant<Unknown, bool, std::int64_t, Period, std::string_view, Ordinals, Texts, Records>;

using OwnedValue = std::variant<Unknown, bool, std::int64_t, Period, std::string, std::vector<std::int32_t>,
                                std::vector<std::string>, OwnedRecords>;

[[nodiscard]] inline bool is_known(const Value& value) {
  return !std::holds_alternative<Unknown>(value);
}
[[nodiscard]] inline bool is_known(const OwnedValue& value) {
  return !std::holds_alternative<Unknown>(value);
}

[[nodiscard]] Value borrow(const OwnedValue& value);
[[nodiscard]] OwnedValue own(const Value& value);

// Same form and same contents; Unknown is the same as Unknown here (the language's `=` is not this).
[[nodiscard]] bool same(const Value& left, const Value& right);

// A boolean value as a truth; anything that is not a known boolean is unknown.
[[nodiscard]] inline Truth truth_of(const Value& value) {
  const bool* known = std::get_if<bool>(&value);
  return known == nullptr ? Truth::unknown : truth(*known);
}
[[nodiscard]] inline Value value_of(Truth value) {
  if (value == Truth::unknown) return Unknown{};
  return value == Truth::yes;
}

}  // namespace wend
