#include "runtime/journey/fingerprint.hpp"

#include <xxhash.h>

namespace wend::journey {
namespace {

void add(Fingerprint& print, const Type& type) {
  print.add(static_cast<std::int64_t>(type.kind)).add(static_cast<std::int64_t>(type.element)).add(type.detail);
}

void add(Fingerprint& print, const std::vector<schema::Field>& fields) {
  print.add(static_cast<std::int64_t>(fields.size()));
  for (const schema::Field& field : fields) {
    print.add(field.name);
    add(print, field.type);
  }
}

void add(Fingerprint& print, const std::vector<schema::Parameter>& parameters) {
  print.add(static_cast<std::int64_t>(parameters.size()));
  for (const schema::Parameter& parameter : parameters) {
    print.add(parameter.name);
    add(print, parameter.type);
  }
}

void add_values(Fingerprint& print, const schema::Schema& schema) {
  for (const std::string& currency : schema.currencies) print.add("currency").add(currency);
  for (const schema::Enum& one : schema.enums) {
    print.add("enum").add(one.name);
    for (const schema::EnumValue& value : one.values) print.add(value.name);
  }
  for (const schema::List& list : schema.lists) {
    print.add("list").add(list.name).add(list.key ? *list.key + 1 : 0);
    add(print, list.fields);
  }
  print.add("products");
  add(print, schema.products.fields);
  for (const schema::Product& product : schema.products.items) print.add(product.name);
}

void add_inputs(Fingerprint& print, const schema::Schema& schema) {
  for (const schema::Tag& tag : schema.tags) {
    print.add("tag").add(tag.name);
    add(print, tag.type);
  }
  for (const schema::Event& event : schema.events) {
    print.add("event").add(event.name);
    add(print, event.fields);
  }
}

void add_outputs(Fingerprint& print, const schema::Schema& schema) {
  for (const schema::Channel& channel : schema.channels) {
    print.add("channel").add(channel.name);
    for (const schema::Template& message : channel.templates) {
      print.add(message.name);
      add(print, message.parameters);
    }
  }
  for (const schema::Slot& slot : schema.slots) {
    print.add("slot").add(slot.name);
    for (const schema::Template& message : slot.templates) {
      print.add(message.name);
      add(print, message.parameters);
    }
  }
  for (const schema::Task& task : schema.tasks) {
    print.add("task").add(task.name);
    add(print, task.parameters);
  }
  for (const schema::Benefit& benefit : schema.benefits) {
    print.add("benefit").add(benefit.name);
    add(print, benefit.parameters);
  }
}

void add(Fingerprint& print, const Period& period) {
  print.add(period.months).add(period.days).add(period.business_days);
}

void add(Fingerprint& print, const ir::Span& span) {
  add(print, span.period);
  print.add(span.duration);
}

void add_event(Fingerprint& print, const ir::Program& program, schema::EventIndex event, ir::ExpressionId where) {
  print.add(program.schema->events[event].name);
  print.add(where == ir::kNone ? std::string() : ir::to_text(program, where));
}

}  // namespace

Fingerprint& Fingerprint::add(std::string_view text) {
  add(static_cast<std::int64_t>(text.size()));
  parts_ += text;
  return *this;
}

Fingerprint& Fingerprint::add(std::int64_t number) {
  parts_ += std::to_string(number);
  parts_ += ';';
  return *this;
}

std::uint64_t Fingerprint::value() const {
  return XXH3_64bits(parts_.data(), parts_.size());
}

std::uint64_t fingerprint(const schema::Schema& schema) {
  Fingerprint print;
  print.add(schema.name).add(schema.zone).add(schema.lateness.duration);
  add(print, schema.lateness.period);
  add_values(print, schema);
  add_inputs(print, schema);
  add_outputs(print, schema);
  return print.value();
}

std::uint64_t counted_definition(const ir::Program& program, const ir::Policy& policy) {
  Fingerprint print;
  print.add("counted").add(policy.applies_to == ir::kNone ? "" : ir::to_text(program, policy.applies_to));
  return print.value();
}

std::uint64_t watch_definition(const ir::Program& program, const ir::Pattern& pattern) {
  Fingerprint print;
  print.add(static_cast<std::int64_t>(pattern.kind));
  switch (pattern.kind) {
    case ir::Pattern::Kind::absence:
      add_event(print, program, pattern.event, pattern.where);
      add(print, {.period = pattern.silence_period, .duration = pattern.silence_duration});
      break;
    case ir::Pattern::Kind::sequence:
      for (const ir::Stage& stage : pattern.stages) {
        print.add(stage.absent ? 1 : 0);
        add_event(print, program, stage.event, stage.where);
        add(print, stage.within);
      }
      break;
    case ir::Pattern::Kind::schedule:
      print.add(static_cast<std::int64_t>(pattern.schedule.kind)).add(pattern.schedule.day);
      print.add(pattern.schedule.date).add(pattern.schedule.time_of_day);
      break;
    case ir::Pattern::Kind::event:
    case ir::Pattern::Kind::change:
    case ir::Pattern::Kind::any: break;
  }
  return print.value();
}

std::uint64_t metric_definition(const ir::Program& program, const ir::Metric& metric) {
  Fingerprint print;
  print.add(static_cast<std::int64_t>(metric.aggregate)).add(ir::to_text(program, metric.value));
  if (metric.over != ir::kNone) print.add(ir::to_text(program, metric.over));
  for (const ir::Metric::Sample& sample : metric.samples) {
    print.add(ir::to_text(program, sample.value)).add(sample.at_entry ? 1 : 0).add(sample.offset.duration);
    add(print, sample.offset.period);
  }
  return print.value();
}

}  // namespace wend::journey
