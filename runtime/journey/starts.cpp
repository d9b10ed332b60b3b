// Journeys that steps of others start.
#include <algorithm>
#include <utility>

#include "runtime/journey/bucket.hpp"
#include "runtime/journey/entry.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// The journey as it is published now; nothing where it no longer is.
std::optional<std::uint32_t> current(const Plan& plan, const PlannedJourney& by, std::uint32_t journey) {
  if (by.current && plan.journeys()[journey].current) return journey;
  const std::uint64_t name = name_hash(by.program->journeys[journey].name);
  const std::vector<PlannedJourney>& all = plan.journeys();
  const auto found = std::ranges::find_if(
      all, [&](const PlannedJourney& planned) { return planned.current && planned.name_hash == name; });
  if (found == all.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - all.begin());
}

Reason refusal_of(Session& session, std::optional<std::uint32_t> journey, std::span<const OwnedValue> parameters) {
  if (!journey) return Reason::withdrawn;
  const PlannedJourney& planned = session.plan.journeys()[*journey];
  const Entry entry{.index = *journey, .planned = planned, .time = session.memory.clock, .parameters = parameters};
  if (session.starts >= kMostStarts) return Reason::full;
  if (planned.journey->key || !is_active(session, *planned.journey)) return Reason::not_for;
  if (is_inside(session, entry)) return Reason::live;
  if (!may_reenter(session, entry)) return Reason::reentry;
  return is_for(session, entry) ? Reason::none : Reason::not_for;
}

// What keeps an entry out that would be is recorded as the other journey's own.
bool is_refused(Session& session, std::uint32_t journey) {
  const PlannedJourney& planned = session.plan.journeys()[journey];
  return is_refused(session, planned, {}, is_control(session, *planned.journey));
}

// By position of the journey's parameters; those not given are unknown where they have no default, which the check of
// the program leaves to none.
std::vector<OwnedValue> parameters_of(Session& session, const ir::Journey& target,
                                      const std::vector<ir::Argument>& given,
                                      const std::vector<EffectArgument>& values) {
  std::vector<OwnedValue> parameters(target.defaults.size(), OwnedValue{Unknown{}});
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    if (target.defaults[at] != ir::kNone) {
      parameters[at] = own(session.evaluate(session.plan.program(), target.defaults[at], {}));
    }
  }
  for (std::size_t at = 0; at < given.size(); ++at) {
    if (given[at].parameter < parameters.size()) parameters[given[at].parameter] = values[at].value;
  }
  return parameters;
}

}  // namespace

void start(Session& session, const Instance& by, const ir::Step& step, const ir::Start& start) {
  const PlannedJourney& planned = session.plan.journeys()[by.kept.journey];
  const ir::Journey& named = planned.program->journeys[start.journey];
  const std::optional<std::uint32_t> target = current(session.plan, planned, start.journey);
  std::vector<std::string_view> names;
  for (const ir::Kept& kept : named.kept) names.emplace_back(kept.name);
  std::vector<EffectArgument> arguments = evaluate_arguments(session, by, start.arguments, names);
  std::vector<OwnedValue> parameters;
  if (target)
    parameters = parameters_of(session, *session.plan.journeys()[*target].journey, start.arguments, arguments);
  const Reason refusal = refusal_of(session, target, parameters);
  if (refusal == Reason::none && is_refused(session, *target)) return;
  const bool is_kept_out = refusal != Reason::none;
  Effect& effect = emit(session, by, is_kept_out ? EffectKind::skip : EffectKind::start, step);
  effect.action = named.name;
  effect.reason = refusal;
  if (is_kept_out) return;
  effect.arguments = std::move(arguments);
  session.started.push_back({.journey = *target, .parameters = std::move(parameters)});
  ++session.starts;
}

void enter_started(Session& session) {
  while (!session.started.empty()) {
    const Started next = std::move(session.started.front());
    session.started.erase(session.started.begin());
    const PlannedJourney& planned = session.plan.journeys()[next.journey];
    const Entry entry{
        .index = next.journey, .planned = planned, .time = session.memory.clock, .parameters = next.parameters};
    enter(session, entry, is_control(session, *planned.journey));
    forget_ended(session);
  }
}

}  // namespace wend::journey
