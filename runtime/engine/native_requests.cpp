// Which conditions a program has, and with which events each of them is judged.
#include <algorithm>
#include <set>
#include <tuple>

#include "compiler/ir/steps.hpp"
#include "runtime/engine/native_predicates.hpp"

namespace wend::engine {
namespace {

class Collector {
 public:
  Collector(const ir::Program& program, const layout::RowLayout& tags, std::span<const layout::RowLayout> events)
      : program_(program), tags_(tags), events_(events) {}

  std::vector<layout::NativeRequest> collect() {
    for (const ir::Segment& segment : program_.segments) add(segment.condition, {});
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

  void add(ir::ExpressionId condition, const Slots& slots) {
    if (condition == ir::kNone) return;
    const ir::Uses uses = ir::uses(program_, std::span(&condition, 1));
    const auto used = [&](ir::Slot slot, const layout::RowLayout* event) {
      return std::ranges::binary_search(uses.slots, slot) ? event : nullptr;
    };
    const layout::RowLayout* matched = used(ir::Slot::matched, slots.matched);
    const layout::RowLayout* entered = used(ir::Slot::entered, slots.entered);
    if (!seen_.emplace(condition, matched, entered).second) return;
    layout::NativeRequest request{.condition = condition, .tags = &tags_};
    request.events[static_cast<std::size_t>(ir::Slot::matched)] = matched;
    request.events[static_cast<std::size_t>(ir::Slot::entered)] = entered;
    requests_.push_back(request);
  }

  void add(const ir::Pattern& pattern, const layout::RowLayout* entered) {
    add(pattern.where, {layout_of(pattern.event), entered});
    add(pattern.when, {layout_of(pattern.event), entered});
  }

  void add(const ir::Journey& journey) {
    const layout::RowLayout* entered = journey.has_entry_event ? layout_of(journey.entry_event) : nullptr;
    add(journey.for_segment, {nullptr, entered});
    add(journey.when, {nullptr, entered});
    add(journey.exit_when, {nullptr, entered});
    for (const ir::PatternIndex pattern : journey.on) add(program_.patterns[pattern], entered);
    for (const ir::PatternIndex pattern : journey.exit_on) add(program_.patterns[pattern], entered);
    for (const ir::JourneyGoal& goal : journey.goals) add(program_.patterns[goal.pattern], entered);
    for (const ir::Step& step : journey.steps) add(step, entered);
  }

  void add(const ir::Step& step, const layout::RowLayout* entered) {
    for (const ir::PatternIndex pattern : ir::patterns_of(step)) add(program_.patterns[pattern], entered);
    const auto* choose = std::get_if<ir::Choose>(&step.action);
    if (choose == nullptr) return;
    for (const ir::Choose::Branch& branch : choose->branches) add(branch.condition, {nullptr, entered});
  }

  void add(const ir::Policy& policy) {
    for (const ir::Consent& consent : policy.consent) add(consent.condition, {});
    add(policy.sensitive_requires, {});
  }

  const ir::Program& program_;
  const layout::RowLayout& tags_;
  std::span<const layout::RowLayout> events_;
  std::vector<layout::NativeRequest> requests_;
  std::set<std::tuple<ir::ExpressionId, const layout::RowLayout*, const layout::RowLayout*>> seen_;
};

}  // namespace

std::vector<layout::NativeRequest> requests_of(const ir::Program& program, const layout::RowLayout& tags,
                                               std::span<const layout::RowLayout> events) {
  return Collector(program, tags, events).collect();
}

}  // namespace wend::engine
