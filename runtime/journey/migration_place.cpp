#include "runtime/journey/migration_place.hpp"

#include <algorithm>

#include "compiler/ir/rests.hpp"

namespace wend::journey {
namespace {

// Whether instances of one can be instances of the other: both without a key, or by a field, or by records of one list.
bool is_keyed_alike(const PlannedJourney& one, const PlannedJourney& other) {
  const auto list_of = [](const PlannedJourney& planned) -> std::optional<std::uint16_t> {
    const std::optional<ir::InstanceKey>& key = planned.journey->key;
    if (!key || !key->is_of_records()) return std::nullopt;
    return planned.program->at(key->list).type.detail;
  };
  return one.journey->key.has_value() == other.journey->key.has_value() && list_of(one) == list_of(other);
}

// Where `migrate from` takes the instance; nothing where it stays on its version.
std::optional<Place> moved(const Instance& instance, const PlannedJourney& old, const Plan& to) {
  if (instance.kept.phase != Phase::live) return std::nullopt;
  const auto newest = std::ranges::find_if(to.journeys(), [&](const PlannedJourney& planned) {
    return planned.current && planned.journey->name == old.journey->name;
  });
  if (newest == to.journeys().end()) return std::nullopt;
  const ir::Migration* migration = ir::migration_from(*newest->journey, old.journey->version);
  if (migration == nullptr) return std::nullopt;
  const std::string& rest = old.journey->steps[instance.kept.step].name;
  const auto move = std::ranges::find(migration->moves, rest, &ir::Migration::Move::from);
  if (move != migration->moves.end()) {
    if (!is_keyed_alike(*newest, old)) return Place{.exit = Reason::migration};
    return Place{.journey = static_cast<std::uint32_t>(newest - to.journeys().begin()), .step = move->to};
  }
  if (migration->otherwise == ir::Migration::Otherwise::exit) return Place{.exit = Reason::migration};
  return std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> step_like(const ir::Journey& journey, const ir::Step& step) {
  const auto found = std::ranges::find_if(journey.steps, [&](const ir::Step& one) {
    return one.name == step.name && one.action.index() == step.action.index();
  });
  if (found == journey.steps.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - journey.steps.begin());
}

bool is_same(const PlannedJourney& old, const PlannedJourney& planned, const Plan& to) {
  if (old.journey == planned.journey) return true;
  const bool is_published = planned.program.get() == &to.program();
  return is_published && old.journey->name == planned.journey->name && old.journey->version == planned.journey->version;
}

Place place_of(const Instance& instance, const Plan& from, const Plan& to) {
  const PlannedJourney& old = from.journeys()[instance.kept.journey];
  if (const std::optional<Place> place = moved(instance, old, to)) return *place;
  const auto found =
      std::ranges::find_if(to.journeys(), [&](const PlannedJourney& planned) { return is_same(old, planned, to); });
  if (found == to.journeys().end()) return {.exit = Reason::withdrawn};
  const auto journey = static_cast<std::uint32_t>(found - to.journeys().begin());
  if (!is_keyed_alike(*found, old)) return {.exit = Reason::changed};
  if (instance.kept.phase == Phase::watching) return {.journey = journey, .step = 0};
  const auto step = step_like(*found->journey, old.journey->steps[instance.kept.step]);
  return step ? Place{.journey = journey, .step = *step} : Place{.exit = Reason::changed};
}

}  // namespace wend::journey
