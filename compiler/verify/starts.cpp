// Journeys that start one another, and those that follow older ones.
#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/ir/rests.hpp"
#include "compiler/ir/steps.hpp"
#include "compiler/verify/parts.hpp"

namespace wend::verify {
namespace {

using ir::Journey;
using ir::StepIndex;

// Whether an instance always rests there. A moment that was computed may be past, and a repeated part begins at once.
bool always_rests(const ir::Step& step) {
  if (const auto* until = std::get_if<ir::WaitUntil>(&step.action)) return until->time_of_day.has_value();
  return ir::rests(step) && !std::holds_alternative<ir::Repeat>(step.action);
}

// The journeys that one starts at the instant when it is entered.
std::vector<std::uint32_t> started_at_once(const Journey& journey) {
  std::vector<std::uint32_t> started;
  std::vector<bool> seen(journey.steps.size());
  std::vector<StepIndex> waiting{journey.start};
  while (!waiting.empty()) {
    const StepIndex at = waiting.back();
    waiting.pop_back();
    if (at == ir::kEnd || seen[at]) continue;
    seen[at] = true;
    const ir::Step& step = journey.steps[at];
    if (always_rests(step)) continue;
    if (const auto* start = std::get_if<ir::Start>(&step.action)) started.push_back(start->journey);
    const std::vector<StepIndex> next = ir::successors_of(step);
    waiting.insert(waiting.end(), next.begin(), next.end());
  }
  return started;
}

// Without recursion: a program has thousands of journeys.
bool has_ring(std::vector<std::vector<std::uint32_t>> starts) {
  enum class Mark : std::uint8_t { unseen, open, done };
  std::vector<Mark> marks(starts.size(), Mark::unseen);
  std::vector<std::uint32_t> path;
  for (std::uint32_t first = 0; first < starts.size(); ++first) {
    if (marks[first] == Mark::unseen) path.push_back(first);
    while (!path.empty()) {
      const std::uint32_t journey = path.back();
      marks[journey] = Mark::open;
      if (starts[journey].empty()) {
        marks[journey] = Mark::done;
        path.pop_back();
        continue;
      }
      const std::uint32_t next = starts[journey].back();
      starts[journey].pop_back();
      if (marks[next] == Mark::open) return true;
      if (marks[next] == Mark::unseen) path.push_back(next);
    }
  }
  return false;
}

class Versions {
 public:
  explicit Versions(Subject& subject) : subject_(subject) {
    for (const Journey& journey : subject.program.journeys) by_version_[{journey.name, journey.version}] = &journey;
  }

  bool are_sound(const Journey& journey) {
    const auto newest = std::prev(by_version_.upper_bound({journey.name, kGreatest}))->second;
    if (!subject_.demand(journey.superseded == (newest != &journey), "it says otherwise whether it is the newest")) {
      return false;
    }
    std::set<std::int64_t> versions;
    for (const ir::Migration& migration : journey.migrations) {
      const bool is_older = migration.from_version >= 1 && migration.from_version < journey.version &&
                            versions.insert(migration.from_version).second;
      if (!subject_.demand(is_older, "it takes instances from no older version, or twice") ||
          !is_migration_sound(journey, migration)) {
        return false;
      }
    }
    return true;
  }

 private:
  static constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();

  bool is_migration_sound(const Journey& journey, const ir::Migration& migration) {
    const auto found = by_version_.find({journey.name, migration.from_version});
    const Journey* older = found == by_version_.end() ? nullptr : found->second;
    std::set<std::string_view> moved;
    for (const ir::Migration::Move& move : migration.moves) {
      const bool is_to_rest = move.to < journey.steps.size() && ir::may_rest(journey.steps[move.to]);
      if (!subject_.demand(is_to_rest, "it moves instances to where none rests") ||
          !subject_.demand(!move.from.empty() && moved.insert(move.from).second, "it moves instances twice")) {
        return false;
      }
    }
    return older == nullptr || are_rests_moved(*older, migration, moved);
  }

  // Each place of rest of the older version is moved from, unless the rest is spoken of; and nothing else is.
  bool are_rests_moved(const Journey& older, const ir::Migration& migration, std::set<std::string_view> moved) {
    for (const ir::Step& step : older.steps) {
      if (!subject_.may_visit()) return false;
      const bool is_moved = ir::may_rest(step) && moved.erase(step.name) > 0;
      const bool has_place = is_moved || !ir::rests(step) || migration.otherwise != ir::Migration::Otherwise::unsaid;
      if (!subject_.demand(has_place, "it leaves instances of an older version without a place")) return false;
    }
    return subject_.demand(moved.empty(), "it moves instances from where none rests");
  }

  Subject& subject_;
  std::map<std::pair<std::string_view, std::int64_t>, const Journey*> by_version_;
};

}  // namespace

bool are_starts_sound(Subject& subject) {
  const std::vector<Journey>& journeys = subject.program.journeys;
  std::vector<std::vector<std::uint32_t>> starts;
  std::vector<bool> is_started(journeys.size());
  for (const Journey& journey : journeys) {
    starts.push_back(started_at_once(journey));
    for (const ir::Step& step : journey.steps) {
      if (const auto* start = std::get_if<ir::Start>(&step.action)) is_started[start->journey] = true;
    }
  }
  for (std::size_t index = 0; index < journeys.size(); ++index) {
    const Journey& journey = journeys[index];
    subject.at("journey", journey.name);
    const bool has_entry = !journey.on.empty() || !journey.kept.empty() || is_started[index];
    if (!subject.demand(has_entry, "nothing enters it")) return false;
  }
  return subject.demand(!has_ring(std::move(starts)), "journeys start one another at once, round in a ring");
}

bool are_versions_sound(Subject& subject) {
  Versions versions(subject);
  return std::ranges::all_of(subject.program.journeys, [&](const Journey& journey) {
    subject.at("journey", journey.name);
    return versions.are_sound(journey);
  });
}

}  // namespace wend::verify
