// Every executor against the reference, on random programs and rows. The seed is new for every run and printed;
// WEND_SEED runs one again, WEND_SCENARIO one scenario of it, WEND_SCENARIOS says how many there are.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

#include "tests/differential/compare.hpp"

namespace wend::differential {
namespace {

constexpr std::size_t kScenarios = 150;
constexpr std::size_t kFewestComparisons = 100'000;

std::optional<std::uint64_t> from_environment(const char* name) {
  const char* text = std::getenv(name);
  if (text == nullptr) return std::nullopt;
  return std::strtoull(text, nullptr, 10);
}

std::uint64_t seed_of_run() {
  static const std::uint64_t seed = from_environment("WEND_SEED").value_or(std::random_device{}());
  return seed;
}

// The positions of the scenarios to run.
std::vector<std::uint64_t> chosen_scenarios() {
  if (const auto one = from_environment("WEND_SCENARIO")) return {*one};
  std::vector<std::uint64_t> all(from_environment("WEND_SCENARIOS").value_or(kScenarios));
  for (std::size_t index = 0; index < all.size(); ++index) all[index] = index;
  return all;
}

TEST(Differential, EveryExecutorAgreesWithTheReference) {
  std::cout << "WEND_SEED=" << seed_of_run() << '\n' << std::flush;
  const auto executors = all_executors();
  const std::vector<std::uint64_t> chosen = chosen_scenarios();
  std::size_t compared = 0;
  std::array<std::size_t, 3> truths{};
  for (const std::uint64_t position : chosen) {
    const Seed seed{seed_of_run(), position};
    const Scenario scenario(seed.of_scenario());
    for (const auto& executor : executors) {
      for (const RowKind kind : kRowKinds) {
        const Comparison result = compare(seed, scenario, *executor, kind);
        ASSERT_FALSE(result.mismatch) << *result.mismatch;
        compared += result.compared;
        for (std::size_t truth = 0; truth < truths.size(); ++truth) truths[truth] += result.truths[truth];
      }
    }
  }
  std::cout << compared << " comparisons: " << truths[0] << " false, " << truths[1] << " true, " << truths[2]
            << " unknown\n";
  if (chosen.size() < kScenarios) return;
  EXPECT_GE(compared, kFewestComparisons);
  for (const std::size_t truth : truths) EXPECT_GE(truth, compared / 10) << "too one-sided to show much";
}

}  // namespace
}  // namespace wend::differential
