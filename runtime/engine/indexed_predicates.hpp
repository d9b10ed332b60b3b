// Which triggers and journeys an event may set off, and which points where journeys wait it may reach, out of many: by
// indexes of their conditions (runtime/match).
//
//     const std::unique_ptr<const PlanIndex> index = PlanIndex::make(plan);
//     journey::step(*plan, IndexedPredicates(predicates, index.get()), customer, state, inputs);
//
// The indexes are of the conditions that patterns of single events have, as far as the event's fields and the tags
// decide them; what else a condition asks (history, what the instance remembers of its entry, its records) is left
// open, and judged for those that remain. A pattern of another kind is always judged. What a trigger hears of by a
// sequence is not in the index, but the parts of the sequence are points.
//
// An event type that few triggers and journeys are interested in has no index of them: asking each is quicker. Whether
// the points are searched is decided for each event by how many wait for it: a customer at rest in a few journeys asks
// those, and pays nothing for the thousands of points of others.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "runtime/journey/plan.hpp"
#include "runtime/journey/predicates.hpp"
#include "runtime/match/event_rules.hpp"

namespace wend::engine {

// Where searching begins to pay (bench_engine, bench_waits).
struct IndexThresholds {
  // So many triggers and journeys of one event type are judged one by one.
  std::size_t triggers = 16;
  // So many that wait for an event are asked one by one,
  std::size_t waiting = 4;
  // and one more for each so many points that the search is among.
  std::size_t points_for_each = 512;
};

// For one thread, and for the plan's life.
class PlanIndex {
 public:
  // Null where there is nothing to search.
  [[nodiscard]] static std::unique_ptr<const PlanIndex> make(std::shared_ptr<const journey::Plan> plan,
                                                             const IndexThresholds& thresholds = {});

  // As journey::Predicates::narrow.
  [[nodiscard]] bool narrow(const journey::Plan& plan, const eval::Inputs& inputs, journey::Heard& narrowed) const;
  // As those of journey::Predicates.
  [[nodiscard]] bool finds_points(const journey::Plan& plan, schema::EventIndex type, std::size_t waiting) const;
  void find_points(const journey::Plan& plan, const eval::Inputs& inputs, journey::OpenPoints& open) const;

 private:
  // A rule for each pattern of one event; a position counts the triggers and then the journeys that hear of the event.
  struct OfEvent {
    match::EventSnapshot rules;
    std::vector<std::uint32_t> positions;  // by rule
    std::vector<std::uint32_t> always;     // have a pattern that the event alone does not decide
  };

  // A rule for each point of the event's type that has a condition.
  struct PointsOf {
    match::EventSnapshot rules;
    std::vector<journey::PointIndex> points;  // by rule
    std::vector<journey::PointIndex> always;  // have no condition
  };

  PlanIndex(std::shared_ptr<const journey::Plan> plan, const IndexThresholds& thresholds);
  void add(schema::EventIndex event);
  void add_points(schema::EventIndex event);
  // Of the plan's program, or of an earlier one: it belongs to the plan, which is kept.
  [[nodiscard]] std::shared_ptr<const ir::Program> kept(const ir::Program& program) const { return {plan_, &program}; }

  std::shared_ptr<const journey::Plan> plan_;
  IndexThresholds thresholds_;
  std::vector<std::optional<OfEvent>> events_;
  std::vector<std::optional<PointsOf>> points_;  // by event
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
  [[nodiscard]] bool holds(const ir::Program& program, ir::ExpressionId condition,
                           const eval::Inputs& inputs) const override {
    return predicates_.holds(program, condition, inputs);
  }
  [[nodiscard]] bool narrow(const journey::Plan& plan, const eval::Inputs& inputs,
                            journey::Heard& narrowed) const override {
    return index_ != nullptr && index_->narrow(plan, inputs, narrowed);
  }
  [[nodiscard]] bool finds_points(const journey::Plan& plan, schema::EventIndex type,
                                  std::size_t waiting) const override {
    return index_ != nullptr && index_->finds_points(plan, type, waiting);
  }
  void find_points(const journey::Plan& plan, const eval::Inputs& inputs, journey::OpenPoints& open) const override {
    index_->find_points(plan, inputs, open);
  }

 private:
  const journey::Predicates& predicates_;
  const PlanIndex* index_;
};

}  // namespace wend::engine
