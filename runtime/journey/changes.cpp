// Patterns that ask whether a tag changes: what was before is compared with what is now.
#include <utility>

#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// After so many rounds what `set` steps change fires nothing more: two journeys may set a tag back and forth.
constexpr int kMostRounds = 8;

// Whether the condition turned true. What was unknown did not rise and did not fall: it was not known to be lower.
bool turned_true(Session& session, const ir::Program& program, const ir::Change& change, const Session::View& view,
                 const Before& before) {
  if (session.judge(program, change.condition, view) != Truth::yes) return false;
  const Truth was = session.judge_before(program, change.condition, view, before);
  return was == Truth::no || (was == Truth::unknown && change.from_unknown);
}

bool is_other_value(Session& session, const ir::Program& program, ir::ExpressionId value, const Session::View& view,
                    const Before& before) {
  const OwnedValue was = own(session.evaluate_before(program, value, view, before));
  return own(session.evaluate(program, value, view)) != was;
}

bool differs(const layout::RowLayout& layout, const std::byte* one, const std::byte* other, schema::TagIndex tag) {
  return own(layout::load({&layout, one}, tag)) != own(layout::load({&layout, other}, tag));
}

// What the tags that differ may set off, each once and in the order of the plan.
Heard set_off_by_tags(const Session& session, const std::byte* before) {
  Heard all;
  const Plan& plan = session.plan;
  for (const schema::TagIndex tag : plan.watched_tags()) {
    if (differs(plan.tags(), before, session.memory.tags, tag)) all.include(plan.heard_change(tag));
  }
  plan.put_in_order(all);
  return all;
}

void occur_changed(Session& session, const std::byte* tags_before, Instant time, bool is_stale) {
  const Heard heard = set_off_by_tags(session, tags_before);
  const Before before{.tags = tags_before, .without = {}, .history = {}};
  occur(session, {.before = &before, .heard = &heard, .time = time, .stale = is_stale});
}

}  // namespace

bool has_changed(Session& session, const ir::Program& program, const ir::Change& change, const Session::View& view,
                 const Before& before) {
  if (change.value != ir::kNone) return is_other_value(session, program, change.value, view, before);
  return turned_true(session, program, change, view, before);
}

void replace_tags(Session& session, std::span<const TagValue> changed) {
  const layout::RowLayout& layout = session.plan.tags();
  const layout::Row row{&layout, session.memory.tags};
  std::vector<Value> values(layout.fields.size());
  for (std::size_t tag = 0; tag < values.size(); ++tag) {
    if (layout.fields[tag].storage == layout::Storage::absent) continue;
    values[tag] = layout::load(row, static_cast<std::uint32_t>(tag));
  }
  for (const TagValue& one : changed) {
    if (one.tag < values.size()) values[one.tag] = one.value;
  }
  std::vector<std::byte> bytes;
  layout::append_row(layout, values, bytes);
  session.memory.tags = session.memory.keep(std::move(bytes));
}

void tags_changed(Session& session, const std::byte* before, Instant time, bool is_stale) {
  if (before != nullptr) return occur_changed(session, before, time, is_stale);
  const Heard nothing;
  occur(session, {.heard = &nothing, .time = time, .stale = is_stale});
}

void set_tags(Session& session, std::span<const TagValue> values) {
  if (session.unsettled_tags == nullptr) session.unsettled_tags = session.memory.tags;
  replace_tags(session, values);
  if (session.memory.has_tags == HasTags::no) session.memory.has_tags = HasTags::set;
}

void settle(Session& session) {
  enter_started(session);
  for (int round = 0; round < kMostRounds && session.unsettled_tags != nullptr; ++round) {
    const std::byte* before = std::exchange(session.unsettled_tags, nullptr);
    occur_changed(session, before, session.memory.clock, false);
    enter_started(session);
  }
  session.unsettled_tags = nullptr;
  session.starts = 0;
}

Before before_event(Session& session, const eval::Event* handled) {
  Before before{.tags = session.memory.tags, .without = {}, .history = {}};
  if (handled == nullptr) return before;
  const history::Log& log = *session.memory.log_of(handled->type);
  before.without.reserve(log.events.size());
  for (const eval::Event& event : log.events) {
    if (&event != handled) before.without.push_back(event);
  }
  before.history = session.history();
  before.history[handled->type].events = before.without;
  return before;
}

}  // namespace wend::journey
