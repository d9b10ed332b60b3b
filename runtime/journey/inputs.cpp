#include <algorithm>

#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// Time comes to the input's: what was due before happens first, then the clock moves, and an unknown customer is one
// no longer.
void come_to(Session& session, Instant time) {
  fire_due(session, time, Limit::exclusive);
  Memory& memory = session.memory;
  memory.clock = std::max(memory.clock, time);
  if (memory.enrolled) return;
  memory.enroll(memory.clock);
  begin_absences(session);
  session.outcome.enrolled = true;
}

// Whether the input is to be taken: its id is none that was taken before.
bool is_new(Session& session, std::string_view id) {
  if (id.empty() || !history::is_known(session.memory.ids, history::applied_id(id, 0))) return true;
  ++session.outcome.repeated;
  return false;
}

void remember_id(Session& session, std::string_view id) {
  if (id.empty()) return;
  const Instant now = session.memory.clock;
  history::remember(session.memory.ids, history::applied_id(id, now), now - session.plan.lateness(),
                    session.plan.limits().ids);
}

// Puts the event into its log; null where the plan keeps none, or it is already out of reach.
const eval::Event* remember_event(Session& session, const Event& event) {
  history::Log* log = session.memory.log_of(event.type);
  if (log == nullptr) return nullptr;
  const history::Need& need = session.plan.history()[event.type];
  const std::byte* row = session.memory.keep_as(need.layout, event.fields);
  history::insert(*log, {.type = event.type, .time = event.time, .fields = {&need.layout, row}});
  history::trim(*log, need, session.plan.limits().events, session.memory.clock);
  const auto place = std::ranges::find_if(log->events, [&](const eval::Event& one) { return one.fields.data == row; });
  return place == log->events.end() ? nullptr : &*place;
}

void take(Session& session, const Event& event) {
  if (!is_new(session, event.id)) return;
  const bool is_late = session.memory.clock != kAlways && event.time < session.memory.clock;
  if (is_late) ++session.outcome.late;
  come_to(session, event.time);
  remember_id(session, event.id);
  session.refresh_history(remember_event(session, event));
  const eval::Event matched{.type = event.type, .time = event.time, .fields = event.fields};
  hear(session, matched);
  const bool is_stale = is_late && !session.plan.is_in_time(event.time, session.memory.clock);
  occur(session, {.event = &matched, .time = event.time, .stale = is_stale});
  // What comes next is not handling this event.
  session.refresh_history(nullptr);
}

void tags_changed(Session& session) {
  session.outcome.first_tags = session.outcome.first_tags || !session.memory.has_tags;
  session.memory.has_tags = true;
  session.refresh_history(nullptr);
  judge_exit_conditions(session);
  forget_ended(session);
}

void take(Session& session, const TagChange& change) {
  if (!is_new(session, change.id)) return;
  come_to(session, change.time);
  remember_id(session, change.id);
  const layout::RowLayout& layout = session.plan.tags();
  const layout::Row row{&layout, session.memory.tags};
  std::vector<Value> values(layout.fields.size());
  for (std::size_t tag = 0; tag < values.size(); ++tag) {
    if (layout.fields[tag].storage == layout::Storage::absent) continue;
    values[tag] = layout::load(row, static_cast<std::uint32_t>(tag));
  }
  for (const TagValue& one : change.values) {
    if (one.tag < values.size()) values[one.tag] = one.value;
  }
  std::vector<std::byte> changed;
  layout::append_row(layout, values, changed);
  session.memory.tags = session.memory.keep(std::move(changed));
  tags_changed(session);
}

void take(Session& session, const Load& load) {
  come_to(session, load.time);
  session.memory.tags = session.memory.keep_as(session.plan.tags(), load.tags);
  tags_changed(session);
}

void take(Session& session, const Advance& advance) {
  fire_due(session, advance.now, Limit::inclusive);
  session.memory.clock = std::max(session.memory.clock, advance.now);
}

}  // namespace

void take(Session& session, const Input& input) {
  std::visit([&](const auto& one) { take(session, one); }, input);
}

}  // namespace wend::journey
