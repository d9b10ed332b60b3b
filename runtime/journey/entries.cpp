#include <algorithm>

#include "runtime/journey/bucket.hpp"
#include "runtime/journey/key.hpp"
#include "runtime/journey/next_turn.hpp"
#include "runtime/journey/order.hpp"
#include "runtime/journey/policies.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

std::optional<Match> entry_of(Session& session, const PlannedJourney& planned, const Occurrence& occurrence) {
  for (const ir::PatternIndex pattern : planned.journey->on) {
    std::optional<Match> found = match(session, *planned.program, pattern, nullptr, occurrence, Asked::at_all);
    if (found) return found;
  }
  return std::nullopt;
}

// What an occurrence enters a journey with: which one, and the key where it is keyed.
struct Entry {
  std::uint32_t index = 0;
  const PlannedJourney& planned;
  const Match& match;
  Instant time = 0;
  std::string key = {};
  std::uint64_t hash = 0;
};

// One live instance per journey, customer and key, whatever its version.
bool is_inside(const Session& session, const Entry& entry) {
  return std::ranges::any_of(session.memory.instances, [&](const Instance& instance) {
    return instance.kept.phase == Phase::live && instance.kept.key_hash == entry.hash &&
           session.plan.journeys()[instance.kept.journey].name_hash == entry.planned.name_hash;
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

// Whom the journey is for, judged once; an `exit when` that is already true refuses the entry.
bool is_for(Session& session, const PlannedJourney& planned, const Match& match) {
  const ir::Program& program = *planned.program;
  const ir::Journey& journey = *planned.journey;
  const Entered entered = entered_by(planned, match);
  const Session::View view{.matched = nullptr, .entered = &entered};
  const auto is_true = [&](ir::ExpressionId condition) { return session.holds(program, condition, view); };
  return is_true(journey.for_segment) && is_true(journey.when) &&
         (journey.exit_when == ir::kNone || !is_true(journey.exit_when));
}

bool is_control(Session& session, const ir::Journey& journey) {
  return bucket(journey.name, session.customer) < journey.holdout || is_control_of_policy(session, journey);
}

// By the customer's own calendar, both days included.
bool is_active(const Session& session, const ir::Journey& journey) {
  if (!journey.active) return true;
  const Date today = session.zone().local_date(session.memory.clock);
  return journey.active->from <= today && today <= journey.active->to;
}

// Gives the entry its key; false where there is none to be had.
bool find_key(const Session& session, Entry& entry) {
  const std::optional<ir::InstanceKey>& asked = entry.planned.journey->key;
  if (!asked) return true;
  const eval::Event* event = entered_by(entry.planned, entry.match).event;
  if (event == nullptr) return false;
  const schema::Schema& schema = session.plan.schema();
  const Type& type = schema.events[entry.planned.journey->entry_event].fields[asked->field].type;
  std::optional<std::string> key = key_of(layout::load(event->fields, asked->field), type, schema);
  if (!key) return false;
  entry.key = *std::move(key);
  entry.hash = key_hash(entry.key);
  return true;
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
  keep_entering_event(session, instance, entry.match, entry.time);
  instance.own = begin_watches(session, planned.own);
  kept.check = next_turn(session, instance);
  return instance;
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

// Those that an occurrence enters come by priority and name; the one that would expire first goes before them.
void put_first_to_expire_first(Session& session, std::vector<std::uint32_t>& journeys) {
  std::ranges::stable_sort(journeys, {}, [&](std::uint32_t index) {
    const std::optional<ir::Span>& expires = session.plan.journeys()[index].journey->expires;
    return expires ? after(session, session.memory.clock, *expires) : kNever;
  });
}

}  // namespace

void enter_journeys(Session& session, const Occurrence& occurrence) {
  std::vector<std::uint32_t> entered;
  std::ranges::copy_if(occurrence.heard->journeys, std::back_inserter(entered), [&](std::uint32_t index) {
    const PlannedJourney& planned = session.plan.journeys()[index];
    return is_active(session, *planned.journey) && entry_of(session, planned, occurrence).has_value();
  });
  if (entered.size() > 1) put_first_to_expire_first(session, entered);
  for (const std::uint32_t index : entered) {
    const PlannedJourney& planned = session.plan.journeys()[index];
    const std::optional<Match> match = entry_of(session, planned, occurrence);
    if (!match) continue;
    Entry entry{.index = index, .planned = planned, .match = *match, .time = occurrence.time};
    if (!find_key(session, entry) || is_inside(session, entry)) continue;
    if (!may_reenter(session, entry) || !is_for(session, planned, *match)) continue;
    const bool control = is_control(session, *planned.journey);
    if (!is_refused(session, planned, entry.key, control)) enter(session, entry, control);
  }
}

}  // namespace wend::journey
