// Between the tiers of the runtime and what the public API says of them.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include <wend/native.hpp>

#include "runtime/engine/tiers.hpp"

namespace wend::host {

[[nodiscard]] engine::TierOptions tier_options(Native native, const NativeBudget& budget);
[[nodiscard]] engine::Pin pin_of(Pin pin);
[[nodiscard]] Executor executor_of(engine::Tier tier);
[[nodiscard]] ConditionCount count_of(const engine::RuleReport& report, std::string name);

// Who compiles for a program's predicates: made when the first asks. Thread-safe.
class ProgramTiers {
 public:
  [[nodiscard]] std::shared_ptr<engine::Tiers> of(Native native);

 private:
  std::mutex mutex_;
  std::map<Native, std::shared_ptr<engine::Tiers>> made_;
};

}  // namespace wend::host
