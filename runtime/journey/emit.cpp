#include "runtime/journey/bucket.hpp"
#include "runtime/journey/rules.hpp"
#include "runtime/value/date_operations.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::journey {

// `step` is a step's name, or begins with a colon where the effect is the instance's own; names have no colon there.
Effect& emit(Session& session, const Instance& instance, EffectKind kind, std::string_view step) {
  const ir::Journey& journey = *session.plan.journeys()[instance.kept.journey].journey;
  Effect& effect = session.outcome.effects.emplace_back();
  effect.kind = kind;
  effect.control = instance.kept.control != 0;
  effect.id = effect_id({.customer = session.customer,
                         .journey = journey.name,
                         .version = journey.version,
                         .key = instance.key,
                         .entry = instance.kept.entry,
                         .step = step});
  effect.time = session.memory.clock;
  effect.customer = session.customer;
  effect.journey = journey.name;
  effect.version = journey.version;
  effect.entry = instance.kept.entry;
  effect.key = instance.key;
  if (!step.starts_with(':')) effect.step = step;
  return effect;
}

std::vector<EffectArgument> evaluate_arguments(Session& session, const Instance& instance,
                                               const std::vector<ir::Argument>& arguments,
                                               const std::vector<schema::Parameter>& parameters) {
  const ir::Program& program = *session.plan.journeys()[instance.kept.journey].program;
  const EnteredEvent entered(session, instance);
  std::vector<EffectArgument> values;
  values.reserve(arguments.size());
  for (const ir::Argument& argument : arguments) {
    const Value value = session.evaluate(program, argument.value, {.matched = nullptr, .entered = entered.get()});
    values.push_back(
        {.name = parameters[argument.parameter].name, .type = program.at(argument.value).type, .value = own(value)});
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

}  // namespace wend::journey
