#include "bindings/cpp/effect.hpp"

#include "bindings/cpp/value_conversion.hpp"

namespace wend::host {
namespace {

EffectKind kind_of(journey::EffectKind kind) {
  switch (kind) {
#define WEND_EFFECT_KIND(name) \
  case journey::EffectKind::name: return EffectKind::name;
    WEND_EFFECT_KINDS(WEND_EFFECT_KIND)
#undef WEND_EFFECT_KIND
  }
  return EffectKind::skip;
}

}  // namespace

std::string_view name_of(EffectKind kind) noexcept {
  switch (kind) {
#define WEND_EFFECT_KIND(name) \
  case EffectKind::name: return #name;
    WEND_EFFECT_KINDS(WEND_EFFECT_KIND)
#undef WEND_EFFECT_KIND
  }
  return {};
}

Effect effect_of(const journey::Effect& effect, const schema::Schema& schema) {
  Effect handed{.id = effect.id,
                .kind = kind_of(effect.kind),
                .time = Instant(std::chrono::microseconds(effect.time)),
                .customer = effect.customer,
                .journey = effect.journey,
                .version = effect.version,
                .entry = effect.entry,
                .key = effect.key,
                .step = effect.step,
                .visit = effect.visit,
                .action = effect.action,
                .arguments = {},
                .due = {},
                .reason = std::string(journey::text_of(effect.reason)),
                .policy = effect.policy,
                .winner = effect.winner,
                .control = effect.control,
                .to = effect.to,
                .until = Instant(std::chrono::microseconds(effect.until))};
  for (const journey::EffectArgument& argument : effect.arguments) {
    handed.arguments.push_back({.name = argument.name, .value = to_host(argument.value, argument.type, schema)});
    if (!argument.due) continue;
    handed.due.push_back(
        {.name = argument.name, .value = to_host(OwnedValue(argument.due->value), argument.due->type, schema)});
  }
  return handed;
}

Statistics statistics_of(const engine::Statistics& statistics) {
  Statistics handed{.triggers = {},
                    .journeys = {},
                    .customers = statistics.customers,
                    .customers_without_tags = statistics.customers_without_tags,
                    .events = statistics.events,
                    .repeated = statistics.repeated,
                    .late = statistics.late,
                    .state_bytes = statistics.state_bytes};
  for (const engine::TriggerStatistics& trigger : statistics.triggers) {
    handed.triggers.push_back({.name = trigger.name, .fired = trigger.fired, .customers = trigger.customers});
  }
  for (const engine::JourneyStatistics& journey : statistics.journeys) {
    handed.journeys.push_back({.name = journey.name,
                               .entered = journey.entered,
                               .customers = journey.customers,
                               .control = journey.control,
                               .live = journey.live,
                               .goals_treated = journey.goals_treated,
                               .goals_control = journey.goals_control});
  }
  return handed;
}

}  // namespace wend::host
