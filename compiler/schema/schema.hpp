// The bank's tag schema as the compiler sees it: plain data, read from JSON by read.hpp.
//
// Everything is found by position (a `…Index` is the position in the vector of the same name) so that types, programs
// and rows can refer to it by a small integer; `Names` finds positions by identifier or by label in any language.
// A Schema is immutable once read and may be shared between threads.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/value/business_calendar.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/place.hpp"
#include "runtime/value/type.hpp"
#include "runtime/value/value.hpp"

namespace wend::schema {

using TagIndex = std::uint32_t;
using EventIndex = std::uint32_t;
using FieldIndex = std::uint32_t;
using EnumIndex = std::uint16_t;
using ProductIndex = std::uint32_t;

using Labels = std::map<std::string, std::string>;  // language ("zh", "en") to label

struct EnumValue {
  std::string name;
  Labels label;
  std::optional<std::int32_t> mapped_to;  // position in the enum that `Enum::mapped_to` names
};

struct Enum {
  std::string name;
  Labels label;
  bool ordered = false;
  std::optional<EnumIndex> mapped_to;
  std::vector<EnumValue> values;
};

enum class Sensitivity : std::uint8_t { none, personal, sensitive };

// The schema says "how far back" and "how late" in calendar or exact units: `13 months`, `3 days`, `2 hours`.
struct Extent {
  Period period;
  Microseconds duration = 0;
};

struct Tag {
  std::string name;
  Type type;
  Labels label;
  std::string description;
  // Bounds of the values that occur, in the type's own units; either may be open.
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> greatest;
  Sensitivity sensitivity = Sensitivity::none;
  std::vector<std::string> purposes;
  std::string origin;
  std::string owner;
  std::string fresh;
  bool writable = false;
  bool always_known = false;              // `"required": true`: never missing
  std::optional<std::string> deprecated;  // why, and what to use instead
  bool score = false;                     // what a model says of the customer; not a tag that the schema lists
};

struct Field {
  std::string name;
  Type type;
  Labels label;
  std::string description;
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> greatest;
  bool deliver_to = false;
};

struct Event {
  std::string name;
  Labels label;
  std::string description;
  Sensitivity sensitivity = Sensitivity::none;
  std::optional<Extent> retain;
  std::optional<Instant> complete_since;
  std::vector<Field> fields;
  // Outcomes of channels, tasks and benefits ("delivered", "done" …) are events that the schema did not list.
  bool outcome = false;
  double a_day = 0;  // expected number for each customer and day; a hint for `wend synth` alone
};

struct Parameter {
  std::string name;
  Type type;
  Labels label;
  bool required = true;
};

struct Template {
  std::string name;
  Labels label;
  std::string purpose;
  bool personalised = false;
  std::string refusal;
  std::string general;
  std::optional<Date> approved_until;
  std::vector<Parameter> parameters;
};

struct Channel {
  std::string name;
  Labels label;
  bool contact = true;
  std::string cost;
  std::vector<std::string> outcomes;
  std::vector<Template> templates;
};

struct Slot {
  std::string name;
  Labels label;
  std::vector<Template> templates;
};

struct Task {
  std::string name;
  Labels label;
  std::vector<std::string> outcomes;
  std::vector<Parameter> parameters;
};

struct Benefit {
  std::string name;
  Labels label;
  std::optional<std::int64_t> budget;
  std::vector<Parameter> parameters;
};

struct Product {
  std::string name;
  Labels label;
  std::vector<OwnedValue> fields;  // by position in Products::fields
};

struct Products {
  std::vector<Field> fields;
  std::vector<Product> items;
};

struct List {
  std::string name;
  Labels label;
  std::vector<Field> fields;
  std::optional<FieldIndex> key = {};  // the field that tells a customer's records apart
};

struct Calendar {
  std::string name;
  BusinessCalendar::Days days;     // those of the library first, then as they are written
  BusinessCalendar business_days;  // made of them
};

struct Area {
  std::string name;
  Labels label;
  std::vector<Place> polygon;  // its corners; the last is joined to the first
};

// What a model says of a customer comes from outside and is kept as tags are: each model has a tag of its own behind
// those that the schema lists, named `churn_risk()`, which is how programs, hosts and files write it.
struct Model {
  std::string name;
  Labels label;
  Type returns;
  TagIndex score = 0;
  std::vector<std::string> inputs;
  std::string file;
  std::string sha256;
  std::string owner;
  std::optional<Date> evaluated;
  std::optional<Date> expires;
};

struct Schema {
  std::string name;
  std::int64_t version = 0;
  std::string zone = "UTC";
  Extent lateness;
  std::vector<std::string> currencies;  // the first is the schema's own
  std::vector<Enum> enums;
  std::vector<Tag> tags;
  std::vector<Event> events;
  std::vector<Channel> channels;
  std::vector<Slot> slots;
  std::vector<Task> tasks;
  std::vector<Benefit> benefits;
  Products products;
  std::vector<List> lists;
  std::vector<std::string> purposes;
  std::vector<Calendar> calendars;
  std::optional<std::uint32_t> calendar;  // position of the one that business days are counted by
  std::optional<TagIndex> customer_zone;  // the tag, a text, that names a customer's own time zone
  std::vector<Area> areas;
  std::vector<Model> models;
};

// The calendar that business days are counted by; null where the schema has none.
[[nodiscard]] inline const BusinessCalendar* business_calendar(const Schema& schema) {
  return schema.calendar ? &schema.calendars[*schema.calendar].business_days : nullptr;
}

// Words for a type as the language writes it: `money CNY`, `tier`, `set of text`.
[[nodiscard]] std::string describe(const Schema& schema, const Type& type);

// Finds things by identifier or by label (any language). A name that means two things is ambiguous and says so.
class Names {
 public:
  explicit Names(const Schema& schema);

  enum class Kind : std::uint8_t {
    tag,
    event,
    enumeration,
    channel,
    slot,
    task,
    benefit,
    product,
    list,
    purpose,
    calendar,
    area,
    model,
    currency
  };
  struct Match {
    std::uint32_t index = 0;
    bool ambiguous = false;  // a label that several things of the kind carry
  };
  [[nodiscard]] std::optional<Match> find(Kind kind, std::string_view name) const;
  // All identifiers and labels of a kind, for suggestions and completion; in the schema's order.
  [[nodiscard]] const std::vector<std::string_view>& all(Kind kind) const;

  [[nodiscard]] std::optional<FieldIndex> field(const Event& event, std::string_view name) const;
  [[nodiscard]] std::optional<std::int32_t> value(const Enum& enumeration, std::string_view name) const;
  // Every enum that has a value of this name or label.
  [[nodiscard]] std::vector<EnumIndex> enums_with(std::string_view value) const;

 private:
  static constexpr std::size_t kKinds = 14;
  using Index = std::map<std::string_view, Match, std::less<>>;
  const Schema* schema_;
  std::vector<Index> by_kind_;
  std::vector<std::vector<std::string_view>> names_;
  std::map<std::string_view, std::vector<EnumIndex>, std::less<>> enums_with_value_;
};

}  // namespace wend::schema
