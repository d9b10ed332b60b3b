// Entries that would have been but for something in their way: recorded, so that a report can tell why.
#include <algorithm>

#include "runtime/journey/bucket.hpp"
#include "runtime/journey/key.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

const ir::Journey& journey_of(const Session& session, const Instance& instance) {
  return *session.plan.journeys()[instance.kept.journey].journey;
}

// The live journey of the same exclusive group that the customer is in; null: none.
const ir::Journey* rival_of(const Session& session, const ir::Journey& journey) {
  if (journey.exclusive.empty()) return nullptr;
  for (const Instance& instance : session.memory.instances) {
    const ir::Journey& other = journey_of(session, instance);
    if (instance.kept.phase == Phase::live && other.exclusive == journey.exclusive && other.name != journey.name) {
      return &other;
    }
  }
  return nullptr;
}

bool is_crowded(const Session& session, const PlannedJourney& planned) {
  if (!planned.journey->key) return false;
  const auto live = std::ranges::count_if(session.memory.instances, [&](const Instance& instance) {
    return instance.kept.phase == Phase::live &&
           session.plan.journeys()[instance.kept.journey].name_hash == planned.name_hash;
  });
  return static_cast<std::size_t>(live) >= kMostLiveKeys;
}

// The ordinal that the entry would have had.
std::uint32_t next_entry(const Session& session, const PlannedJourney& planned) {
  const std::vector<JourneyEntry>& entries = session.memory.entries;
  const auto counted = std::ranges::find_if(
      entries, [&](const JourneyEntry& entry) { return entry.name_hash == planned.name_hash && entry.key_hash == 0; });
  return counted == entries.end() ? 1 : static_cast<std::uint32_t>(counted->entered + 1);
}

// Several refusals may come before the entry that they would have been; the instant tells their effects apart.
void record(Session& session, const PlannedJourney& planned, std::string_view key, Reason reason,
            const ir::Journey* winner) {
  const ir::Journey& journey = *planned.journey;
  const std::uint32_t entry = next_entry(session, planned);
  Effect& effect = session.outcome.effects.emplace_back();
  effect.kind = EffectKind::skip;
  effect.reason = reason;
  effect.id = effect_id({.customer = session.customer,
                         .journey = journey.name,
                         .version = journey.version,
                         .key = key,
                         .entry = entry,
                         .step = ":refused " + std::to_string(session.memory.clock)});
  effect.time = session.memory.clock;
  effect.customer = session.customer;
  effect.journey = journey.name;
  effect.version = journey.version;
  effect.entry = entry;
  effect.key = key;
  if (winner != nullptr) effect.winner = winner->name;
}

}  // namespace

bool is_refused(Session& session, const PlannedJourney& planned, std::string_view key, bool control) {
  const ir::Journey* rival = rival_of(session, *planned.journey);
  if (rival == nullptr && !is_crowded(session, planned)) return false;
  // Who walks as control leaves no trace but enter, goal and exit.
  if (!control) record(session, planned, key, rival != nullptr ? Reason::exclusive : Reason::crowded, rival);
  return true;
}

}  // namespace wend::journey
