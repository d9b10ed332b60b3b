#include "runtime/journey/rules.hpp"
#include "runtime/value/date_operations.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::journey {
namespace {

Effect& add_effect(Session& session, const Instance& instance, EffectKind kind, const EffectHash& id) {
  const ir::Journey& journey = *session.plan.journeys()[instance.kept.journey].journey;
  Effect& effect = session.outcome.effects.emplace_back();
  effect.kind = kind;
  effect.control = instance.kept.control != 0;
  effect.id = to_text(id);
  effect.time = session.memory.clock;
  effect.customer = session.customer;
  effect.journey = journey.name;
  effect.version = journey.version;
  effect.entry = instance.kept.entry;
  effect.key = instance.key;
  return effect;
}

// Whose event a step emits: another's, the customer's own, or nobody's where that is unknown.
std::string receiver_of(Session& session, const Instance& instance, const ir::Emit& asked) {
  if (asked.to == ir::kNone) return std::string(session.customer);
  const ir::Program& program = *session.plan.journeys()[instance.kept.journey].program;
  const EnteredEvent entered(session, instance);
  const Value to = session.evaluate(program, asked.to, {.matched = nullptr, .entered = entered.get()});
  const auto* customer = std::get_if<std::string_view>(&to);
  return customer == nullptr ? std::string() : std::string(*customer);
}

}  // namespace

EffectHash hash_of(const Session& session, const Instance& instance, const ir::Step& step) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  return hash_of(session, instance, step, item_of(planned, instance, step));
}

EffectHash hash_of(const Session& session, const Instance& instance, const ir::Step& step, std::string_view item) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  const std::string visit = visit_of(planned, instance, step);
  return effect_hash({.customer = session.customer,
                      .journey = planned.journey->name,
                      .version = planned.journey->version,
                      .key = instance.key,
                      .entry = instance.kept.entry,
                      .step = step.name,
                      .visit = visit.empty() ? std::string_view("1") : std::string_view(visit),
                      .item = item});
}

Effect& emit(Session& session, const Instance& instance, EffectKind kind, const ir::Step& step) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  Effect& effect = add_effect(session, instance, kind, hash_of(session, instance, step));
  effect.step = step.name;
  effect.visit = visit_of(planned, instance, step);
  effect.item = item_of(planned, instance, step);
  return effect;
}

// What begins with a colon is no step's: their names have none there.
Effect& emit(Session& session, const Instance& instance, EffectKind kind, std::string_view what) {
  const ir::Journey& journey = *session.plan.journeys()[instance.kept.journey].journey;
  return add_effect(session, instance, kind,
                    effect_hash({.customer = session.customer,
                                 .journey = journey.name,
                                 .version = journey.version,
                                 .key = instance.key,
                                 .entry = instance.kept.entry,
                                 .step = what}));
}

void emit_event(Session& session, const Instance& instance, const ir::Step& step, const ir::Emit& asked) {
  const schema::Event& event = session.plan.schema().events[asked.event];
  std::vector<std::string_view> names;
  for (const schema::Field& field : event.fields) names.emplace_back(field.name);
  std::string to = receiver_of(session, instance, asked);
  const bool is_kept_out = to.empty();
  std::vector<EffectArgument> arguments;
  if (!is_kept_out) arguments = evaluate_arguments(session, instance, asked.arguments, names);
  Effect& effect = emit(session, instance, is_kept_out ? EffectKind::skip : EffectKind::emit, step);
  effect.action = event.name;
  effect.target = asked.event;
  effect.arguments = std::move(arguments);
  effect.to = std::move(to);
  if (is_kept_out) effect.reason = Reason::nobody;
}

std::vector<EffectArgument> evaluate_arguments(Session& session, const Instance& instance,
                                               const std::vector<ir::Argument>& arguments,
                                               const std::vector<std::string_view>& names) {
  const ir::Program& program = *session.plan.journeys()[instance.kept.journey].program;
  const EnteredEvent entered(session, instance);
  std::vector<EffectArgument> values;
  values.reserve(arguments.size());
  for (const ir::Argument& argument : arguments) {
    const Value value = session.evaluate(program, argument.value, {.matched = nullptr, .entered = entered.get()});
    values.push_back(
        {.name = std::string(names[argument.parameter]), .type = program.at(argument.value).type, .value = own(value)});
  }
  return values;
}

void add_due(const Session& session, std::vector<EffectArgument>& arguments) {
  const Instant now = session.memory.clock;
  for (EffectArgument& argument : arguments) {
    if (const auto* period = std::get_if<Period>(&argument.value)) {
      const BusinessCalendar* calendar = schema::business_calendar(session.plan.schema());
      const std::optional<Date> date = date_plus_period(session.zone().local_date(now), *period, calendar);
      if (date) argument.due = {type_of(TypeKind::date), *date};
    }
    const auto* duration = std::get_if<std::int64_t>(&argument.value);
    if (duration != nullptr && argument.type.kind == TypeKind::duration) {
      const std::optional<Instant> time = decimal::narrow(decimal::Wide{now} + *duration);
      if (time && is_valid_time(*time)) argument.due = {type_of(TypeKind::time), *time};
    }
  }
}

std::vector<EffectArgument> evaluate_arguments(Session& session, const Instance& instance,
                                               const std::vector<ir::Argument>& arguments,
                                               const std::vector<schema::Parameter>& parameters) {
  std::vector<std::string_view> names;
  for (const schema::Parameter& parameter : parameters) names.emplace_back(parameter.name);
  return evaluate_arguments(session, instance, arguments, names);
}

}  // namespace wend::journey
