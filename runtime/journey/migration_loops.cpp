// The repeated parts of an instance on its way into the new plan.
#include <algorithm>

#include "compiler/ir/steps.hpp"
#include "runtime/journey/migration.hpp"

namespace wend::journey {

void Migration::move_loops(Instance& instance, const Instance& old, const PlannedJourney& before,
                           const PlannedJourney& after) {
  instance.loops.assign(after.loop_steps.size(), Loop{});
  if (old.kept.phase != Phase::live) return;
  const std::vector<std::uint32_t> around = ir::loops_around(after.journey->steps[instance.kept.step]);
  for (std::uint32_t loop = 0; loop < after.loop_steps.size(); ++loop) {
    const std::optional<std::uint32_t> known = loop_like(after, loop, before);
    const Loop none;
    const std::vector<PlannedWatch> nothing;
    const Loop& was = known ? old.loops[*known] : none;
    const bool is_inside = std::ranges::find(around, loop) != around.end();
    Loop& now = instance.loops[loop];
    if (is_inside) now.until = moved(after.untils[loop], known ? before.untils[*known] : nothing, was.until);
    if (is_inside && known) move_items(now, was, before.items[*known], after.items[loop], most_times(after, loop));
    now.kept = moved(was.kept, now.items.size(), is_inside, most_times(after, loop));
  }
}

bool Migration::is_of_same_list(const PlannedJourney& one, std::uint32_t loop, const PlannedJourney& other,
                                std::uint32_t other_loop) {
  const auto list_of = [](const PlannedJourney& planned, std::uint32_t at) -> std::optional<std::uint16_t> {
    const auto* each = std::get_if<ir::Each>(&planned.journey->steps[planned.loop_steps[at]].action);
    return each == nullptr ? std::nullopt : std::optional(planned.program->at(each->list).type.detail);
  };
  return list_of(one, loop) == list_of(other, other_loop);
}

void Migration::move_items(Loop& now, const Loop& was, const layout::RowLayout& before, const layout::RowLayout& after,
                           std::uint32_t most) {
  for (const std::byte* item : was.items) {
    if (now.items.size() < most) now.items.push_back(to_.memory.keep_as(after, {&before, item}));
  }
}

LoopEntry Migration::moved(LoopEntry entry, std::size_t items, bool is_inside, std::uint32_t most) const {
  entry.visit = std::min(entry.visit, most);
  if (is_inside && entry.visit == 0) entry = {.visit = 1, .inside = 1, .since = to_.memory.clock};
  entry.inside = is_inside ? 1 : 0;
  entry.items = items;
  return entry;
}

std::uint32_t Migration::most_times(const PlannedJourney& planned, std::uint32_t loop) {
  const auto& action = planned.journey->steps[planned.loop_steps[loop]].action;
  const auto* each = std::get_if<ir::Each>(&action);
  return each != nullptr ? each->at_most : std::get<ir::Repeat>(action).times;
}

std::optional<std::uint32_t> Migration::loop_like(const PlannedJourney& after, std::uint32_t loop,
                                                  const PlannedJourney& before) {
  const std::optional<std::uint32_t> step = step_like(*before.journey, after.journey->steps[after.loop_steps[loop]]);
  if (!step) return std::nullopt;
  const std::optional<std::uint32_t> known = ir::loop_of(before.journey->steps[*step]);
  const bool is_alike = known && is_of_same_list(after, loop, before, *known);
  return is_alike ? known : std::nullopt;
}

}  // namespace wend::journey
