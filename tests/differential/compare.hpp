// Compares executors with the reference evaluator on dense rows, which is the meaning of a program.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "tests/differential/executor.hpp"

namespace wend::differential {

struct Seed {
  std::uint64_t run = 0;       // WEND_SEED
  std::uint64_t scenario = 0;  // WEND_SCENARIO: the position in the run

  [[nodiscard]] std::uint64_t of_scenario() const;
};

struct Comparison {
  std::size_t compared = 0;
  std::array<std::size_t, 3> truths{};  // how often the reference said no, yes, unknown
  // The first mismatch, in words: the smallest condition that shows it, the customer's values, how to see it again.
  std::optional<std::string> mismatch;
};

[[nodiscard]] Comparison compare(const Seed& seed, const Scenario& scenario, const Executor& executor, RowKind kind);

}  // namespace wend::differential
