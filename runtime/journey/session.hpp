// One call of step while it runs: the customer's memory, what has been decided, and what conditions are judged with.
#pragma once

#include <string_view>

#include "runtime/journey/before.hpp"
#include "runtime/journey/memory.hpp"
#include "runtime/journey/step.hpp"

namespace wend::journey {

// What patterns are matched with: an event that came, a silence that became as long as a pattern asks, tags that
// changed.
struct Occurrence {
  const eval::Event* event = nullptr;
  // Of an outcome that says which effect it answers: how it looks to all instances but the one whose effect that is
  // (null: none's), for which alone it answers a message.
  const eval::Event* to_others = nullptr;
  const Instance* answered = nullptr;
  // Of a silence: the pattern, and the instance that counted it; null: the customer's own.
  const ir::Program* program = nullptr;
  ir::PatternIndex pattern = 0;
  const Instance* owner = nullptr;
  // What was so before, for patterns of change; null: nothing changes.
  const Before* before = nullptr;
  // What it may set off in the current program.
  const Plan::Heard* heard = nullptr;
  // The event's own time, or when the silence was long enough.
  Instant time = 0;
  // Too late to fire triggers and to enter journeys.
  bool stale = false;
};

// A journey that a step of another one starts, entered once the instant's other work is done.
struct Started {
  std::uint32_t journey = 0;  // position in Plan::journeys
  std::vector<OwnedValue> parameters;
};

class Session {
 public:
  Session(const Plan& of, const Predicates& predicates, std::string_view id, Memory opened)
      : plan(of), customer(id), memory(std::move(opened)), predicates_(predicates) {}

  // Which events a condition or an expression may read besides history.
  struct View {
    const eval::Event* matched = nullptr;
    const eval::Event* entered = nullptr;
    const eval::Contact* contact = nullptr;
  };
  // Whether the condition is true at the clock; an absent one is.
  [[nodiscard]] bool holds(const ir::Program& program, ir::ExpressionId condition, const View& view);
  [[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition, const View& view);
  [[nodiscard]] Value evaluate(const ir::Program& program, ir::ExpressionId expression, const View& view);
  // The same as it was before, at the same clock.
  [[nodiscard]] Truth judge_before(const ir::Program& program, ir::ExpressionId condition, const View& view,
                                   const Before& before);
  [[nodiscard]] Value evaluate_before(const ir::Program& program, ir::ExpressionId expression, const View& view,
                                      const Before& before);

  // History has changed, and this is the event being handled (null: none).
  void refresh_history(const eval::Event* handled);
  [[nodiscard]] const std::vector<eval::EventLog>& history() const { return history_; }

  const Plan& plan;
  std::string_view customer;
  Memory memory;
  Outcome outcome;
  // The tags before the first `set` step whose changes are still to fire; null: there is none.
  const std::byte* unsettled_tags = nullptr;
  Witness* witness = nullptr;  // who is told which way instances go; null: nobody

  // What steps leave to be done once the instant's other work is: see settle.
  std::vector<Started> started;
  std::size_t starts = 0;  // since it was last settled

 private:
  [[nodiscard]] eval::Inputs inputs(const View& view);
  [[nodiscard]] eval::Inputs inputs_before(const View& view, const Before& before);

  const Predicates& predicates_;
  std::vector<eval::EventLog> history_;  // by event index
  const eval::Event* handled_ = nullptr;
  bool has_history_ = false;
};

// The event that entered the instance, for as long as this lives; none where a silence did, or none is read.
class EnteredEvent {
 public:
  EnteredEvent(const Session& session, const Instance& instance);
  [[nodiscard]] const eval::Event* get() const { return is_there_ ? &event_ : nullptr; }

 private:
  eval::Event event_;
  bool is_there_ = false;
};

}  // namespace wend::journey
