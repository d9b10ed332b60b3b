#include <algorithm>
#include <set>

#include "compiler/diagnostics/codes/schema.hpp"
#include "compiler/schema/reading.hpp"

namespace wend::schema {

namespace codes = diagnostics::codes;

namespace {

constexpr std::string_view kMessage = "message";
constexpr std::string_view kEffect = "effect";

std::optional<Instant> read_complete_since(Reading& reading, const Json& object, const Path& path) {
  const std::string& written = text_of(object, "complete_since");
  if (written.empty()) return std::nullopt;
  if (const Result<Date> date = parse_date(written)) return reading.zone.start_of(*date);
  if (const Result<Instant> time = parse_time(written, reading.zone)) return *time;
  reading.faults.add(codes::schema_no_such_time, Path(path, "complete_since"), {written});
  return std::nullopt;
}

Event read_event(Reading& reading, const Json& object, const Path& path) {
  Event event;
  event.name = text_of(object, "name");
  event.label = labels_of(object);
  event.description = text_of(object, "description");
  event.sensitivity = read_sensitivity(object);
  if (member(object, "retain") != nullptr) event.retain = read_extent(object, "retain");
  event.complete_since = read_complete_since(reading, object, path);
  if (const Json* a_day = member(object, "a_day")) event.a_day = a_day->get<double>();
  const Path list(path, "fields");
  NameScope scope(reading, list);
  scope.forbid({"id", "type", "customer", "time"});
  event.fields = read_fields(reading, object, path, TypePlace::field, scope);
  return event;
}

Field read_field(Reading& reading, const Json& object, const Path& path, TypePlace place) {
  Field field;
  field.name = text_of(object, "name");
  field.type = read_type(reading, object, "type", path, place);
  field.label = labels_of(object);
  field.description = text_of(object, "description");
  const Range range = read_range(reading, object, field.type, path);
  field.least = range.least;
  field.greatest = range.greatest;
  field.deliver_to = flag_of(object, "deliver_to");
  if (field.deliver_to && field.type != kUnreadable &&
      (field.type.kind != TypeKind::customer || place != TypePlace::field)) {
    reading.faults.add(codes::schema_deliver_to_whom, Path(path, "deliver_to"),
                       {field.name, describe(reading.schema, field.type)});
  }
  return field;
}

Field text_field(std::string_view name) {
  Field field;
  field.name = name;
  field.type = type_of(TypeKind::text);
  return field;
}

Event outcome_event(std::string name) {
  Event event;
  event.name = std::move(name);
  event.outcome = true;
  event.fields.push_back(text_field(kMessage));
  event.fields.push_back(text_field(kEffect));
  return event;
}

void add_text_field(Event& event, std::string_view name) {
  if (std::ranges::find(event.fields, name, &Field::name) == event.fields.end()) {
    event.fields.push_back(text_field(name));
  }
}

// An outcome that the schema lists as an event of its own says which message and which effect it answers, too.
void complete_listed_outcome(Reading& reading, std::size_t index) {
  Event& event = reading.schema.events[index];
  add_text_field(event, kMessage);
  add_text_field(event, kEffect);
  const auto message = std::ranges::find(event.fields, kMessage, &Field::name);
  if (message->type == type_of(TypeKind::text) || message->type == kUnreadable) return;
  const Path events("events");
  const Path element(events, index);
  const Path fields(element, "fields");
  const Path field(fields, static_cast<std::size_t>(message - event.fields.begin()));
  reading.faults.add(codes::schema_message_not_text, Path(field, "type"),
                     {event.name, describe(reading.schema, message->type)});
}

}  // namespace

std::vector<Field> read_fields(Reading& reading, const Json& object, const Path& path, TypePlace place,
                               NameScope& scope) {
  std::vector<Field> fields;
  const Path list(path, "fields");
  const Json& elements = elements_of(object, "fields");
  for (std::size_t i = 0; i < elements.size(); ++i) {
    scope.add(elements[i], i);
    fields.push_back(read_field(reading, elements[i], Path(list, i), place));
  }
  scope.check_labels();
  return fields;
}

void read_events(Reading& reading) {
  const Path list("events");
  NameScope scope(reading, list);
  scope.forbid({"tags"});
  const Json& events = elements_of(reading.document, "events");
  for (std::size_t i = 0; i < events.size(); ++i) {
    scope.add(events[i], i);
    reading.schema.events.push_back(read_event(reading, events[i], Path(list, i)));
  }
  scope.check_labels();
}

void add_outcomes(Reading& reading) {
  Schema& schema = reading.schema;
  std::vector<std::string> outcomes;
  for (const Channel& channel : schema.channels) {
    outcomes.insert(outcomes.end(), channel.outcomes.begin(), channel.outcomes.end());
  }
  for (const Task& task : schema.tasks) outcomes.insert(outcomes.end(), task.outcomes.begin(), task.outcomes.end());
  if (!schema.benefits.empty()) outcomes.insert(outcomes.end(), {"granted", "refused"});

  std::map<std::string, std::size_t, std::less<>> events;
  for (std::size_t i = 0; i < schema.events.size(); ++i) events.try_emplace(schema.events[i].name, i);
  const std::size_t listed = schema.events.size();
  std::set<std::string, std::less<>> completed;
  for (std::string& name : outcomes) {
    const auto [event, is_new] = events.try_emplace(name, schema.events.size());
    if (is_new) {
      schema.events.push_back(outcome_event(std::move(name)));
    } else if (event->second < listed && completed.insert(name).second) {
      complete_listed_outcome(reading, event->second);
    }
  }
}

}  // namespace wend::schema
