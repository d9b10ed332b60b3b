// Who compiles rules, and when: each answers at once on the optimised evaluator; those that are asked often are
// compiled quickly, in batches; the hottest tenth of them once more, optimised.
//
//     const auto tiers = Tiers::make({});                  // a thread of its own compiles
//     const std::shared_ptr<Rule> rule = tiers->add(program, request, layouts);
//     rule->judge(inputs);
//
// A host that wants no threads says so and has work done where it suits:
//
//     const auto tiers = Tiers::make({.background = false});
//     …
//     tiers->compile_some();                               // one batch, in this thread
//
// Which tier judges changes no answer, only how long it takes. Compiling has a budget: what is beyond it stays on the
// evaluator and is listed with the reason. Where libwend-jit is not there, everything stays on the evaluator.
//
// Thread-safety: everything may be called from many threads at once.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "runtime/engine/native_library.hpp"
#include "runtime/engine/rule.hpp"

namespace wend::engine {

struct TierBudget {
  std::uint32_t largest_rule = 5'000;                               // expressions that one condition is made of
  std::chrono::nanoseconds compile_time = std::chrono::minutes(5);  // all told
  std::uint64_t code_bytes = 256U << 20U;                           // of machine code that lives at one time
};

struct TierOptions {
  bool native = true;      // false: everything stays on the evaluator
  bool background = true;  // false: compile_some is called by somebody
  // Evaluations after which a rule is compiled quickly: about as many as save what compiling takes.
  std::uint64_t hot = 10'000;
  // After which it is optimised, if it is among the hottest tenth.
  std::uint64_t very_hot = 100'000;
  TierBudget budget = {};
  // Where native code comes from; asked once, when the first rule is to be compiled.
  std::function<Result<NativeLibrary>()> open = [] { return NativeLibrary::open(); };
};

// Of the folder that keeps machine code for the next start: pieces of it, each with some functions.
struct KeptCode {
  std::uint64_t loaded = 0;
  std::uint64_t stored = 0;
  std::uint64_t lost = 0;  // stale, damaged or not to be trusted; not readable, not writable
  std::string trouble;     // what was lost last, and why
};

// Of all rules that there are.
struct TierStatistics {
  std::array<std::uint64_t, kTiers> rules{};  // by Tier
  std::uint64_t evaluations = 0;              // of rules that are still there
  std::uint64_t compiled_quick = 0;           // since the beginning, likewise below
  std::uint64_t compiled_optimised = 0;
  std::uint64_t refused = 0;
  std::chrono::nanoseconds compile_time{0};
  std::uint64_t code_bytes = 0;  // that live now
  KeptCode kept = {};
};

class Tiers {
 public:
  // The most rules that are compiled together.
  static constexpr std::size_t kQuickBatch = 64;
  static constexpr std::size_t kOptimisedBatch = 32;

  [[nodiscard]] static std::shared_ptr<Tiers> make(TierOptions options);
  // Waits for a batch that is being compiled. Rules live on, as they are.
  ~Tiers();
  Tiers(const Tiers&) = delete;
  Tiers& operator=(const Tiers&) = delete;

  // Takes microseconds. `keeps` is what the request's layouts belong to: they are read for as long as the rule lives.
  // Neither it nor the program may own these Tiers: whoever compiles may be the last to let a rule go, and cannot wait
  // for itself.
  [[nodiscard]] std::shared_ptr<Rule> add(std::shared_ptr<const ir::Program> program,
                                          const layout::NativeRequest& request, std::shared_ptr<const void> keeps,
                                          Pin pin = Pin::automatic);

  // Compiles one batch of what is hot or pinned, and gives how many rules that settled; 0: there was nothing to do.
  std::size_t compile_some();
  // Compiles all that is hot or pinned.
  void compile_all();

  // In the order in which they were added.
  [[nodiscard]] std::vector<RuleReport> reports() const;
  [[nodiscard]] TierStatistics statistics() const;

 private:
  using Rules = std::vector<std::shared_ptr<Rule>>;
  struct Batch {
    Rules rules;
    layout::NativeEffort effort = layout::NativeEffort::quick;
  };

  explicit Tiers(TierOptions options);
  void work();
  std::size_t compile_where_possible() noexcept;
  void open();
  [[nodiscard]] Batch choose_batch();
  void compile(const Rules& rules, layout::NativeEffort effort);
  void install(const Rules& rules, NativeCode code, layout::NativeEffort effort, std::chrono::nanoseconds spent);
  // Leaves on the evaluator what is beyond the budget; gives the others.
  [[nodiscard]] Rules within_budget(const Rules& rules);
  [[nodiscard]] std::string why_no_more();
  void refuse(const Rules& rules, const std::string& why);

  std::shared_ptr<RuleRegistry> registry_;
  std::thread thread_;
};

}  // namespace wend::engine
