// One call of step while it runs: the customer's memory, what has been decided, and what conditions are judged with.
#pragma once

#include <string_view>

#include "runtime/eval/records.hpp"
#include "runtime/journey/before.hpp"
#include "runtime/journey/memory.hpp"
#include "runtime/journey/step.hpp"

namespace wend::journey {

// The events of a sequence, by their places in it; null where there is none.
class StageEvents {
 public:
  StageEvents() = default;
  StageEvents(const PlannedWatch& planned, const Run& run);
  [[nodiscard]] const eval::Event* at(std::size_t stage) const { return is_there_[stage] ? &events_[stage] : nullptr; }

 private:
  std::array<eval::Event, ir::kMostStages> events_{};
  std::array<bool, ir::kMostStages> is_there_{};
};

// A watch that came to its end: a silence was long enough, a sequence is complete, a schedule's instant has come.
struct Fulfilled {
  enum class Keeper : std::uint8_t { customer, instance, wait, repeat };
  Keeper keeper = Keeper::customer;
  std::uint64_t instance = 0;  // its serial, where an instance, its wait or its repeated part kept the watch
  const PlannedWatch* watch = nullptr;
  StageEvents events = {};  // of a sequence
};

// What patterns are matched with: an event that came, tags that changed, time that came; and the watches that it
// fulfilled.
struct Occurrence {
  const eval::Event* event = nullptr;
  // Of an outcome that says which effect it answers: how it looks to all instances but the one whose effect that is
  // (its serial; 0: none's), for which alone it answers a message.
  const eval::Event* to_others = nullptr;
  std::uint64_t answered = 0;
  std::span<const Fulfilled> fulfilled = {};
  // What was so before, for patterns of change; null: nothing changes.
  const Before* before = nullptr;
  // What it may set off in the current program.
  const Heard* heard = nullptr;
  // The event's own time, or when time fulfilled a watch.
  Instant time = 0;
  // Too late to fire triggers and to enter journeys.
  bool stale = false;
};

// How an occurrence came to be what a pattern asks for.
struct Match {
  const ir::Pattern* pattern = nullptr;  // the alternative that occurred
  const eval::Event* event = nullptr;    // that came, where the pattern asks for one event
  StageEvents stages;                    // of a sequence

  // The last event that came, which `event.x` speaks of; null where there is none.
  [[nodiscard]] const eval::Event* last() const;
};

// The events that an instance has names for: the one that entered it, and Journey::named; and its records: the one that
// keys it, and those that the `each` steps around it are at.
struct Entered {
  const eval::Event* event = nullptr;
  std::array<const eval::Event*, ir::kMostNamed> named{};
  std::array<layout::Row, ir::kFirstElementRecord> records{};
};

// A journey that a step of another one starts, entered once the instant's other work is done.
struct Started {
  std::uint32_t journey = 0;  // position in Plan::journeys
  std::vector<OwnedValue> parameters;
};

class Session {
 public:
  Session(const Plan& of, const Predicates& predicates, std::string_view id, Memory opened)
      : plan(of), customer(id), memory(std::move(opened)), predicates_(predicates), zone_(own_zone()) {}

  // Which events a condition or an expression may read besides history.
  struct View {
    const eval::Event* matched = nullptr;
    const Entered* entered = nullptr;
    const StageEvents* stages = nullptr;
    const eval::Contact* contact = nullptr;
  };
  // Whether the condition is true at the clock; an absent one is.
  [[nodiscard]] bool holds(const ir::Program& program, ir::ExpressionId condition, const View& view);
  [[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition, const View& view);
  [[nodiscard]] Value evaluate(const ir::Program& program, ir::ExpressionId expression, const View& view);
  // What the occurrence may set off now: what it is heard by, or the part of that which is put into `narrowed`.
  [[nodiscard]] const Heard* set_off_by(const Occurrence& occurrence, Heard& narrowed);
  // Finds the points that the event may reach, where so many wait for such an event that it pays.
  void find_points(const Occurrence& came);
  // False: the event does not reach the point with the tags as they are.
  [[nodiscard]] bool may_reach(const eval::Event* event, PointIndex point) const {
    const bool is_found = event == found_for_ && event != nullptr && memory.tags == found_with_;
    return !is_found || point == kNoPoint || open_.is_open(point);
  }
  // The records of a list, one of which after another stands in `slot`.
  [[nodiscard]] eval::RecordCursor records(const ir::Program& program, ir::ExpressionId list, std::uint32_t slot,
                                           const View& view);
  // The same as it was before, at the same clock.
  [[nodiscard]] Truth judge_before(const ir::Program& program, ir::ExpressionId condition, const View& view,
                                   const Before& before);
  [[nodiscard]] Value evaluate_before(const ir::Program& program, ir::ExpressionId expression, const View& view,
                                      const Before& before);

  // The customer's own time zone where the schema names a tag for it and this holds one's name; else the schema's.
  [[nodiscard]] const Zone& zone() const { return zone_; }
  // The tags have changed. Whether the customer's clock is another now.
  bool refresh_zone();

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
  [[nodiscard]] Zone own_zone() const;
  [[nodiscard]] eval::Inputs inputs(const View& view);
  [[nodiscard]] eval::Inputs inputs_before(const View& view, const Before& before);

  const Predicates& predicates_;
  Zone zone_;
  std::vector<eval::EventLog> history_;  // by event index
  const eval::Event* handled_ = nullptr;
  bool has_history_ = false;
  OpenPoints open_;
  const eval::Event* found_for_ = nullptr;  // the event that open_ is of; null: none
  const std::byte* found_with_ = nullptr;   // and the tags
};

// The events that the instance has names for, for as long as this lives.
class EnteredEvent {
 public:
  EnteredEvent(const Session& session, const Instance& instance);
  EnteredEvent(const EnteredEvent&) = delete;
  EnteredEvent& operator=(const EnteredEvent&) = delete;
  [[nodiscard]] const Entered* get() const { return &entered_; }

 private:
  eval::Event event_;
  std::array<eval::Event, ir::kMostNamed> named_;
  Entered entered_;
};

}  // namespace wend::journey
