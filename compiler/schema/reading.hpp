// What the readers of the document's sections share. Private to read*.cpp.
//
// A section is read once the document is known to fit the published format, so that a member that is there has the
// right JSON type; what is left to check is meaning. A reader adds a fault and reads on, putting in something harmless:
// a schema with faults is never handed out.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/schema/fault.hpp"
#include "compiler/schema/json_text.hpp"
#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"

namespace wend::schema {

struct Reading {
  const Json& document;
  Schema& schema;
  Faults& faults;
  Zone zone = Zone::utc();
  std::unordered_map<std::string_view, EnumIndex> enums{};
  std::unordered_map<std::string_view, std::uint16_t> lists{};
  std::size_t compared = 0;  // names that suggestions have cost so far

  // Adds the fault, and suggests the nearest of the names there are.
  Fault& add_unknown(diagnostics::Code code, const Path& path, std::string_view written,
                     const std::vector<std::string_view>& names);
};

// Members of an object; what is left out is empty, false, or the fallback. Null counts as left out.
[[nodiscard]] const Json* member(const Json& object, std::string_view key);
[[nodiscard]] const std::string& text_of(const Json& object, std::string_view key);
[[nodiscard]] bool flag_of(const Json& object, std::string_view key, bool fallback = false);
[[nodiscard]] const Json& elements_of(const Json& object, std::string_view key);
[[nodiscard]] Labels labels_of(const Json& object);

// The names of one kind of thing in one list of the document: each an identifier, none twice, no label that could mean
// two of them. Borrows the names from the document.
class NameScope {
 public:
  NameScope(Reading& reading, const Path& list) : reading_(reading), list_(list) {}

  // Of an element that is an object with a name and perhaps labels; of one that is a name itself.
  void add(const Json& object, std::size_t index);
  void add_name(const Json& name, std::size_t index);
  // Names that mean something else where these names are used.
  void forbid(std::initializer_list<std::string_view> names) { forbidden_ = names; }
  // To be called when all have been added.
  void check_labels();

 private:
  struct Label {
    std::string_view text;
    std::string_view language;
    std::size_t index;
  };
  void check(const std::string& name, const Path& path, const std::string& related_end, std::size_t index);

  Reading& reading_;
  const Path& list_;
  std::unordered_map<std::string_view, std::size_t> names_;
  std::vector<Label> labels_;
  std::vector<std::string_view> forbidden_;
};

// Where a type stands decides which types make sense.
enum class TypePlace : std::uint8_t { tag, field, parameter, product_field, model };

// Stands for a type that was at fault, so that what depends on it is not at fault again.
inline constexpr Type kUnreadable{TypeKind::list, TypeKind::boolean, 0xFFFF};

[[nodiscard]] Type read_type(Reading& reading, const Json& object, std::string_view key, const Path& path,
                             TypePlace place);

// A JSON value read as the type's value; nothing where it does not fit. Of a type at fault every value is unknown.
[[nodiscard]] std::optional<OwnedValue> read_value(const Reading& reading, const Type& type, const Json& value);

struct Range {
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> greatest;
};
// The member `range` of a tag or field of the type.
[[nodiscard]] Range read_range(Reading& reading, const Json& object, const Type& type, const Path& path);

[[nodiscard]] std::vector<Field> read_fields(Reading& reading, const Json& object, const Path& path, TypePlace place,
                                             NameScope& scope);
// Seconds to years; zero where the member is left out.
[[nodiscard]] Extent read_extent(const Json& object, std::string_view key);
[[nodiscard]] std::optional<Date> read_date(Reading& reading, std::string_view text, const Path& path);
[[nodiscard]] Sensitivity read_sensitivity(const Json& object);
// The member's text must be one of the schema's purposes; empty where it is left out.
[[nodiscard]] std::string read_purpose(Reading& reading, const Json& value, const Path& path);

// The sections, in the order in which they need each other.
void read_head(Reading& reading);
void read_enums(Reading& reading);
void read_lists(Reading& reading);
void read_tags(Reading& reading);
void read_events(Reading& reading);
void read_actions(Reading& reading);
void read_products(Reading& reading);
void read_calendars(Reading& reading);
void read_areas(Reading& reading);
void read_models(Reading& reading);
// After events and actions.
void add_outcomes(Reading& reading);

}  // namespace wend::schema
