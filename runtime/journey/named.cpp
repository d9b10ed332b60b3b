// The events that a journey has names for: `event`, and what `as` named in the patterns that entered or woke it.
#include <algorithm>

#include "compiler/ir/patterns.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

bool is_named(const ir::Stage& stage, const ir::NamedEvent& named) {
  return stage.alias == named.name && stage.event == named.event;
}

bool gives_to_its_event(const ir::Pattern& pattern, const ir::NamedEvent& named) {
  return pattern.kind == ir::Pattern::Kind::event && pattern.alias == named.name && pattern.event == named.event;
}

// The event that the match calls by the name; null where it has no such name.
const eval::Event* event_named(const Match& match, const ir::NamedEvent& named) {
  if (gives_to_its_event(*match.pattern, named)) return match.event;
  const std::vector<ir::Stage>& stages = match.pattern->stages;
  const auto stage = std::ranges::find_if(stages, [&](const ir::Stage& one) { return is_named(one, named); });
  return stage == stages.end() ? nullptr : match.stages.at(static_cast<std::size_t>(stage - stages.begin()));
}

bool gives_name(const ir::Pattern& pattern, const ir::NamedEvent& named) {
  const auto is_it = [&](const ir::Stage& stage) { return is_named(stage, named); };
  return gives_to_its_event(pattern, named) || std::ranges::any_of(pattern.stages, is_it);
}

}  // namespace

Entered entered_by(const PlannedJourney& planned, const Match& match) {
  Entered entered;
  const ir::Journey& journey = *planned.journey;
  const eval::Event* last = match.last();
  if (last != nullptr && journey.has_entry_event && last->type == journey.entry_event) entered.event = last;
  for (std::size_t at = 0; at < journey.named.size(); ++at) {
    entered.named[at] = event_named(match, journey.named[at]);
  }
  return entered;
}

void keep_named(Session& session, Instance& instance, const Match& match) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  const Entered entered = entered_by(planned, match);
  for (std::size_t at = 0; at < planned.named_rows.size(); ++at) {
    if (entered.named[at] == nullptr) continue;
    const std::byte* row = session.memory.keep_as(planned.named_rows[at], entered.named[at]->fields);
    instance.named[at] = {.time = entered.named[at]->time, .row = row};
    instance.kept.named |= 1U << at;
  }
}

void forget_named(Session& session, Instance& instance, const std::vector<ir::PatternIndex>& patterns) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  for (const ir::PatternIndex pattern : patterns) {
    for (const ir::PatternIndex leaf : ir::leaves(*planned.program, pattern)) {
      for (std::size_t at = 0; at < planned.named_rows.size(); ++at) {
        if (!gives_name(planned.program->patterns[leaf], planned.journey->named[at])) continue;
        instance.named[at] = {};
        instance.kept.named &= ~(1U << at);
      }
    }
  }
}

}  // namespace wend::journey
