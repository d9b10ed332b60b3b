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

// What enters a journey: which one, how an occurrence came to enter it, what a `start` gives, and the key where the
// journey is keyed.
struct Entry {
  std::uint32_t index = 0;
  const PlannedJourney& planned;
  const Match* match = nullptr;  // with the event that `event.x` reads; null: a `start`
  Instant time = 0;
  std::span<const OwnedValue> parameters = {};
  const std::byte* record = nullptr;  // that keys it, where records do
  std::string key = {};
  std::uint64_t hash = 0;
};

// One live instance per journey, customer and key, whatever its version; one about to be counts.
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

// Whom the journey is for, judged once; an `exit when` that is already true refuses the entry.
bool is_for(Session& session, const PlannedJourney& planned, const Entered& entered) {
  const ir::Program& program = *planned.program;
  const ir::Journey& journey = *planned.journey;
  const Session::View view{.matched = nullptr, .entered = &entered};
  const auto is_true = [&](ir::ExpressionId condition) { return session.holds(program, condition, view); };
  return is_true(journey.for_segment) && is_true(journey.when) &&
         (journey.exit_when == ir::kNone || !is_true(journey.exit_when));
}

// As it would be entered: what conditions read of it.
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

// By the customer's own calendar, both days included.
bool is_active(const Session& session, const ir::Journey& journey) {
  if (!journey.active) return true;
  const Date today = session.zone().local_date(session.memory.clock);
  return journey.active->from <= today && today <= journey.active->to;
}

// The value that keys the entry; unknown where there is none to be had.
std::pair<Value, Type> key_value(const Session& session, const Entry& entry, const ir::InstanceKey& asked) {
  const schema::Schema& schema = session.plan.schema();
  if (asked.is_of_records()) {
    const schema::List& list = schema.lists[entry.planned.program->at(asked.list).type.detail];
    const layout::Row record{&entry.planned.key_record, entry.record};
    return {entry.record == nullptr ? Unknown{} : layout::load(record, asked.field), list.fields[asked.field].type};
  }
  const eval::Event* event = entry.match == nullptr ? nullptr : entered_by(entry.planned, *entry.match).event;
  const Type& type = schema.events[entry.planned.journey->entry_event].fields[asked.field].type;
  return {event == nullptr ? Unknown{} : layout::load(event->fields, asked.field), type};
}

// Gives the entry its key; false where there is none to be had.
bool find_key(const Session& session, Entry& entry) {
  const std::optional<ir::InstanceKey>& asked = entry.planned.journey->key;
  if (!asked) return true;
  const auto [value, type] = key_value(session, entry, *asked);
  std::optional<std::string> key = key_of(value, type, session.plan.schema());
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
  keep_entry(session, instance, entry.match, entry.time, entry.parameters);
  instance.key_record = entry.record;
  instance.own = begin_watches(session, planned.own);
  instance.loops.resize(planned.loop_steps.size());
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

void enter_if_allowed(Session& session, Entry& entry) {
  if (!find_key(session, entry) || is_inside(session, entry)) return;
  if (!may_reenter(session, entry) || !is_for(session, entry)) return;
  const bool control = is_control(session, *entry.planned.journey);
  if (!is_refused(session, entry.planned, entry.key, control)) enter(session, entry, control);
}

// Once for each record for which the condition is true before the first of them is entered, in the list's order.
void enter_by_records(Session& session, const Entry& entry, const ir::InstanceKey& key) {
  const PlannedJourney& planned = entry.planned;
  std::vector<const std::byte*> found;
  {
    const Instance instance = as_entered(session, entry);
    const EnteredEvent entered(session, instance);
    eval::RecordCursor records =
        session.records(*planned.program, key.list, ir::kKeyRecord, {.matched = nullptr, .entered = entered.get()});
    for (std::size_t at = 0; at < records.size(); ++at) {
      if (records.judge(at, key.where) != Truth::yes) continue;
      found.push_back(session.memory.keep_as(planned.key_record, records.record(at)));
    }
  }
  for (const std::byte* record : found) {
    Entry one = entry;
    one.record = record;
    enter_if_allowed(session, one);
  }
}

// Those that an occurrence enters come by priority and name; the one that would expire first goes before them.
void put_first_to_expire_first(Session& session, std::vector<std::uint32_t>& journeys) {
  std::vector<std::pair<Instant, std::uint32_t>> by_deadline;
  by_deadline.reserve(journeys.size());
  for (const std::uint32_t index : journeys) {
    const std::optional<ir::Span>& expires = session.plan.journeys()[index].journey->expires;
    by_deadline.emplace_back(expires ? after(session, session.memory.clock, *expires) : kNever, index);
  }
  std::ranges::stable_sort(by_deadline, {}, &std::pair<Instant, std::uint32_t>::first);
  std::ranges::transform(by_deadline, journeys.begin(), &std::pair<Instant, std::uint32_t>::second);
}

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
    Entry entry{.index = index, .planned = planned, .match = &*match, .time = occurrence.time};
    const bool is_of_records = planned.journey->key && planned.journey->key->is_of_records();
    if (is_of_records) enter_by_records(session, entry, *planned.journey->key);
    if (!is_of_records) enter_if_allowed(session, entry);
  }
}

}  // namespace wend::journey
