#include "runtime/journey/entry.hpp"

#include <algorithm>

#include "runtime/journey/bucket.hpp"
#include "runtime/journey/key.hpp"
#include "runtime/journey/next_turn.hpp"
#include "runtime/journey/order.hpp"
#include "runtime/journey/policies.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

bool is_for(Session& session, const PlannedJourney& planned, const Entered& entered) {
  const ir::Program& program = *planned.program;
  const ir::Journey& journey = *planned.journey;
  const Session::View view{.matched = nullptr, .entered = &entered};
  const auto is_true = [&](ir::ExpressionId condition) { return session.holds(program, condition, view); };
  return is_true(journey.for_segment) && is_true(journey.when) &&
         (journey.exit_when == ir::kNone || !is_true(journey.exit_when));
}

// Makes room for one more key of the journey among those whose end is remembered.
void forget_oldest_key(Session& session, std::uint64_t name_hash) {
  std::vector<JourneyEntry>& entries = session.memory.entries;
  const auto is_live = [&](const JourneyEntry& entry) {
    return std::ranges::any_of(session.memory.instances, [&](const Instance& instance) {
      return instance.kept.phase == Phase::live && instance.kept.key_hash == entry.key_hash &&
             session.plan.journeys()[instance.kept.journey].name_hash == name_hash;
    });
  };
  std::size_t keys = 0;
  auto oldest = entries.end();
  for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
    if (entry->name_hash != name_hash || entry->key_hash == 0) continue;
    ++keys;
    if (!is_live(*entry) && (oldest == entries.end() || entry->ended < oldest->ended)) oldest = entry;
  }
  if (keys >= kMostKeys && oldest != entries.end()) entries.erase(oldest);
}

// Counts the entry, under its key too. The ordinal is the journey's, so that none comes twice where a key is forgotten.
std::uint32_t count_entry(Session& session, const Entry& entry) {
  if (entry.hash != 0) {
    forget_oldest_key(session, entry.planned.name_hash);
    ++session.memory.entries_of(entry.planned.name_hash, entry.hash).entered;
  }
  return static_cast<std::uint32_t>(++session.memory.entries_of(entry.planned.name_hash).entered);
}

Instance new_instance(Session& session, const Entry& entry, bool control) {
  const PlannedJourney& planned = entry.planned;
  const ir::Journey& journey = *planned.journey;
  const Instant now = session.memory.clock;
  Instance instance;
  instance.serial = session.memory.next_serial();
  InstanceEntry& kept = instance.kept;
  kept.journey = entry.index;
  kept.entry = count_entry(session, entry);
  kept.control = control ? 1 : 0;
  kept.key_hash = entry.hash;
  kept.key_size = entry.key.size();
  instance.key = entry.key;
  kept.entered = kept.rests_since = now;
  if (journey.expires) kept.expires = after(session, now, *journey.expires);
  kept.counts_until = goals_count_until(session, kept, journey);
  keep_entry(session, instance, entry.match, entry.time, entry.parameters);
  instance.key_record = entry.record;
  instance.own = begin_watches(session, planned.own);
  instance.loops.resize(planned.loop_steps.size());
  kept.check = next_turn(session, instance);
  return instance;
}

}  // namespace

bool is_inside(const Session& session, const Entry& entry) {
  const auto is_of = [&](std::uint32_t journey) {
    return session.plan.journeys()[journey].name_hash == entry.planned.name_hash;
  };
  return std::ranges::any_of(session.started, [&](const Started& one) { return is_of(one.journey); }) ||
         std::ranges::any_of(session.memory.instances, [&](const Instance& instance) {
           return instance.kept.phase == Phase::live && instance.kept.key_hash == entry.hash &&
                  is_of(instance.kept.journey);
         });
}

bool may_reenter(Session& session, const Entry& asked) {
  const PlannedJourney& planned = asked.planned;
  const std::vector<JourneyEntry>& entries = session.memory.entries;
  const auto before = std::ranges::find_if(entries, [&](const JourneyEntry& entry) {
    return entry.name_hash == planned.name_hash && entry.key_hash == asked.hash;
  });
  if (before == entries.end() || before->ended == kNever) return true;
  switch (planned.journey->reentry.kind) {
    case ir::Reentry::Kind::never: return false;
    case ir::Reentry::Kind::always: return true;
    case ir::Reentry::Kind::after:
      return session.memory.clock >= after(session, before->ended, planned.journey->reentry.after);
  }
  return false;
}

Instance as_entered(Session& session, const Entry& entry) {
  Instance instance;
  instance.kept.journey = entry.index;
  instance.key_record = entry.record;
  keep_entry(session, instance, entry.match, entry.time, entry.parameters);
  return instance;
}

bool is_for(Session& session, const Entry& entry) {
  const PlannedJourney& planned = entry.planned;
  if (planned.journey->kept.empty() && entry.record == nullptr) {
    return is_for(session, planned, entry.match == nullptr ? Entered{} : entered_by(planned, *entry.match));
  }
  const Instance instance = as_entered(session, entry);
  const EnteredEvent entered(session, instance);
  return is_for(session, planned, *entered.get());
}

bool is_control(Session& session, const ir::Journey& journey) {
  return bucket(journey.name, session.customer) < journey.holdout || is_control_of_policy(session, journey);
}

bool is_active(const Session& session, const ir::Journey& journey) {
  if (!journey.active) return true;
  const Date today = session.zone().local_date(session.memory.clock);
  return journey.active->from <= today && today <= journey.active->to;
}

void enter(Session& session, const Entry& entry, bool control) {
  Instance instance = new_instance(session, entry, control);
  std::vector<Instance>& instances = session.memory.instances;
  const auto place = std::ranges::upper_bound(instances, instance, [&](const Instance& left, const Instance& right) {
    return is_served_before(session.plan, left, right);
  });
  const auto entered = instances.insert(place, std::move(instance));
  emit(session, *entered, EffectKind::enter, ":enter");
  begin_measurements(session, *entered);
  const auto position = static_cast<InstanceIndex>(entered - instances.begin());
  run(session, position, entry.planned.journey->start);
}

}  // namespace wend::journey
