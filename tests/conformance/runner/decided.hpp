// What a run decided, and how it compares with what a case expects.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/engine/measures.hpp"
#include "runtime/journey/effect.hpp"
#include "runtime/journey/offers.hpp"
#include "tests/conformance/runner/programs.hpp"
#include "tests/conformance/runner/suite.hpp"

namespace wend::conformance {

struct DecidedFiring {
  std::string customer;
  std::string trigger;
  Instant time = 0;
  friend bool operator==(const DecidedFiring&, const DecidedFiring&) = default;
};

struct Decided {
  std::vector<std::string> lines;  // effects as JSON Lines
  std::vector<DecidedFiring> firings;
  std::vector<std::string> metrics;  // what they come to, as JSON Lines
  std::vector<std::string> offers;   // what is on offer in the end: `banner.spring until 2026-03-04 10:00`

  void add(const Bank& bank, const journey::Effect& effect);
  void add(const engine::MetricStatistics& metric);
  void add(const Bank& bank, const journey::Offer& offer);
  friend bool operator==(const Decided&, const Decided&) = default;
};

// What differs from the case's `effects`, `firings`, `metrics` and `offers`; nothing where they are as expected.
[[nodiscard]] std::optional<std::string> compare(const Bank& bank, const Case& of, const Decided& decided);

// Two executors that decided differently.
[[nodiscard]] std::string contrast(const Decided& reference, const Decided& other);

}  // namespace wend::conformance
