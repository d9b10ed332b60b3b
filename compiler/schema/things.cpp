#include "compiler/schema/things.hpp"

#include <array>
#include <utility>

#include "compiler/schema/value_text.hpp"

namespace wend::schema {

namespace {

constexpr std::array kAspects = {
#define WEND_ASPECT(name, effect, english, chinese, consequence, chinese_consequence) \
  AspectEntry{Effect::effect, english, chinese, consequence, chinese_consequence},
#include "compiler/schema/aspects.def"
};

constexpr auto kThings = std::to_array<std::pair<std::string_view, std::string_view>>({
#define WEND_THING(name, english, chinese) {english, chinese},
#include "compiler/schema/things.def"
});

std::string joined(const std::vector<std::string>& texts) {
  std::string result;
  for (const std::string& text : texts) {
    if (!result.empty()) result += ", ";
    result += text;
  }
  return result;
}

std::string dates_text(const Calendar& calendar) {
  std::vector<std::string> texts;
  for (const int day : calendar.days.days_off) texts.push_back("off on weekday " + std::to_string(day));
  for (const auto& [first, last] : calendar.days.holidays)
    texts.push_back(format_date(first) + "/" + format_date(last));
  for (const Date day : calendar.days.workdays) texts.push_back("open on " + format_date(day));
  return joined(texts);
}

std::string polygon_text(const Area& area) {
  std::vector<std::string> texts;
  for (const Place& corner : area.polygon) texts.push_back(format_place(corner));
  return joined(texts);
}

// Puts the list together; a thing's facts are added to the thing that came last.
class Lister {
 public:
  explicit Lister(const Schema& schema) : schema_(schema) {}

  std::vector<Thing> list() {
    head();
    for (const Enum& declared : schema_.enums) enumeration(declared);
    for (const Tag& declared : schema_.tags) {
      if (!declared.score) tag(declared);
    }
    for (const Event& declared : schema_.events) event(declared);
    for (const Channel& declared : schema_.channels) channel(declared);
    for (const Slot& declared : schema_.slots) {
      add(ThingKind::slot, declared.name, declared.label);
      templates(declared.name, declared.templates);
    }
    for (const Task& declared : schema_.tasks) {
      add(ThingKind::task, declared.name, declared.label);
      say(Aspect::outcomes, joined(declared.outcomes));
      parameters(declared.name, declared.parameters);
    }
    for (const Benefit& declared : schema_.benefits) {
      add(ThingKind::benefit, declared.name, declared.label);
      if (declared.budget) say(Aspect::budget, std::to_string(*declared.budget));
      parameters(declared.name, declared.parameters);
    }
    fields("product", schema_.products.fields);
    for (const Product& declared : schema_.products.items) product(declared);
    for (const List& declared : schema_.lists) {
      add(ThingKind::list, declared.name, declared.label);
      if (declared.key) say(Aspect::key, declared.fields[*declared.key].name);
      fields(declared.name, declared.fields);
    }
    for (const std::string& purpose : schema_.purposes) add(ThingKind::purpose, purpose, no_labels_);
    for (const Calendar& declared : schema_.calendars) {
      add(ThingKind::calendar, declared.name, no_labels_);
      say(Aspect::days, dates_text(declared));
    }
    for (const Area& declared : schema_.areas) {
      add(ThingKind::area, declared.name, declared.label);
      say(Aspect::polygon, polygon_text(declared));
    }
    for (const Model& declared : schema_.models) model(declared);
    return std::move(things_);
  }

 private:
  void add(ThingKind kind, std::string name, const Labels& label) {
    things_.push_back({kind, std::move(name), &label, {}});
    say(Aspect::label, label_text(label));
  }
  void say(Aspect aspect, std::string text) {
    if (!text.empty()) things_.back().facts.push_back({aspect, std::move(text)});
  }
  void say_if(Aspect aspect, bool holds) {
    if (holds) say(aspect, "true");
  }
  void say_type(const Type& type) { say(Aspect::type, describe(schema_, type)); }
  void say_date(Aspect aspect, const std::optional<Date>& date) {
    if (date) say(aspect, format_date(*date));
  }

  void head() {
    add(ThingKind::schema, schema_.name, no_labels_);
    say(Aspect::version, std::to_string(schema_.version));
    say(Aspect::zone, schema_.zone);
    if (!schema_.currencies.empty()) say(Aspect::currency, schema_.currencies.front());
    say(Aspect::lateness, extent_text(schema_.lateness));
  }

  void say_range(const Type& type, std::optional<std::int64_t> least, std::optional<std::int64_t> greatest) {
    if (!least && !greatest) return;
    std::string text = least ? value_text(schema_, type, *least) + " .." : "..";
    if (greatest) text += " " + value_text(schema_, type, *greatest);
    say(Aspect::range, text);
  }

  void say_sensitivity(Sensitivity sensitivity) {
    if (sensitivity == Sensitivity::personal) say(Aspect::sensitivity, "personal");
    if (sensitivity == Sensitivity::sensitive) say(Aspect::sensitivity, "sensitive");
  }

  void enumeration(const Enum& declared) {
    add(ThingKind::enumeration, declared.name, declared.label);
    say_if(Aspect::ordered, declared.ordered);
    if (declared.ordered) {
      std::vector<std::string> names;
      for (const EnumValue& value : declared.values) names.push_back(value.name);
      say(Aspect::order, joined(names));
    }
    const Enum* target = declared.mapped_to ? &schema_.enums[*declared.mapped_to] : nullptr;
    if (target != nullptr) say(Aspect::mapped_to, target->name);
    for (const EnumValue& value : declared.values) {
      add(ThingKind::value, declared.name + "." + value.name, value.label);
      if (target != nullptr && value.mapped_to) {
        say(Aspect::as, target->values[static_cast<std::size_t>(*value.mapped_to)].name);
      }
    }
  }

  void tag(const Tag& declared) {
    add(ThingKind::tag, declared.name, declared.label);
    say_type(declared.type);
    say(Aspect::description, declared.description);
    say_range(declared.type, declared.least, declared.greatest);
    say_if(Aspect::required, declared.always_known);
    say_sensitivity(declared.sensitivity);
    say(Aspect::purposes, joined(declared.purposes));
    say(Aspect::origin, declared.origin);
    say(Aspect::owner, declared.owner);
    say(Aspect::fresh, declared.fresh);
    say_if(Aspect::writable, declared.writable);
    if (declared.deprecated) say(Aspect::deprecated, *declared.deprecated);
  }

  void event(const Event& declared) {
    add(ThingKind::event, declared.name, declared.label);
    say(Aspect::description, declared.description);
    say_sensitivity(declared.sensitivity);
    if (declared.retain) say(Aspect::retain, extent_text(*declared.retain));
    if (declared.complete_since) {
      say(Aspect::complete_since, value_text(schema_, type_of(TypeKind::time), *declared.complete_since));
    }
    if (declared.a_day > 0) say(Aspect::a_day, std::to_string(declared.a_day));
    fields(declared.name, declared.fields);
  }

  void fields(const std::string& owner, const std::vector<Field>& declared) {
    for (const Field& field : declared) {
      add(ThingKind::field, owner + "." + field.name, field.label);
      say_type(field.type);
      say(Aspect::description, field.description);
      say_range(field.type, field.least, field.greatest);
      say_if(Aspect::deliver_to, field.deliver_to);
    }
  }

  void channel(const Channel& declared) {
    add(ThingKind::channel, declared.name, declared.label);
    say(Aspect::contact, declared.contact ? "true" : "false");
    say(Aspect::cost, declared.cost);
    say(Aspect::outcomes, joined(declared.outcomes));
    templates(declared.name, declared.templates);
  }

  void templates(const std::string& owner, const std::vector<Template>& declared) {
    for (const Template& message : declared) {
      const std::string name = owner + "." + message.name;
      add(ThingKind::message, name, message.label);
      say(Aspect::purpose, message.purpose);
      say_if(Aspect::personalised, message.personalised);
      say(Aspect::refusal, message.refusal);
      say(Aspect::general, message.general);
      say_date(Aspect::approved_until, message.approved_until);
      parameters(name, message.parameters);
    }
  }

  void parameters(const std::string& owner, const std::vector<Parameter>& declared) {
    for (const Parameter& parameter : declared) {
      add(ThingKind::parameter, owner + "." + parameter.name, parameter.label);
      say_type(parameter.type);
      say(Aspect::needed, parameter.required ? "true" : "false");
    }
  }

  void product(const Product& declared) {
    add(ThingKind::product, declared.name, declared.label);
    std::vector<std::string> values;
    for (std::size_t i = 0; i < declared.fields.size(); ++i) {
      if (!is_known(declared.fields[i])) continue;
      const Field& field = schema_.products.fields[i];
      values.push_back(field.name + " " + value_text(schema_, field.type, declared.fields[i]));
    }
    say(Aspect::values, joined(values));
  }

  void model(const Model& declared) {
    add(ThingKind::model, declared.name, declared.label);
    say_type(declared.returns);
    say(Aspect::owner, declared.owner);
    say(Aspect::inputs, joined(declared.inputs));
    say(Aspect::file, declared.sha256.empty() ? declared.file : declared.file + " " + declared.sha256);
    say_date(Aspect::evaluated, declared.evaluated);
    say_date(Aspect::expires, declared.expires);
  }

  const Schema& schema_;
  const Labels& no_labels_ = none();
  std::vector<Thing> things_;

  static const Labels& none() {
    static const Labels kNone;
    return kNone;
  }
};

}  // namespace

const AspectEntry& entry(Aspect aspect) {
  return kAspects[static_cast<std::size_t>(aspect)];
}

std::string_view word(ThingKind kind, diagnostics::Language language) {
  const auto& [english, chinese] = kThings[static_cast<std::size_t>(kind)];
  return language == diagnostics::Language::chinese ? chinese : english;
}

std::string_view Thing::fact(Aspect aspect) const {
  for (const Fact& fact : facts) {
    if (fact.aspect == aspect) return fact.text;
  }
  return {};
}

std::vector<Thing> things_of(const Schema& schema) {
  return Lister(schema).list();
}

std::string label_text(const Labels& labels) {
  std::string result;
  for (const auto& [language, label] : labels) {
    if (!result.empty()) result += ", ";
    result.append(language).append(" ").append(label);
  }
  return result;
}

}  // namespace wend::schema
