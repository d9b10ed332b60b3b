// What rules and those who compile them share.
#pragma once

#include <atomic>
#include <list>
#include <mutex>
#include <optional>

#include "runtime/engine/tiers.hpp"

namespace wend::engine {

struct RuleRegistry {
  explicit RuleRegistry(TierOptions made_with) : options(std::move(made_with)) {}

  // Something may be there to compile.
  void wake() {
    signals.fetch_add(1, std::memory_order_release);
    signals.notify_one();
  }

  const TierOptions options;
  std::atomic<std::uint32_t> signals{0};
  std::atomic<bool> stops{false};

  // Guards what follows, and what rules say it guards. Whoever lets a rule go holds it not: the rule takes it to leave.
  mutable std::mutex mutex;
  std::list<Rule*> rules;
  TierStatistics counted;  // what is counted since the beginning

  std::optional<Result<NativeLibrary>> library;  // nothing: not opened yet; whoever compiles alone sets it

  std::mutex compiling;  // held by whoever compiles; taken before `mutex`
};

}  // namespace wend::engine
