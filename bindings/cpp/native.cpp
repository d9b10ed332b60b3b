#include "bindings/cpp/native.hpp"

#include <utility>

namespace wend::host {

engine::TierOptions tier_options(Native native, const NativeBudget& budget) {
  engine::TierOptions options;
  options.native = native != Native::off;
  options.background = native == Native::where_possible;
  options.budget = {
      .largest_rule = budget.largest_condition, .compile_time = budget.compile_time, .code_bytes = budget.code_bytes};
  return options;
}

engine::Pin pin_of(Pin pin) {
  switch (pin) {
    case Pin::automatic: return engine::Pin::automatic;
    case Pin::reference: return engine::Pin::reference;
    case Pin::evaluator: return engine::Pin::evaluator;
    case Pin::native_quick: return engine::Pin::native_quick;
    case Pin::native_optimised: return engine::Pin::native_optimised;
  }
  return engine::Pin::automatic;
}

Executor executor_of(engine::Tier tier) {
  switch (tier) {
    case engine::Tier::reference: return Executor::reference;
    case engine::Tier::evaluator: return Executor::evaluator;
    case engine::Tier::native_quick:
    case engine::Tier::native_optimised: return Executor::native;
  }
  return Executor::evaluator;
}

ConditionCount count_of(const engine::RuleReport& report, std::string name) {
  return {.name = std::move(name),
          .executor = executor_of(report.tier),
          .is_optimised = report.tier == engine::Tier::native_optimised,
          .evaluations = report.evaluations,
          .compile_time = report.compile_time,
          .why_not_native = executor_of(report.tier) == Executor::native ? std::string() : report.why};
}

std::shared_ptr<engine::Tiers> ProgramTiers::of(Native native) {
  const std::lock_guard lock(mutex_);
  std::shared_ptr<engine::Tiers>& tiers = made_[native];
  NativeBudget budget;
  // Who insists has each predicate compiled, and waits for it.
  if (native == Native::required) budget.compile_time = std::chrono::milliseconds::max() / 1'000'000;
  if (tiers == nullptr) tiers = engine::Tiers::make(tier_options(native, budget));
  return tiers;
}

}  // namespace wend::host
