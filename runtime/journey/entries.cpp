#include <algorithm>

#include "runtime/journey/entry.hpp"
#include "runtime/journey/key.hpp"
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
    Entry entry{.index = index, .planned = planned, .match = &*match, .time = occurrence.time};
    const bool is_of_records = planned.journey->key && planned.journey->key->is_of_records();
    if (is_of_records) enter_by_records(session, entry, *planned.journey->key);
    if (!is_of_records) enter_if_allowed(session, entry);
  }
}

}  // namespace wend::journey
