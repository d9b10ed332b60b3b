// A condition that is judged by whatever has been made of it so far: the optimised evaluator from the first moment on,
// native code once it is hot. Rules are made by Tiers (tiers.hpp), which compiles for them.
//
//     const std::shared_ptr<Rule> rule = tiers.add(program, {.condition = segment.condition, .tags = &layout});
//     if (rule->judge(inputs) == Truth::yes) …
//     rule->pin(Pin::evaluator);                        // never native code
//
// Code is swapped by one atomic pointer. What was swapped out stays until the rule goes, so nobody who judges has to be
// waited for: whoever holds the rule may judge, and letting it go removes it.
//
// Thread-safety: everything may be called from many threads at once; `judge` takes no lock and, for conditions over
// tags and events alone, no memory.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "compiler/ir/program.hpp"
#include "compiler/layout/frame.hpp"
#include "compiler/layout/native_interface.hpp"
#include "runtime/engine/native_library.hpp"
#include "runtime/engine/native_reads.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/flat/flat.hpp"

namespace wend::engine {

// What judges a rule.
enum class Tier : std::uint8_t { reference, evaluator, native_quick, native_optimised };
inline constexpr std::size_t kTiers = 4;
[[nodiscard]] std::string_view name_of(Tier tier);

// What shall judge it. `automatic`: the evaluator, then native code as the rule gets hot. `evaluator` keeps a rule from
// native code. Pinned to native code, a rule is compiled at the next opportunity, whether it is hot or not.
enum class Pin : std::uint8_t { automatic, reference, evaluator, native_quick, native_optimised };

// What is counted of a rule.
struct RuleReport {
  ir::ExpressionId condition = ir::kNone;
  Tier tier = Tier::evaluator;
  Pin pin = Pin::automatic;
  std::uint64_t evaluations = 0;             // a little less than there were, where several threads judged at once
  std::chrono::nanoseconds compile_time{0};  // its share of the batches that it was compiled in
  std::string why;  // why it has no native code, or not the best; empty where it has, or none was tried
};

struct RuleRegistry;
class RuleCaller;

class Rule : public std::enable_shared_from_this<Rule> {
 public:
  Rule(const Rule&) = delete;
  Rule& operator=(const Rule&) = delete;
  ~Rule();

  // As the request asks: where that is only whether the condition holds, yes or no. `moments` by position in the
  // program, for the inputs' `now` and `zone`; empty: they are computed.
  [[nodiscard]] Truth judge(const eval::Inputs& inputs, std::span<const layout::Cell> moments = {}) const;

  void pin(Pin pin);
  [[nodiscard]] Tier tier() const;
  [[nodiscard]] std::uint64_t evaluations() const { return evaluations_.load(std::memory_order_relaxed); }
  [[nodiscard]] RuleReport report() const;

  [[nodiscard]] const layout::NativeRequest& request() const { return request_; }
  // Whether it was made for rows that lie so.
  [[nodiscard]] bool fits(const eval::Inputs& inputs) const { return code_.fits(inputs); }

 private:
  friend class Tiers;
  friend class RuleCaller;
  // What a compiler made of it.
  struct Native {
    std::shared_ptr<const NativeCode> batch;
    layout::Predicate predicate;
    Tier tier = Tier::native_quick;
    Reads reads;
  };

  Rule(std::shared_ptr<RuleRegistry> registry, std::shared_ptr<const ir::Program> program,
       const layout::NativeRequest& request, std::shared_ptr<const void> keeps);
  void count(std::uint64_t evaluations) const;
  // By the evaluator, or the reference where the rule is pinned to it.
  [[nodiscard]] Truth evaluate(const eval::Inputs& inputs, std::span<const layout::Cell> moments) const;
  // Native code that reads the inputs' rows as they lie and needs no memory; null: there is none.
  [[nodiscard]] const Native* native_for(const eval::Inputs& inputs, std::span<const layout::Cell> moments) const;
  // Takes the best that there is and the pin allows. The registry is locked, here and below.
  void choose();
  void install(std::unique_ptr<const Native> native, std::chrono::nanoseconds spent);
  void refuse(std::string why);
  [[nodiscard]] Tier chosen() const;
  [[nodiscard]] bool wants(layout::NativeEffort effort) const;

  std::shared_ptr<RuleRegistry> registry_;
  std::shared_ptr<const ir::Program> program_;
  layout::NativeRequest request_;
  std::shared_ptr<const void> keeps_;  // what the request's layouts belong to
  flat::Code code_;
  std::atomic<const Native*> native_{nullptr};
  std::atomic<bool> by_reference_{false};
  mutable std::atomic<std::uint64_t> evaluations_{0};
  // The rest is guarded by the registry.
  Pin pin_ = Pin::automatic;
  std::unique_ptr<const Native> quick_;
  std::unique_ptr<const Native> optimised_;
  bool is_refused_ = false;
  std::string why_;
  std::chrono::nanoseconds compile_time_{0};
  std::optional<std::list<Rule*>::iterator> place_;
};

// Judges rows of tags one after another, all else being the same: what native code is handed is made once for all, and
// evaluations are counted by the thousand. For one thread; the rule must outlive it.
//
//     RuleCaller caller(*rule, inputs, moments);
//     for (…) caller.judge(row);
class RuleCaller {
 public:
  // Of the inputs' tags the layout counts; `moments` as for Rule::judge, borrowed.
  RuleCaller(const Rule& rule, const eval::Inputs& inputs, std::span<const layout::Cell> moments);
  ~RuleCaller();
  RuleCaller(const RuleCaller&) = delete;
  RuleCaller& operator=(const RuleCaller&) = delete;

  // A null row has no tags.
  [[nodiscard]] Truth judge(const std::byte* row) {
    if (++uncounted_ == kCountedAtOnce) look_again();
    if (native_ == nullptr || row == nullptr) return evaluate(row);
    frame_.tags = row;
    return static_cast<Truth>(native_->predicate(&frame_));
  }

 private:
  static constexpr std::uint64_t kCountedAtOnce = 1'024;

  // Counts, and takes what has been compiled meanwhile.
  void look_again();
  [[nodiscard]] Truth evaluate(const std::byte* row);

  const Rule& rule_;
  eval::Inputs inputs_;
  std::span<const layout::Cell> moments_;
  const Rule::Native* native_ = nullptr;
  layout::Frame frame_;
  std::uint64_t uncounted_ = 0;
};

}  // namespace wend::engine
