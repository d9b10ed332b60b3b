// From the host's description of a field to the runtime's, or why the one is not a way to keep the tag.
#include <algorithm>
#include <bit>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "bindings/cpp/access.hpp"
#include "bindings/cpp/binding.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::host {
namespace {

static_assert(sizeof(Period) == sizeof(wend::Period) && offsetof(Period, days) == offsetof(wend::Period, days) &&
              offsetof(Period, business_days) == offsetof(wend::Period, business_days));

// A place is read as the two coordinates that lie one after the other.
static_assert(sizeof(Coordinates) == sizeof(std::int64_t) && offsetof(Coordinates, longitude) == sizeof(std::int32_t) &&
              std::endian::native == std::endian::little);

struct StorageEntry {
  layout::Storage storage;
  std::size_t size;
  int integer_bits;  // 0: no integer
  std::string_view words;
};

StorageEntry entry_of(Storage storage) {
  switch (storage) {
    case Storage::boolean: return {layout::Storage::boolean8, 1, 0, "a bool"};
    case Storage::integer8: return {layout::Storage::integer8, 1, 8, "an integer of 8 bits"};
    case Storage::integer16: return {layout::Storage::integer16, 2, 16, "an integer of 16 bits"};
    case Storage::integer32: return {layout::Storage::integer32, 4, 32, "an integer of 32 bits"};
    case Storage::integer64: return {layout::Storage::integer64, 8, 64, "an integer of 64 bits"};
    case Storage::float64: return {layout::Storage::float64, sizeof(double), 0, "a double"};
    case Storage::period: return {layout::Storage::period, sizeof(Period), 0, "a Period"};
    case Storage::place: return {layout::Storage::integer64, sizeof(Coordinates), 0, "a pair of Coordinates"};
    case Storage::text_view: return {layout::Storage::text_view, sizeof(std::string_view), 0, "a std::string_view"};
    case Storage::text_pointer: return {layout::Storage::text_pointer, sizeof(const char*), 0, "a const char*"};
    case Storage::text_string: return {layout::Storage::text_string, sizeof(std::string), 0, "a std::string"};
  }
  return {layout::Storage::absent, 0, 0, "nothing known"};
}

bool is_text(Storage storage) {
  return storage == Storage::text_view || storage == Storage::text_pointer || storage == Storage::text_string;
}

// How many of the language's scalars make one of the type's units; 0 where a unit has no place.
std::int64_t scalars_in_one(TypeKind kind) {
  switch (kind) {
    case TypeKind::number: return decimal::kNumberScale;
    case TypeKind::money: return decimal::kMoneyScale;
    case TypeKind::duration:
    case TypeKind::time:
    case TypeKind::time_of_day: return kSecond;
    case TypeKind::boolean:
    case TypeKind::integer:
    case TypeKind::distance:
    case TypeKind::date:
    case TypeKind::enumeration:
    case TypeKind::product:
    case TypeKind::period:
    case TypeKind::text:
    case TypeKind::customer:
    case TypeKind::set:
    case TypeKind::place:
    case TypeKind::list: return 0;
  }
  return 0;
}

class Binder {
 public:
  Binder(const Field& field, const schema::Tag& tag, const schema::Schema& schema, std::size_t row_size)
      : field_(field), tag_(tag), schema_(schema), row_size_(row_size), storage_(entry_of(field.storage)) {}

  Result<layout::Field> lay_out() const {
    for (const auto check : {&Binder::described, &Binder::fits_type, &Binder::lies_inside, &Binder::marks_missing,
                             &Binder::signs_agree, &Binder::names_agree}) {
      if (std::optional<Error> objection = (this->*check)()) return *std::move(objection);
    }
    const Result<std::int64_t> found = factor();
    if (!found) return found.error();
    return layout::Field{.storage = storage_.storage,
                         .missing = missing(),
                         .missing_bit = field_.missing_bit,
                         .offset = static_cast<std::uint32_t>(field_.offset),
                         .missing_offset = static_cast<std::uint32_t>(field_.missing_offset),
                         .sentinel = field_.sentinel,
                         .factor = *found,
                         .type = tag_.type};
  }

 private:
  using Objection = std::optional<Error>;

  [[nodiscard]] std::string quoted() const { return '`' + tag_.name + '`'; }
  [[nodiscard]] std::string typed() const { return quoted() + " is " + schema::describe(schema_, tag_.type); }

  [[nodiscard]] Objection described() const {
    switch (field_.trouble) {
      case Field::Trouble::none: return std::nullopt;
      case Field::Trouble::not_a_member:
        return error(Fault::out_of_range, "the field for " + quoted() +
                                              " is no member of the object that shows the row's "
                                              "form (a bit-field has no place of its own)");
      case Field::Trouble::marked_twice:
        return error(Fault::wrong_storage, "the field for " + quoted() + " is marked as missing in two ways");
      case Field::Trouble::unknown_optional:
        return error(Fault::wrong_storage,
                     "the std::optional for " + quoted() + " keeps its mark where it cannot be read");
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_integer(Meaning meaning) const {
    return storage_.integer_bits != 0 && (field_.meaning == Meaning::plain || field_.meaning == meaning);
  }

  [[nodiscard]] bool is_way_to_store() const {
    const bool is_double = field_.storage == Storage::float64;
    switch (tag_.type.kind) {
      case TypeKind::boolean: return field_.storage == Storage::boolean;
      case TypeKind::integer:
      case TypeKind::distance:
      case TypeKind::number:
      case TypeKind::money: return is_integer(Meaning::plain) || is_double;
      case TypeKind::duration:
      case TypeKind::time_of_day: return is_integer(Meaning::duration);
      case TypeKind::time: return is_integer(Meaning::instant);
      case TypeKind::date: return is_integer(Meaning::date);
      case TypeKind::enumeration:
      case TypeKind::product: return is_integer(Meaning::plain);
      case TypeKind::period: return field_.storage == Storage::period;
      case TypeKind::text:
      case TypeKind::customer: return is_text(field_.storage);
      case TypeKind::place: return field_.storage == Storage::place;
      case TypeKind::set:
      case TypeKind::list: return false;
    }
    return false;
  }

  [[nodiscard]] Objection fits_type() const {
    if (is_way_to_store()) return std::nullopt;
    return error(Fault::wrong_type,
                 typed() + ", and " + std::string(storage_.words) + words_for_meaning() + " is no way to store one");
  }

  [[nodiscard]] std::string words_for_meaning() const {
    switch (field_.meaning) {
      case Meaning::plain: return {};
      case Meaning::duration: return " that is a duration";
      case Meaning::instant: return " that is a time";
      case Meaning::date: return " that is a date";
    }
    return {};
  }

  [[nodiscard]] Objection lies_inside() const {
    if (storage_.size <= row_size_ && field_.offset <= row_size_ - storage_.size) return std::nullopt;
    return error(Fault::out_of_range, "the field for " + quoted() + " at byte " + std::to_string(field_.offset) +
                                          " does not lie in a row of " + std::to_string(row_size_) + " bytes");
  }

  [[nodiscard]] layout::Missing missing() const {
    switch (field_.missing) {
      case Field::Missing::never: return layout::Missing::never;
      case Field::Missing::sentinel: return layout::Missing::sentinel;
      case Field::Missing::known_byte: return layout::Missing::known_byte;
      case Field::Missing::known_bit: return layout::Missing::known_bit;
    }
    return layout::Missing::never;
  }

  [[nodiscard]] Objection marks_missing() const {
    switch (field_.missing) {
      case Field::Missing::never: return std::nullopt;
      case Field::Missing::sentinel: return holds_sentinel();
      case Field::Missing::known_byte:
      case Field::Missing::known_bit: break;
    }
    if (field_.missing_offset >= row_size_ || field_.missing_bit > 7) {
      return error(Fault::out_of_range, "what marks " + quoted() + " as known does not lie in a row of " +
                                            std::to_string(row_size_) + " bytes");
    }
    return std::nullopt;
  }

  [[nodiscard]] Objection holds_sentinel() const {
    const int bits = field_.storage == Storage::boolean ? 8 : storage_.integer_bits;
    if (bits == 0) {
      return error(Fault::wrong_storage,
                   std::string(storage_.words) + " for " + quoted() + " has no value to spare for what is missing");
    }
    const std::int64_t most = std::numeric_limits<std::int64_t>::max() >> (64 - bits);
    if (field_.sentinel <= most && field_.sentinel >= -most - 1) return std::nullopt;
    return error(Fault::wrong_storage,
                 std::string(storage_.words) + " for " + quoted() + " never is " + std::to_string(field_.sentinel));
  }

  [[nodiscard]] std::size_t listed_values() const {
    if (tag_.type.kind == TypeKind::enumeration) return schema_.enums[tag_.type.detail].values.size();
    return tag_.type.kind == TypeKind::product ? schema_.products.items.size() : 0;
  }

  // What is unsigned is read as signed, which is the same as long as no listed value has the highest bit.
  [[nodiscard]] Objection signs_agree() const {
    if (!field_.unsigned_enum) return std::nullopt;
    const std::size_t values = listed_values();
    const auto most =
        static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max() >> (64 - storage_.integer_bits));
    if (values > 0 && values - 1 <= most) return std::nullopt;
    return error(Fault::wrong_storage, "an unsigned enum class for " + quoted() + " could be read as negative");
  }

  [[nodiscard]] Objection names_agree() const {
    if (field_.names.empty()) return std::nullopt;
    std::vector<std::string> expected;
    if (tag_.type.kind == TypeKind::enumeration) {
      for (const schema::EnumValue& value : schema_.enums[tag_.type.detail].values) expected.push_back(value.name);
    } else if (tag_.type.kind == TypeKind::product) {
      for (const schema::Product& product : schema_.products.items) expected.push_back(product.name);
    } else {
      return error(Fault::wrong_storage, typed() + ", whose values have no names");
    }
    if (field_.names == expected) return std::nullopt;
    const auto [ours, theirs] = std::ranges::mismatch(expected, field_.names);
    const auto shown = [](auto at, auto end) { return at == end ? "nothing" : '`' + *at + '`'; };
    return error(Fault::wrong_storage, "number " + std::to_string(ours - expected.begin()) + " of " + quoted() +
                                           " is " + shown(ours, expected.end()) + " in the schema and " +
                                           shown(theirs, field_.names.end()) + " in the host");
  }

  // What a stored integer is multiplied by.
  [[nodiscard]] Result<std::int64_t> factor() const {
    const bool has_unit = field_.unit.stored != 0;
    const std::int64_t scalars = storage_.integer_bits == 0 ? 0 : scalars_in_one(tag_.type.kind);
    if (scalars == 0) {
      const bool is_one = field_.unit.stored == 1 && field_.unit.whole == 1;
      if (!has_unit || (is_one && storage_.integer_bits != 0)) return 1;
      return error(Fault::wrong_storage, typed() + ", and " + std::string(storage_.words) + " for it has no unit");
    }
    if (!has_unit) {
      return error(Fault::wrong_storage,
                   typed() + ": say in which unit the integers are, as with .in(unit::" +
                       (scalars == kSecond && tag_.type.kind != TypeKind::number ? std::string("milliseconds)")
                                                                                 : std::string("cents)")));
    }
    const decimal::Wide product = decimal::Wide{scalars} * field_.unit.whole;
    if (field_.unit.stored < 1 || field_.unit.whole < 1 || product % field_.unit.stored != 0) {
      return error(Fault::wrong_storage, typed() + ", and its smallest part is no whole number of the unit's");
    }
    const std::optional<std::int64_t> whole = decimal::narrow(product / field_.unit.stored);
    if (!whole) return error(Fault::wrong_storage, typed() + ", for which the unit is too large");
    return *whole;
  }

  const Field& field_;
  const schema::Tag& tag_;
  const schema::Schema& schema_;
  std::size_t row_size_;
  StorageEntry storage_;
};

}  // namespace

Result<layout::Field> lay_out(const Field& field, const schema::Tag& tag, const schema::Schema& schema,
                              std::size_t row_size) {
  return Binder(field, tag, schema, row_size).lay_out();
}

}  // namespace wend::host
