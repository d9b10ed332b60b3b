#include "runtime/engine/effect_json.hpp"

#include <string_view>

#include "compiler/layout/row_layout.hpp"
#include "runtime/value/decimal.hpp"
#include "runtime/value/place.hpp"

namespace wend::engine {
namespace {

void append_text(std::string_view text, std::string& json) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  json += '"';
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (character == '"' || character == '\\') {
      json += '\\';
      json += character;
    } else if (byte < 0x20) {
      json += "\\u00";
      json += kDigits[byte >> 4U];
      json += kDigits[byte & 15U];
    } else {
      json += character;
    }
  }
  json += '"';
}

void append_number(std::int64_t number, std::string& json) {
  json += std::to_string(number);
}

void append_enumeration(std::int64_t ordinal, std::uint16_t index, const schema::Schema& schema, std::string& json) {
  const std::vector<schema::EnumValue>& values = schema.enums[index].values;
  const auto position = static_cast<std::size_t>(ordinal);
  if (position < values.size()) return append_text(values[position].name, json);
  json += "null";
}

void append_product(std::int64_t ordinal, const schema::Schema& schema, std::string& json) {
  const auto position = static_cast<std::size_t>(ordinal);
  if (position < schema.products.items.size()) return append_text(schema.products.items[position].name, json);
  json += "null";
}

void append_scalar(std::int64_t scalar, const Type& type, const schema::Schema& schema, const Zone& zone,
                   std::string& json) {
  switch (type.kind) {
    case TypeKind::number: json += decimal::format(scalar, decimal::kNumberPlaces); return;
    case TypeKind::money: json += decimal::format(scalar, decimal::kMoneyPlaces); return;
    case TypeKind::duration: append_text(format_duration(scalar), json); return;
    case TypeKind::date: append_text(format_date(static_cast<Date>(scalar)), json); return;
    case TypeKind::time: append_text(format_time(scalar, zone), json); return;
    case TypeKind::time_of_day: append_text(format_time_of_day(scalar), json); return;
    case TypeKind::enumeration: append_enumeration(scalar, type.detail, schema, json); return;
    case TypeKind::product: append_product(scalar, schema, json); return;
    case TypeKind::place: json += '[' + format_place(place_of(scalar)) + ']'; return;
    case TypeKind::boolean:
    case TypeKind::integer:
    case TypeKind::period:
    case TypeKind::text:
    case TypeKind::set:
    case TypeKind::distance:
    case TypeKind::customer:
    case TypeKind::list: append_number(scalar, json); return;
  }
}

template <typename Items, typename Append>
void append_list(const Items& items, std::string& json, Append append) {
  json += '[';
  for (const auto& item : items) {
    append(item);
    json += ',';
  }
  if (json.back() == ',') json.pop_back();
  json += ']';
}

// Appends one value by its form.
struct ValueWriter {
  const Type& type;
  const schema::Schema& schema;
  const Zone& zone;
  std::string& json;

  void operator()(Unknown) const { json += "null"; }
  void operator()(bool value) const { json += value ? "true" : "false"; }
  void operator()(std::int64_t scalar) const { append_scalar(scalar, type, schema, zone, json); }
  void operator()(const Period& period) const { append_text(format_period(period), json); }
  void operator()(const std::string& text) const { append_text(text, json); }
  void operator()(const std::vector<std::int32_t>& ordinals) const {
    append_list(ordinals, json, [&](std::int32_t ordinal) { append_enumeration(ordinal, type.detail, schema, json); });
  }
  void operator()(const std::vector<std::string>& texts) const {
    append_list(texts, json, [&](const std::string& text) { append_text(text, json); });
  }
  void operator()(const OwnedRecords& records) const {
    const schema::List& list = schema.lists[type.detail];
    const layout::RowLayout layout = layout::record_layout(list);
    append_list(records.rows, json, [&](const std::string& row) { append_record(list, layout, row); });
  }

 private:
  // What a record lacks is left out.
  void append_record(const schema::List& list, const layout::RowLayout& layout, const std::string& row) const {
    const void* first = row.data();
    std::string_view separator = "{";
    for (std::uint32_t field = 0; field < list.fields.size(); ++field) {
      const Value value = layout::load({&layout, static_cast<const std::byte*>(first)}, field);
      if (!is_known(value)) continue;
      json += separator;
      append_text(list.fields[field].name, json);
      json += ':';
      std::visit(ValueWriter{list.fields[field].type, schema, zone, json}, own(value));
      separator = ",";
    }
    json += separator == "{" ? "{}" : "}";
  }
};

void append_member(std::string_view key, std::string_view text, std::string& json) {
  json += ",\"";
  json += key;
  json += "\":";
  append_text(text, json);
}

void append_member(std::string_view key, std::int64_t number, std::string& json) {
  json += ",\"";
  json += key;
  json += "\":";
  append_number(number, json);
}

void append_arguments(const journey::Effect& effect, const schema::Schema& schema, const Zone& zone,
                      std::string& json) {
  json += ",\"arguments\":{";
  for (const journey::EffectArgument& argument : effect.arguments) {
    append_text(argument.name, json);
    json += ':';
    append_json(argument.value, argument.type, schema, zone, json);
    json += ',';
  }
  if (json.back() == ',') json.pop_back();
  json += '}';
}

// What the spans among the arguments come to.
void append_due(const journey::Effect& effect, const schema::Schema& schema, const Zone& zone, std::string& json) {
  bool is_first = true;
  for (const journey::EffectArgument& argument : effect.arguments) {
    if (!argument.due) continue;
    json += is_first ? ",\"due\":{" : ",";
    is_first = false;
    append_text(argument.name, json);
    json += ':';
    append_json(argument.due->value, argument.due->type, schema, zone, json);
  }
  if (!is_first) json += '}';
}

bool has_arguments(journey::EffectKind kind) {
  switch (kind) {
    case journey::EffectKind::send:
    case journey::EffectKind::assign:
    case journey::EffectKind::grant:
    case journey::EffectKind::place:
    case journey::EffectKind::set:
    case journey::EffectKind::emit:
    case journey::EffectKind::start: return true;
    case journey::EffectKind::enter:
    case journey::EffectKind::exit:
    case journey::EffectKind::goal:
    case journey::EffectKind::skip: return false;
  }
  return false;
}

}  // namespace

void append_json(const OwnedValue& value, const Type& type, const schema::Schema& schema, const Zone& zone,
                 std::string& text) {
  std::visit(ValueWriter{.type = type, .schema = schema, .zone = zone, .json = text}, value);
}

void append_json(const journey::Effect& effect, const schema::Schema& schema, const Zone& zone, std::string& line) {
  line += "{\"effect\":";
  append_text(effect.id, line);
  append_member("time", format_time(effect.time, zone), line);
  append_member("customer", effect.customer, line);
  append_member("journey", effect.journey, line);
  append_member("version", effect.version, line);
  append_member("entry", effect.entry, line);
  if (!effect.key.empty()) append_member("key", effect.key, line);
  if (!effect.step.empty()) append_member("step", effect.step, line);
  if (!effect.visit.empty()) append_member("visit", effect.visit, line);
  if (!effect.item.empty()) append_member("item", effect.item, line);
  append_member("kind", journey::name_of(effect.kind), line);
  if (!effect.action.empty()) append_member("action", effect.action, line);
  if (has_arguments(effect.kind)) {
    append_arguments(effect, schema, zone, line);
    append_due(effect, schema, zone, line);
  }
  if (effect.kind == journey::EffectKind::emit) append_member("to", effect.to, line);
  if (effect.kind == journey::EffectKind::place) append_member("until", format_time(effect.until, zone), line);
  if (effect.reason != journey::Reason::none) append_member("reason", journey::text_of(effect.reason), line);
  if (!effect.policy.empty()) append_member("policy", effect.policy, line);
  if (!effect.winner.empty()) append_member("winner", effect.winner, line);
  if (effect.control) line += ",\"control\":true";
  line += "}\n";
}

}  // namespace wend::engine
