// An instance on its way into the new plan: its row, its goals, the events that it has names for.
#include <algorithm>

#include "runtime/journey/migration.hpp"
#include "runtime/journey/next_turn.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// Whether an instance rests at the step because a policy delays it.
bool is_contact(const std::vector<ir::Step>& steps, ir::StepIndex step) {
  return step < steps.size() && (std::holds_alternative<ir::Send>(steps[step].action) ||
                                 std::holds_alternative<ir::Place>(steps[step].action));
}

}  // namespace

void Migration::move(const Instance& old) {
  const Place place = place_of(old, from_.plan, to_.plan);
  const PlannedJourney& before = from_.plan.journeys()[old.kept.journey];
  const PlannedJourney& after = to_.plan.journeys()[place.journey];
  Instance instance;
  instance.kept = old.kept;
  instance.key = old.key;
  instance.serial = to_.memory.next_serial();
  instance.kept.journey = place.journey;
  instance.kept.step = place.step;
  if (!is_contact(after.journey->steps, place.step)) instance.kept.arbitrated_by = 0;
  move_goals(instance.kept, before, after);
  if (old.kept.phase == Phase::watching && !counts_on(instance.kept, *after.journey)) return;
  move_row(instance, old, before, after);
  if (old.key_record != nullptr) {
    instance.key_record = to_.memory.keep_as(after.key_record, {&before.key_record, old.key_record});
  }
  move_loops(instance, old, before, after);
  if (before.journey->version != after.journey->version) move_expiry(instance.kept, after);
  move_named(instance, old, before, after);
  instance.own = moved(after.own, before.own, old.own);
  if (old.kept.phase == Phase::live) {
    instance.awaited = moved(after.awaited[place.step], before.awaited[old.kept.step], old.awaited);
  }
  if (old.kept.phase == Phase::live) instance.kept.check = next_turn(to_, instance);
  to_.memory.instances.push_back(std::move(instance));
}

void Migration::move_goals(InstanceEntry& kept, const PlannedJourney& before, const PlannedJourney& after) {
  if (before.journey == after.journey) return;
  unsigned reached = 0;
  for (std::size_t goal = 0; goal < after.journey->goals.size(); ++goal) {
    const auto old = std::ranges::find(before.journey->goals, after.journey->goals[goal].name, &ir::JourneyGoal::name);
    const auto position = old - before.journey->goals.begin();
    if (old != before.journey->goals.end()) reached |= ((kept.goals_reached >> position) & 1U) << goal;
  }
  kept.goals_reached = static_cast<std::uint8_t>(reached);
  kept.counts_until = goals_count_until(to_, kept, *after.journey);
}

void Migration::move_row(Instance& instance, const Instance& old, const PlannedJourney& before,
                         const PlannedJourney& after) {
  const bool is_read = old.row != nullptr && after.journey->has_entry_event && before.journey->has_entry_event &&
                       after.journey->entry_event == before.journey->entry_event;
  instance.kept.has_row = is_read || !after.journey->kept.empty() ? 1 : 0;
  instance.kept.row_size = 0;
  if (instance.kept.has_row == 0) return;
  const std::uint32_t first_kept = after.journey->first_kept(to_.plan.schema());
  std::vector<Value> values(after.entry_row.fields.size());
  for (std::uint32_t field = 0; is_read && field < first_kept; ++field) {
    values[field] = value_of(before.entry_row, old.row, field);
  }
  for (std::uint32_t kept = 0; kept < after.journey->kept.size(); ++kept) {
    values[first_kept + kept] = kept_like(after.journey->kept[kept], old, before);
  }
  std::vector<std::byte> row;
  layout::append_row(after.entry_row, values, row);
  instance.kept.row_size = static_cast<std::uint32_t>(row.size());
  instance.row = to_.memory.keep(std::move(row));
}

Value Migration::value_of(const layout::RowLayout& layout, const std::byte* row, std::uint32_t field) {
  if (row == nullptr || layout.fields[field].storage == layout::Storage::absent) return Unknown{};
  return layout::load({&layout, row}, field);
}

Value Migration::kept_like(const ir::Kept& wanted, const Instance& old, const PlannedJourney& before) const {
  const std::vector<ir::Kept>& kept = before.journey->kept;
  const auto same = std::ranges::find_if(
      kept, [&](const ir::Kept& one) { return one.name == wanted.name && one.type == wanted.type; });
  if (same == kept.end()) return Unknown{};
  const std::uint32_t field =
      before.journey->first_kept(from_.plan.schema()) + static_cast<std::uint32_t>(same - kept.begin());
  return value_of(before.entry_row, old.row, field);
}

void Migration::move_expiry(InstanceEntry& kept, const PlannedJourney& journey) {
  const std::optional<ir::Span>& expires = journey.journey->expires;
  kept.expires = expires ? std::max(after(to_, kept.entered, *expires), to_.memory.clock) : kNever;
}

void Migration::move_named(Instance& instance, const Instance& old, const PlannedJourney& before,
                           const PlannedJourney& after) {
  instance.kept.named = 0;
  const std::vector<ir::NamedEvent>& known = before.journey->named;
  for (std::size_t at = 0; at < after.named_rows.size(); ++at) {
    const auto same = std::ranges::find(known, after.journey->named[at]);
    if (same == known.end()) continue;
    const auto from = static_cast<std::size_t>(same - known.begin());
    if (old.named[from].row == nullptr) continue;
    instance.named[at] = moved(old.named[from], before.named_rows[from], after.named_rows[at]);
    instance.kept.named |= 1U << at;
  }
}

RunEvent Migration::moved(const RunEvent& event, const layout::RowLayout& before, const layout::RowLayout& after) {
  return {.time = event.time, .row = to_.memory.keep_as(after, {&before, event.row})};
}

}  // namespace wend::journey
