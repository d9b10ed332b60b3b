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
  memory.watches = begin_watches(session, session.plan.watches());
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
const eval::Event* remember_event(Session& session, const eval::Event& event) {
  history::Log* log = session.memory.log_of(event.type);
  if (log == nullptr) return nullptr;
  const history::Need& need = session.plan.history()[event.type];
  const std::byte* row = session.memory.keep_as(need.layout, event.fields);
  history::insert(*log, {.type = event.type, .time = event.time, .fields = {&need.layout, row}});
  history::trim(*log, need, session.plan.limits().events, session.memory.clock);
  const auto place = std::ranges::find_if(log->events, [&](const eval::Event& one) { return one.fields.data == row; });
  return place == log->events.end() ? nullptr : &*place;
}

bool is_late(const Session& session, Instant time) {
  return session.memory.clock != kAlways && time < session.memory.clock;
}

// Whether an input is too late to fire triggers.
bool is_stale(const Session& session, bool is_late, Instant time) {
  return is_late && !session.plan.is_in_time(time, session.memory.clock);
}

void take(Session& session, const Event& event) {
  if (!is_new(session, event.id)) return;
  const bool late = is_late(session, event.time);
  if (late) ++session.outcome.late;
  come_to(session, event.time);
  remember_id(session, event.id);
  const Answer answer(session, {.type = event.type, .time = event.time, .fields = event.fields});
  const eval::Event* kept = remember_event(session, answer.event());
  session.refresh_history(kept);
  std::optional<Before> before;
  if (session.plan.may_change(event.type)) before = before_event(session, kept);
  Occurrence occurrence{.event = &answer.event(),
                        .to_others = answer.to_others(),
                        .answered = answer.instance(),
                        .fulfilled = {},
                        .before = before ? &*before : nullptr,
                        .heard = &session.plan.heard(event.type),
                        .time = event.time,
                        .stale = is_stale(session, late, event.time)};
  session.find_points(occurrence);
  const std::vector<Fulfilled> fulfilled = hear(session, occurrence);
  occurrence.fulfilled = fulfilled;
  occur(session, occurrence);
  // What comes next is not handling this event.
  session.refresh_history(nullptr);
  settle(session);
}

// The tags are what they are now: what that changes happens.
void end_tags(Session& session, const std::byte* before, Instant time, bool late, HasTags has_tags) {
  session.outcome.first_tags = session.outcome.first_tags || session.memory.has_tags == HasTags::no;
  session.memory.has_tags = std::max(session.memory.has_tags, has_tags);
  if (session.refresh_zone()) follow_the_clock(session);
  session.refresh_history(nullptr);
  tags_changed(session, before, time, is_stale(session, late, time));
  settle(session);
}

void take(Session& session, const TagChange& change) {
  if (!is_new(session, change.id)) return;
  const bool late = is_late(session, change.time);
  come_to(session, change.time);
  remember_id(session, change.id);
  const std::byte* before = session.memory.tags;
  replace_tags(session, change.values);
  end_tags(session, before, change.time, late, HasTags::set);
}

// The row as the state keeps it. What models say comes by a way of its own, so a row without a place for a score leaves
// that as it is.
const std::byte* loaded(Session& session, const layout::Row& tags) {
  const layout::RowLayout& layout = session.plan.tags();
  const std::vector<schema::Model>& models = session.plan.schema().models;
  const auto is_kept = [&](const schema::Model& model) {
    return layout.fields[model.score].storage != layout::Storage::absent && tags.layout != nullptr &&
           tags.layout->fields[model.score].storage == layout::Storage::absent;
  };
  if (std::ranges::none_of(models, is_kept)) return session.memory.keep_as(layout, tags);
  std::vector<Value> values(layout.fields.size());
  for (std::uint32_t tag = 0; tag < values.size(); ++tag) {
    if (layout.fields[tag].storage != layout::Storage::absent) values[tag] = layout::load(tags, tag);
  }
  const layout::Row before{&layout, session.memory.tags};
  for (const schema::Model& model : models) {
    if (is_kept(model)) values[model.score] = layout::load(before, model.score);
  }
  std::vector<std::byte> row;
  layout::append_row(layout, values, row);
  return session.memory.keep(std::move(row));
}

void take(Session& session, const Load& load) {
  const bool late = is_late(session, load.time);
  come_to(session, load.time);
  // What a customer is first loaded with was so before we heard of it: nothing rises, falls or changes.
  const std::byte* before = session.memory.has_tags == HasTags::loaded ? session.memory.tags : nullptr;
  session.memory.tags = loaded(session, load.tags);
  end_tags(session, before, load.time, late, HasTags::loaded);
}

void take(Session& session, const Advance& advance) {
  if (session.memory.enrolled) pass_by_missed(session, std::max(advance.now, advance.towards));
  fire_due(session, advance.now, Limit::inclusive);
  session.memory.clock = std::max(session.memory.clock, advance.now);
}

}  // namespace

void take(Session& session, const Input& input) {
  std::visit([&](const auto& one) { take(session, one); }, input);
}

}  // namespace wend::journey
