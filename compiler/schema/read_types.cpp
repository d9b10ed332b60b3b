#include <array>

#include "compiler/diagnostics/codes/schema.hpp"
#include "compiler/schema/reading.hpp"

namespace wend::schema {

namespace codes = diagnostics::codes;

namespace {

constexpr std::array<std::pair<std::string_view, TypeKind>, 13> kPlain = {{
    {"bool", TypeKind::boolean},
    {"integer", TypeKind::integer},
    {"number", TypeKind::number},
    {"duration", TypeKind::duration},
    {"period", TypeKind::period},
    {"date", TypeKind::date},
    {"time", TypeKind::time},
    {"time of day", TypeKind::time_of_day},
    {"text", TypeKind::text},
    {"product", TypeKind::product},
    {"place", TypeKind::place},
    {"distance", TypeKind::distance},
    {"customer", TypeKind::customer},
}};

bool makes_sense(TypeKind kind, TypePlace place) {
  switch (kind) {
    case TypeKind::boolean:
    case TypeKind::integer:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::time_of_day:
    case TypeKind::enumeration:
    case TypeKind::distance: return true;
    case TypeKind::period:
    case TypeKind::text:
    case TypeKind::set: return place != TypePlace::model;
    case TypeKind::product:
    case TypeKind::place:
    case TypeKind::customer: return place != TypePlace::model && place != TypePlace::product_field;
    case TypeKind::list: return place == TypePlace::tag;
  }
  return false;
}

bool is_currency(std::string_view text) {
  if (text.size() != 3) return false;
  for (const char letter : text) {
    if (letter < 'A' || letter > 'Z') return false;
  }
  return true;
}

// Reads the words of one type; a fault is added where they mean none.
class TypeReader {
 public:
  TypeReader(Reading& reading, const Path& path, std::string_view written)
      : reading_(reading), path_(path), written_(written) {}

  std::optional<Type> read() {
    for (const auto& [name, kind] : kPlain) {
      if (written_ == name) return type_of(kind);
    }
    if (written_ == "money" || written_.starts_with("money ")) return money();
    if (written_.starts_with("set of ")) return set(written_.substr(7));
    if (written_.starts_with("list of ")) return list(written_.substr(8));
    if (const auto found = reading_.enums.find(written_); found != reading_.enums.end()) {
      return enumeration(found->second);
    }
    return unknown();
  }

 private:
  std::optional<Type> unknown() {
    std::vector<std::string_view> names;
    for (const auto& [name, kind] : kPlain) names.push_back(name);
    for (const Enum& declared : reading_.schema.enums) names.emplace_back(declared.name);
    reading_.add_unknown(codes::schema_unknown_type, path_, written_, names);
    return std::nullopt;
  }

  // Of `set of` and `list of` the name behind it is what is compared and suggested.
  template <typename T>
  std::optional<Type> unknown(std::string_view prefix, std::string_view element, const std::vector<T>& declared) {
    std::vector<std::string_view> names;
    for (const T& thing : declared) names.emplace_back(thing.name);
    Fault& fault = reading_.add_unknown(codes::schema_unknown_type, path_, element, names);
    fault.arguments = {shortened(written_)};
    if (!fault.replacement.empty()) fault.replacement.insert(1, prefix);
    return std::nullopt;
  }

  std::optional<Type> money() {
    std::vector<std::string>& currencies = reading_.schema.currencies;
    if (written_ == "money") {
      if (!text_of(reading_.document, "currency").empty()) return money_in(0);
      reading_.faults.add(codes::schema_no_currency, path_);
      return std::nullopt;
    }
    const std::string_view currency = written_.substr(6);
    if (!is_currency(currency)) {
      reading_.faults.add(codes::schema_wrong_currency, path_, {std::string(currency)});
      return std::nullopt;
    }
    for (std::size_t i = 0; i < currencies.size(); ++i) {
      if (currencies[i] == currency) return money_in(static_cast<std::uint16_t>(i));
    }
    currencies.emplace_back(currency);
    return money_in(static_cast<std::uint16_t>(currencies.size() - 1));
  }

  std::optional<Type> set(std::string_view element) {
    if (element == "text") return set_of_text();
    if (const auto found = reading_.enums.find(element); found != reading_.enums.end()) {
      return set_of_enumeration(found->second);
    }
    return unknown("set of ", element, reading_.schema.enums);
  }

  std::optional<Type> list(std::string_view element) {
    if (const auto found = reading_.lists.find(element); found != reading_.lists.end()) {
      return Type{TypeKind::list, TypeKind::boolean, found->second};
    }
    return unknown("list of ", element, reading_.schema.lists);
  }

  Reading& reading_;
  const Path& path_;
  std::string_view written_;
};

}  // namespace

Type read_type(Reading& reading, const Json& object, std::string_view key, const Path& path, TypePlace place) {
  const Path here(path, key);
  const std::string& written = text_of(object, key);
  const std::optional<Type> type = TypeReader(reading, here, written).read();
  if (!type) return kUnreadable;
  if (makes_sense(type->kind, place)) return *type;
  reading.faults.add(codes::schema_type_not_here, here, {written});
  return kUnreadable;
}

}  // namespace wend::schema
