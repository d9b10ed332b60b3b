// Which conditions a program has, and with which events each of them is judged.
#include <algorithm>
#include <map>
#include <tuple>

#include "compiler/ir/patterns.hpp"
#include "runtime/engine/native_predicates.hpp"

namespace wend::engine {
namespace {

using layout::NativeAnswer;

class Collector {
 public:
  Collector(const ir::Program& program, const layout::RowLayout& tags, std::span<const layout::RowLayout> events)
      : program_(program), tags_(tags), events_(events) {}

  std::vector<layout::NativeRequest> collect() {
    for (const ir::Segment& segment : program_.segments) add(segment.condition, NativeAnswer::holds, {});
    for (const ir::Pattern& pattern : program_.patterns) add(pattern, nullptr);
    for (const ir::Journey& journey : program_.journeys) add(journey);
    for (const ir::Policy& policy : program_.policies) add(policy);
    return std::move(requests_);
  }

 private:
  struct Slots {
    const layout::RowLayout* matched = nullptr;
    const layout::RowLayout* entered = nullptr;
  };

  [[nodiscard]] const layout::RowLayout* layout_of(schema::EventIndex event) const {
    return event < events_.size() ? &events_[event] : nullptr;
  }

  // Where one asks for the truth and another whether it holds, both are told the truth.
  void add(ir::ExpressionId condition, NativeAnswer answer, const Slots& slots) {
    if (condition == ir::kNone) return;
    const ir::Uses uses = ir::uses(program_, std::span(&condition, 1));
    if (answer == NativeAnswer::holds) answer = answer_where_truth_counts(program_, condition);
    const auto used = [&](ir::Slot slot, const layout::RowLayout* event) {
      return std::ranges::binary_search(uses.slots, slot) ? event : nullptr;
    };
    const layout::RowLayout* matched = used(ir::Slot::matched, slots.matched);
    const layout::RowLayout* entered = used(ir::Slot::entered, slots.entered);
    const auto [seen, added] = seen_.try_emplace({condition, matched, entered}, requests_.size());
    if (!added) {
      if (answer == NativeAnswer::truth) requests_[seen->second].answer = answer;
      return;
    }
    layout::NativeRequest request{.condition = condition, .tags = &tags_, .events = {}, .answer = answer};
    request.events[static_cast<std::size_t>(ir::Slot::matched)] = matched;
    request.events[static_cast<std::size_t>(ir::Slot::entered)] = entered;
    requests_.push_back(request);
  }

  void add(const ir::Pattern& pattern, const layout::RowLayout* entered) {
    add(pattern.where, NativeAnswer::holds, {layout_of(pattern.event), entered});
    add(pattern.when, NativeAnswer::holds, {layout_of(pattern.event), entered});
    // What was unknown before has not turned true.
    add(pattern.change.condition, NativeAnswer::truth, {nullptr, entered});
  }
  // What a sequence asks of its events reads rows of its own, and is left to the reference.
  void add_leaves(ir::PatternIndex pattern, const layout::RowLayout* entered) {
    for (const ir::PatternIndex leaf : ir::leaves(program_, pattern)) add(program_.patterns[leaf], entered);
  }

  void add(const ir::Journey& journey) {
    const layout::RowLayout* entered = journey.has_entry_event ? layout_of(journey.entry_event) : nullptr;
    add(journey.for_segment, NativeAnswer::holds, {nullptr, entered});
    add(journey.when, NativeAnswer::holds, {nullptr, entered});
    add(journey.exit_when, NativeAnswer::holds, {nullptr, entered});
    for (const ir::PatternIndex pattern : journey.on) add_leaves(pattern, entered);
    for (const ir::PatternIndex pattern : journey.exit_on) add_leaves(pattern, entered);
    for (const ir::JourneyGoal& goal : journey.goals) add_leaves(goal.pattern, entered);
    for (const ir::Step& step : journey.steps) add(step, entered);
  }

  void add(const ir::Step& step, const layout::RowLayout* entered) {
    for (const ir::PatternIndex pattern : ir::awaited(step)) add_leaves(pattern, entered);
    const auto* choose = std::get_if<ir::Choose>(&step.action);
    if (choose == nullptr) return;
    const NativeAnswer answer = choose->unknown == choose->otherwise ? NativeAnswer::holds : NativeAnswer::truth;
    for (const ir::Choose::Branch& branch : choose->branches) add(branch.condition, answer, {nullptr, entered});
  }

  void add(const ir::Policy& policy) {
    for (const ir::Consent& consent : policy.consent) add(consent.condition, NativeAnswer::holds, {});
    add(policy.sensitive_requires, NativeAnswer::holds, {});
  }

  const ir::Program& program_;
  const layout::RowLayout& tags_;
  std::span<const layout::RowLayout> events_;
  std::vector<layout::NativeRequest> requests_;
  // Where in the requests.
  std::map<std::tuple<ir::ExpressionId, const layout::RowLayout*, const layout::RowLayout*>, std::size_t> seen_;
};

}  // namespace

std::vector<layout::NativeRequest> requests_of(const ir::Program& program, const layout::RowLayout& tags,
                                               std::span<const layout::RowLayout> events) {
  return Collector(program, tags, events).collect();
}

}  // namespace wend::engine
