#include "compiler/schema/print.hpp"

#include <algorithm>
#include <array>

#include "compiler/schema/value_text.hpp"

namespace wend::schema {

namespace {

std::string padded_left(std::size_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

class Notes {
 public:
  void add(std::size_t count, std::string_view what) {
    if (count == 0) return;
    if (!text_.empty()) text_ += ", ";
    text_.append(std::to_string(count)).append(" ").append(what);
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

template <typename T, typename Predicate>
std::size_t count_of(const std::vector<T>& things, Predicate holds) {
  return static_cast<std::size_t>(std::count_if(things.begin(), things.end(), holds));
}

std::string notes_on_tags(const Schema& schema) {
  Notes notes;
  const auto with = [&](Sensitivity sensitivity) {
    return count_of(schema.tags, [&](const Tag& tag) { return !tag.score && tag.sensitivity == sensitivity; });
  };
  notes.add(with(Sensitivity::personal), "personal");
  notes.add(with(Sensitivity::sensitive), "sensitive");
  notes.add(count_of(schema.tags, [](const Tag& tag) { return tag.writable; }), "writable");
  notes.add(count_of(schema.tags, [](const Tag& tag) { return tag.deprecated.has_value(); }), "deprecated");
  return notes.text();
}

std::string notes_on_events(const Schema& schema) {
  Notes notes;
  notes.add(count_of(schema.events, [](const Event& event) { return event.outcome; }), "outcomes");
  return notes.text();
}

std::size_t templates_of(const Schema& schema) {
  std::size_t count = 0;
  for (const Channel& channel : schema.channels) count += channel.templates.size();
  for (const Slot& slot : schema.slots) count += slot.templates.size();
  return count;
}

struct Row {
  std::size_t count;
  std::string_view what;
  std::string notes;
};

bool belongs_to_another(ThingKind kind) {
  return kind == ThingKind::value || kind == ThingKind::field || kind == ThingKind::message ||
         kind == ThingKind::parameter;
}

}  // namespace

std::string summary(const Schema& schema) {
  std::string text = schema.name + ", version " + std::to_string(schema.version) + "\nzone " + schema.zone;
  if (!schema.currencies.empty()) text += ", currency " + schema.currencies.front();
  text += ", lateness " + extent_text(schema.lateness) + "\n\n";
  const std::array rows = {
      Row{schema.tags.size() - schema.models.size(), "tags", notes_on_tags(schema)},
      Row{schema.events.size(), "events", notes_on_events(schema)},
      Row{schema.enums.size(), "enums", {}},
      Row{schema.channels.size(), "channels", {}},
      Row{schema.slots.size(), "slots", {}},
      Row{templates_of(schema), "templates", {}},
      Row{schema.tasks.size(), "tasks", {}},
      Row{schema.benefits.size(), "benefits", {}},
      Row{schema.products.items.size(), "products", {}},
      Row{schema.lists.size(), "lists", {}},
      Row{schema.purposes.size(), "purposes", {}},
      Row{schema.calendars.size(), "calendars", {}},
      Row{schema.areas.size(), "areas", {}},
      Row{schema.models.size(), "models", {}},
  };
  constexpr std::size_t kWord = 11;
  for (const Row& row : rows) {
    if (row.count == 0) continue;
    text += padded_left(row.count, 6) + "  " + std::string(row.what);
    if (!row.notes.empty()) text += std::string(kWord - row.what.size(), ' ') + row.notes;
    text += '\n';
  }
  return text;
}

std::string listing(const Schema& schema) {
  std::string text;
  ThingKind heading = ThingKind::schema;
  for (const Thing& thing : things_of(schema)) {
    if (thing.kind == ThingKind::schema) continue;
    const bool is_inner = belongs_to_another(thing.kind);
    if (!is_inner && thing.kind != heading) {
      if (!text.empty()) text += '\n';
      heading = thing.kind;
    }
    text.append(is_inner ? "    " : "").append(word(thing.kind)).append(" ").append(thing.name);
    if (const std::string_view type = thing.fact(Aspect::type); !type.empty()) text.append(": ").append(type);
    if (const std::string_view label = thing.fact(Aspect::label); !label.empty()) text.append("  ").append(label);
    text += '\n';
  }
  return text;
}

std::string in_full(const Thing& thing, diagnostics::Language language) {
  std::string text(word(thing.kind, language));
  text.append(" ").append(thing.name).append("\n");
  for (const Fact& fact : thing.facts) {
    const AspectEntry& said = entry(fact.aspect);
    text.append("    ").append(language == diagnostics::Language::chinese ? said.chinese : said.english);
    text.append("  ").append(fact.text).append("\n");
  }
  return text;
}

}  // namespace wend::schema
