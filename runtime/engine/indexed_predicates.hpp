// Which triggers and journeys an event may set off, out of many, by an index of their conditions (runtime/match).
//
//     const std::unique_ptr<const PlanIndex> index = PlanIndex::make(plan);
//     journey::step(*plan, IndexedPredicates(predicates, index.get()), customer, state, inputs);
//
// The index is of the conditions that patterns of single events have, as far as the event's fields and the tags decide
// them; what else a condition asks is left open, and judged for those that remain. A pattern of another kind is always
// judged. Event types that few are interested in have no index: asking each of them is quicker.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "runtime/journey/plan.hpp"
#include "runtime/journey/predicates.hpp"
#include "runtime/match/event_rules.hpp"

namespace wend::engine {

// For one thread, and for the plan's life.
class PlanIndex {
 public:
  // Null where no event type has so many that it pays.
  [[nodiscard]] static std::unique_ptr<const PlanIndex> make(std::shared_ptr<const journey::Plan> plan);

  // As journey::Predicates::narrow.
  [[nodiscard]] bool narrow(const journey::Plan& plan, const eval::Inputs& inputs, journey::Heard& narrowed) const;

 private:
  // A rule for each pattern of one event; a position counts the triggers and then the journeys that hear of the event.
  struct OfEvent {
    match::EventSnapshot rules;
    std::vector<std::uint32_t> positions;  // by rule
    std::vector<std::uint32_t> always;     // have a pattern that the event alone does not decide
  };

  PlanIndex() = default;
  void add(schema::EventIndex event);

  std::shared_ptr<const journey::Plan> plan_;
  std::vector<std::optional<OfEvent>> events_;
  mutable match::Search search_;
  mutable std::vector<std::uint32_t> found_;
};

// Judges as `predicates` do, and narrows by the index; borrows both.
class IndexedPredicates final : public journey::Predicates {
 public:
  IndexedPredicates(const journey::Predicates& predicates, const PlanIndex* index)
      : predicates_(predicates), index_(index) {}

  [[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition,
                            const eval::Inputs& inputs) const override {
    return predicates_.judge(program, condition, inputs);
  }
  [[nodiscard]] bool narrow(const journey::Plan& plan, const eval::Inputs& inputs,
                            journey::Heard& narrowed) const override {
    return index_ != nullptr && index_->narrow(plan, inputs, narrowed);
  }

 private:
  const journey::Predicates& predicates_;
  const PlanIndex* index_;
};

}  // namespace wend::engine
