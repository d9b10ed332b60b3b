// A program made ready to run: what `step` looks up, worked out once for all customers.
//
// A Plan is made when a program is published, never changes, and may be shared by any number of threads. Besides the
// current program it carries the journeys of earlier ones on which customers still rest: an instance stays on the
// version that it entered. All programs in a plan share one schema.
//
//     Result<Plan> plan = Plan::make(program);
//     Outcome outcome = step(*plan, "2873", state, inputs);
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/row_layout.hpp"
#include "runtime/history/need.hpp"
#include "runtime/journey/predicates.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/result.hpp"

namespace wend::journey {

// The bounds that keep a customer's state finite.
struct Limits {
  // Events remembered for each event type; past it windows that reach before the oldest kept are unknown.
  std::uint32_t events = 1024;
  // Ids of applied events remembered against a second delivery; past it the oldest are forgotten first.
  std::uint32_t ids = 256;
};

// A journey of an earlier program on which some customer still rests.
struct Retired {
  std::shared_ptr<const ir::Program> program;
  std::uint32_t journey = 0;  // position in program->journeys
};

// One journey as it runs. Borrowed from its program, which the plan keeps alive.
struct PlannedJourney {
  const ir::Program* program = nullptr;
  const ir::Journey* journey = nullptr;
  std::uint64_t name_hash = 0;          // of the name: entries, whatever the version, are counted under it
  bool current = false;                 // of the current program: may be entered
  layout::RowLayout entry_row;          // the fields of the entering event that the journey reads
  bool exit_moves = false;              // `exit when` may turn true by time alone
  std::vector<std::uint32_t> policies;  // those of the current program whose control group the journey's purpose heeds
};

// A pattern `no EVENT … for D` whose silence is counted for the customer, in the order of the program.
struct PlannedAbsence {
  const ir::Program* program = nullptr;
  ir::PatternIndex pattern = 0;
  std::uint64_t definition = 0;  // hash of event, condition and span: a renamed trigger keeps its silence
};

class Plan {
 public:
  // An error where the schema's zone is unknown to the system or a retired journey is of another schema.
  [[nodiscard]] static Result<Plan> make(std::shared_ptr<const ir::Program> program,
                                         const std::vector<Retired>& retired = {}, const Limits& limits = {});

  [[nodiscard]] const ir::Program& program() const { return *program_; }
  [[nodiscard]] const schema::Schema& schema() const { return *program_->schema; }
  [[nodiscard]] const Zone& zone() const { return zone_; }
  [[nodiscard]] const Limits& limits() const { return limits_; }

  // The tags that some program of the plan reads, as they lie in the state, and a row in which all are missing.
  [[nodiscard]] const layout::RowLayout& tags() const { return tags_; }
  [[nodiscard]] const std::vector<std::byte>& no_tags() const { return no_tags_; }
  // All fields of an event, as readers should hand them in: rows of this very layout are copied, others converted.
  [[nodiscard]] const layout::RowLayout& event(schema::EventIndex type) const { return events_[type]; }
  [[nodiscard]] const std::vector<history::Need>& history() const { return history_; }

  // The current program's journeys in its order, then the retired.
  [[nodiscard]] const std::vector<PlannedJourney>& journeys() const { return journeys_; }
  [[nodiscard]] const std::vector<PlannedAbsence>& absences() const { return absences_; }
  // Positions of current journeys in the order in which they are entered: priority, name.
  [[nodiscard]] const std::vector<std::uint32_t>& by_priority() const { return by_priority_; }
  // How long ids are remembered and late events still fire triggers, before an instant.
  [[nodiscard]] Instant lateness_before(Instant now) const;

  // Of everything that a state's meaning rests on. A state made under another plan must be migrated first.
  [[nodiscard]] std::uint64_t fingerprint() const { return fingerprint_; }

 private:
  friend class PlanBuilder;
  explicit Plan(const Zone& zone) : zone_(zone) {}

  std::shared_ptr<const ir::Program> program_;
  std::vector<std::shared_ptr<const ir::Program>> retired_;
  Zone zone_;
  Limits limits_;
  layout::RowLayout tags_;
  std::vector<std::byte> no_tags_;
  std::vector<layout::RowLayout> events_;
  std::vector<history::Need> history_;
  std::vector<PlannedJourney> journeys_;
  std::vector<PlannedAbsence> absences_;
  std::vector<std::uint32_t> by_priority_;
  std::uint64_t fingerprint_ = 0;
};

}  // namespace wend::journey
