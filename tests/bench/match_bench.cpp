// Many rules, one event: the index against judging one rule after another, on a bank's triggers and on expressions in
// the shape of A-Tree's advertising set.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>
#include <numeric>
#include <string>

#include "runtime/match/index.hpp"
#include "tests/bench/atree_workload.hpp"
#include "tests/bench/trigger_workload.hpp"

namespace wend::bench {
namespace {

using match::Formula;
using match::Found;
using match::Index;
using match::RuleId;
using match::Values;

constexpr std::size_t kEvents = 1'024;

// Rules in an index, the same one by one, and events.
struct Setting {
  Index index;
  std::vector<Formula> formulas;
  std::vector<Values> events;
  double build_seconds = 0;
};

template <typename Workload, typename Make>
std::unique_ptr<Setting> prepare(const Workload& workload, std::size_t rules, std::size_t cheap, bool keep_formulas,
                                 const Make& make) {
  auto setting = std::make_unique<Setting>();
  std::vector<RuleId> ids(rules);
  std::iota(ids.begin(), ids.end(), 0U);
  match::Tree tree;
  const auto formula_of = [&](RuleId rule, Formula& formula) {
    make(rule, tree);
    if (!formula.assign(tree)) std::abort();
  };
  // The expressions are there before the index is built.
  if (keep_formulas) {
    setting->formulas.resize(rules);
    for (const RuleId rule : ids) formula_of(rule, setting->formulas[rule]);
  }
  const auto kept = [&](RuleId rule, Formula& formula) { formula = setting->formulas[rule]; };
  const auto before = std::chrono::steady_clock::now();
  if (keep_formulas) {
    setting->index.add(ids, kept);
  } else {
    setting->index.add(ids, formula_of);
  }
  setting->build_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
  setting->events.resize(kEvents);
  for (std::size_t at = 0; at < kEvents; ++at) set(setting->events[at], workload.event(at), cheap);
  return setting;
}

Setting& triggers(std::size_t count, bool with_tags) {
  static std::map<std::pair<std::size_t, bool>, std::unique_ptr<Setting>> settings;
  std::unique_ptr<Setting>& setting = settings[{count, with_tags}];
  if (setting == nullptr) {
    const TriggerWorkload workload({.triggers = count, .with_tags = with_tags});
    setting = prepare(workload, count, workload.cheap(), true,
                      [&](std::size_t position, match::Tree& tree) { workload.trigger(position, tree); });
  }
  return *setting;
}

Setting& atree() {
  static const std::unique_ptr<Setting> setting = [] {
    const ATreeWorkload workload;
    return prepare(workload, workload.expressions(), workload.attributes(), true,
                   [&](std::size_t position, match::Tree& tree) { workload.expression(position, tree); });
  }();
  return *setting;
}

void report(benchmark::State& state, const Setting& setting, std::size_t matches, std::size_t events) {
  state.counters["matches"] = static_cast<double>(matches) / static_cast<double>(std::max<std::size_t>(events, 1));
  state.counters["rules"] = static_cast<double>(setting.formulas.size());
  state.counters["build_s"] = setting.build_seconds;
  state.counters["bytes_a_rule"] = static_cast<double>(setting.index.bytes()) /
                                   static_cast<double>(std::max<std::size_t>(setting.formulas.size(), 1));
  state.counters["megabytes"] = static_cast<double>(setting.index.bytes()) / 1e6;
}

void search_one_by_one(benchmark::State& state, Setting& setting) {
  const match::Snapshot snapshot = setting.index.snapshot();
  Found found;
  std::size_t matches = 0;
  std::size_t events = 0;
  for (auto _ : state) {
    found.rules.clear();
    snapshot.search(setting.events[events++ % kEvents], found);
    matches += found.rules.size();
    benchmark::DoNotOptimize(found.rules.data());
  }
  report(state, setting, matches, events);
}

void judge_all(benchmark::State& state, Setting& setting) {
  std::size_t matches = 0;
  std::size_t events = 0;
  for (auto _ : state) {
    Values& values = setting.events[events++ % kEvents];
    for (const Formula& formula : setting.formulas) matches += is_true(formula.view(), values) ? 1 : 0;
  }
  benchmark::DoNotOptimize(matches);
  report(state, setting, matches, events);
}

void triggers_index(benchmark::State& state) {
  search_one_by_one(state, triggers(static_cast<std::size_t>(state.range(0)), state.range(1) != 0));
}
BENCHMARK(triggers_index)->ArgsProduct({{1'000, 10'000, 100'000}, {0, 1}})->ArgNames({"triggers", "tags"});

// Of many events those that fewest and those that most rules are true of: what a match costs is by how much longer the
// latter take, all that comes with them included.
struct Extremes {
  std::vector<Values> few;
  std::vector<Values> many;
};

Extremes extremes(const TriggerWorkload& workload, const match::Snapshot& snapshot) {
  constexpr std::size_t kPool = 16 * kEvents;
  std::vector<std::pair<std::size_t, Values>> pool(kPool);
  Found found;
  for (std::size_t at = 0; at < kPool; ++at) {
    set(pool[at].second, workload.event(at), workload.cheap());
    found.rules.clear();
    snapshot.search(pool[at].second, found);
    pool[at].first = found.rules.size();
  }
  std::ranges::stable_sort(pool, {}, [](const auto& event) { return event.first; });
  Extremes result;
  for (std::size_t at = 0; at < kEvents; ++at) {
    result.few.push_back(std::move(pool[at].second));
    result.many.push_back(std::move(pool[kPool - 1 - at].second));
  }
  return result;
}

void triggers_each_match(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const match::Snapshot snapshot = triggers(count, false).index.snapshot();
  Extremes events = extremes(TriggerWorkload({.triggers = count}), snapshot);
  Found found;
  std::size_t matches = 0;
  // Whole passes over the events of one kind, one kind after the other, so that both see the same noise.
  const auto nanoseconds = [&](std::vector<Values>& some) {
    const auto before = std::chrono::steady_clock::now();
    matches = 0;
    for (Values& values : some) {
      found.rules.clear();
      snapshot.search(values, found);
      matches += found.rules.size();
    }
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - before).count();
  };
  std::vector<double> costs;
  std::size_t more = 0;
  for (auto _ : state) {
    const double few = nanoseconds(events.few);
    more = 0 - matches;
    const double many = nanoseconds(events.many);
    more += matches;
    costs.push_back((many - few) / static_cast<double>(more));
  }
  std::ranges::nth_element(costs, costs.begin() + static_cast<std::ptrdiff_t>(costs.size() / 2));
  state.counters["each_match"] = costs[costs.size() / 2];
  state.counters["more_matches"] = static_cast<double>(more) / static_cast<double>(kEvents);
}
BENCHMARK(triggers_each_match)->Arg(10'000)->Arg(100'000)->ArgName("triggers");

void triggers_one_by_one(benchmark::State& state) {
  judge_all(state, triggers(static_cast<std::size_t>(state.range(0)), state.range(1) != 0));
}
BENCHMARK(triggers_one_by_one)->ArgsProduct({{1'000, 10'000, 100'000}, {0, 1}})->ArgNames({"triggers", "tags"});

// Over the events that peers are given.
std::size_t matched_by_peers(Setting& setting) {
  const match::Snapshot snapshot = setting.index.snapshot();
  Found found;
  for (std::size_t at = 0; at < kPeerEvents; ++at) snapshot.search(setting.events[at], found);
  return found.rules.size();
}

void atree_index(benchmark::State& state) {
  static const auto matched = static_cast<double>(matched_by_peers(atree()));
  search_one_by_one(state, atree());
  state.counters["matched"] = matched;
}
BENCHMARK(atree_index)->Unit(benchmark::kMicrosecond);

void atree_index_in_batches(benchmark::State& state) {
  Setting& setting = atree();
  const match::Snapshot snapshot = setting.index.snapshot();
  constexpr std::size_t kBatch = 256;
  std::vector<Found> found(kBatch);
  std::size_t matches = 0;
  std::size_t batches = 0;
  while (state.KeepRunningBatch(kBatch)) {
    for (Found& one : found) one.rules.clear();
    snapshot.search(std::span(setting.events).subspan(batches++ * kBatch % kEvents, kBatch), found);
    for (const Found& one : found) matches += one.rules.size();
  }
  report(state, setting, matches, batches * kBatch);
}
BENCHMARK(atree_index_in_batches)->Unit(benchmark::kMicrosecond);

void atree_one_by_one(benchmark::State& state) {
  judge_all(state, atree());
}
BENCHMARK(atree_one_by_one)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace wend::bench
