// A program made ready to run: what `step` looks up, worked out once for all customers.
//
// A Plan is made when a program is published, never changes, and may be shared by any number of threads. Besides the
// current program it carries the journeys of earlier ones on which customers still rest: an instance stays on the
// version that it entered. All programs in a plan share one schema.
//
//     Result<Plan> plan = Plan::make(program);
//     Result<Outcome> outcome = step(*plan, predicates, "2873", state, inputs);
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/row_layout.hpp"
#include "runtime/history/need.hpp"
#include "runtime/journey/heard.hpp"
#include "runtime/journey/points.hpp"
#include "runtime/journey/predicates.hpp"
#include "runtime/journey/turning.hpp"
#include "runtime/lists/name_list.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/result.hpp"

namespace wend::journey {

// The bounds that keep a customer's state finite.
struct Limits {
  // Events remembered for each event type; past it windows that reach before the oldest kept are unknown.
  std::uint32_t events = 1024;
  // Ids of applied events remembered against a second delivery; past it the oldest are forgotten first.
  std::uint32_t ids = 256;
  // Contacts remembered for each policy that counts them; past it a further one is kept out as by the cap.
  std::uint32_t contacts = 1024;
  // How far back an input makes up for the instants of a schedule that it leaps over; older ones are passed by.
  Microseconds catch_up = 366 * kDay;
};

// A journey of an earlier program on which some customer still rests.
struct Retired {
  std::shared_ptr<const ir::Program> program;
  std::uint32_t journey = 0;  // position in program->journeys
};

// A pattern that takes time (an absence, a sequence, a schedule) and what is kept for it.
struct PlannedWatch {
  const ir::Program* program = nullptr;
  ir::PatternIndex pattern = 0;
  std::uint64_t definition = 0;         // see watch_definition
  std::vector<layout::RowLayout> rows;  // of a sequence, by its parts: the fields of the event that are read later
  std::vector<std::vector<schema::FieldIndex>> fields;  // which these are
  Heard heard;                                          // what it sets off when it is time that fulfils it
  PointIndex first_point = kNoPoint;                    // where its events are asked for

  [[nodiscard]] const ir::Pattern& asked() const { return program->patterns[pattern]; }
};

// A metric that a journey measures.
struct PlannedMeasure {
  const ir::Metric* metric = nullptr;
  layout::RowLayout row;         // of its samples, which its value reads
  std::uint64_t definition = 0;  // hash of what it measures: a renamed metric is the same
};

// One journey as it runs; `journey` lies in `program`.
struct PlannedJourney {
  std::shared_ptr<const ir::Program> program;
  const ir::Journey* journey = nullptr;
  std::uint64_t name_hash = 0;                // of the name: entries, whatever the version, are counted under it
  bool current = false;                       // of the current program, its newest version: may be entered
  layout::RowLayout entry_row;                // the fields of the entering event that it reads, then ir::Journey::kept
  std::vector<layout::RowLayout> named_rows;  // by Journey::named: the fields that it reads of each
  Turning exit_turns;                         // what makes `exit when` turn by time alone
  std::vector<PlannedWatch> own;              // what each instance counts for itself, from its entry
  std::vector<std::vector<PlannedWatch>> awaited;      // by step: what a wait counts from its beginning
  std::vector<PlannedMeasure> measures = {};           // by ir::Journey::measures
  std::vector<ir::StepIndex> loop_steps = {};          // by ir::Repeat::loop and ir::Each::loop: the step
  std::vector<std::vector<PlannedWatch>> untils = {};  // by ir::Repeat::loop: what it counts from its first time
  std::vector<layout::RowLayout> items = {};           // by ir::Each::loop: the records that it goes through
  std::size_t most_steps = 0;                          // that may run without a rest
  layout::RowLayout key_record = {};                   // of ir::InstanceKey::list; without fields where there is none
  std::size_t points = 0;                              // of its program: the table in Plan::points
};

// Where an outcome event says which message it answers, and which effect.
struct OutcomeFields {
  schema::FieldIndex message = 0;
  schema::FieldIndex effect = 0;
};

// A policy of the current program; `policy` lies in it.
struct PlannedPolicy {
  const ir::Policy* policy = nullptr;
  std::uint64_t name_hash = 0;
  std::uint64_t counted = 0;  // what its caps count: policies that count the same share what is remembered
};

class Plan {
 public:
  // An error where the schema's zone is unknown to the system or a retired journey is of another schema.
  [[nodiscard]] static Result<Plan> make(std::shared_ptr<const ir::Program> program,
                                         const std::vector<Retired>& retired = {}, const Limits& limits = {},
                                         std::shared_ptr<const lists::NameLists> name_lists = {});

  [[nodiscard]] const ir::Program& program() const { return *program_; }
  [[nodiscard]] const schema::Schema& schema() const { return *program_->schema; }
  [[nodiscard]] const Zone& zone() const { return zone_; }
  [[nodiscard]] const Limits& limits() const { return limits_; }
  // Who is on the schema's lists; null where none is there. A new edition of a list is a new plan.
  [[nodiscard]] const lists::NameLists* name_lists() const { return name_lists_.get(); }

  // The tags that some program of the plan reads, as they lie in the state, and a row in which all are missing.
  [[nodiscard]] const layout::RowLayout& tags() const { return tags_; }
  [[nodiscard]] const std::vector<std::byte>& no_tags() const { return no_tags_; }
  // All fields of an event, as readers should hand them in: rows of this very layout are copied, others converted.
  [[nodiscard]] const layout::RowLayout& event(schema::EventIndex type) const { return events_[type]; }
  [[nodiscard]] const std::vector<history::Need>& history() const { return history_; }

  using Heard = journey::Heard;
  // Of the current program, what an event of the type may set off.
  [[nodiscard]] const Heard& heard(schema::EventIndex type) const { return heard_[type]; }
  // The same for a tag that changes, and the tags for which there is something: sorted.
  [[nodiscard]] const Heard& heard_change(schema::TagIndex tag) const { return heard_changes_[tag]; }
  [[nodiscard]] const std::vector<schema::TagIndex>& watched_tags() const { return watched_tags_; }
  // Puts what was included from several in the order in which it happens, each once.
  void put_in_order(Heard& heard) const;
  // Whether an event of the type may change what a pattern asks of history: `purchases rises above 3`.
  [[nodiscard]] bool may_change(schema::EventIndex type) const { return may_change_[type]; }
  // Nothing for events that are no outcomes.
  [[nodiscard]] const std::optional<OutcomeFields>& outcome(schema::EventIndex type) const { return outcomes_[type]; }

  // The current program's journeys in its order, then the retired.
  [[nodiscard]] const std::vector<PlannedJourney>& journeys() const { return journeys_; }
  // What is kept for the customer, shared by all patterns of one definition.
  [[nodiscard]] const std::vector<PlannedWatch>& watches() const { return watches_; }
  // The one of them that a pattern of one of the plan's programs asks for; null where it asks for none.
  [[nodiscard]] const PlannedWatch* watch_of(const ir::Program& program, ir::PatternIndex pattern) const;
  // Where events are asked for by instances of its journeys and by its watches.
  [[nodiscard]] const Points& points() const { return points_; }
  // Whether an instance of the journey, by its position in journeys(), may ask for an event of the type.
  [[nodiscard]] bool waits_for(std::size_t journey, schema::EventIndex type) const { return waits_for_[type][journey]; }
  // In the order of the program.
  [[nodiscard]] const std::vector<PlannedPolicy>& policies() const { return policies_; }

  // Whether an event of that time still fires triggers at `now`.
  [[nodiscard]] bool is_in_time(Instant event, Instant now) const;
  // The schema's lateness, months taken as 31 days: how long ids and ended instances are remembered.
  [[nodiscard]] Microseconds lateness() const { return lateness_; }

  // A hash of everything that a state's meaning rests on. A state made under another plan must be migrated first.
  [[nodiscard]] std::uint64_t fingerprint() const { return fingerprint_; }

 private:
  friend class PlanBuilder;
  explicit Plan(const Zone& zone) : zone_(zone) {}

  std::shared_ptr<const ir::Program> program_;
  Zone zone_;
  Limits limits_;
  std::shared_ptr<const lists::NameLists> name_lists_;
  layout::RowLayout tags_;
  std::vector<std::byte> no_tags_;
  std::vector<layout::RowLayout> events_;
  std::vector<std::optional<OutcomeFields>> outcomes_;
  std::vector<history::Need> history_;
  std::vector<PlannedJourney> journeys_;
  std::vector<PlannedWatch> watches_;
  // By program and pattern: positions in watches_, kNoWatch where there is none.
  std::vector<std::pair<const ir::Program*, std::vector<std::uint32_t>>> watch_positions_;
  Points points_;
  std::vector<std::vector<bool>> waits_for_;  // by event and journey
  std::vector<PlannedPolicy> policies_;
  std::vector<Heard> heard_;
  std::vector<Heard> heard_changes_;  // by tag
  std::vector<schema::TagIndex> watched_tags_;
  std::vector<bool> may_change_;              // by event
  std::vector<std::uint32_t> journey_ranks_;  // by journey of the current program
  Microseconds lateness_ = 0;
  std::uint64_t fingerprint_ = 0;
};

}  // namespace wend::journey
