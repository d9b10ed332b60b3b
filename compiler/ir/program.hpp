// A checked program: everything right of the checker sees this and nothing left of it.
//
// A Program is plain data, built by the checker through ir/builder.hpp and then never changed; it may be shared by any
// number of threads. Everything refers to everything by position. Where an ExpressionId may be absent it is kNone.
// Conditions hold only where they are true: unknown is not enough.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "compiler/ir/expression.hpp"
#include "compiler/ir/heads.hpp"
#include "compiler/ir/metric.hpp"
#include "compiler/ir/policy.hpp"
#include "compiler/ir/span.hpp"
#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/schedule.hpp"
#include "runtime/value/value.hpp"

namespace wend::ir {

struct Constant {
  Type type;
  OwnedValue value;
  friend bool operator==(const Constant&, const Constant&) = default;
};

// A point in time that depends on now and the zone alone, so that it is computed once for many customers.
// As a date: the base's local date, plus the period. As a time (`as_time`): for `now` the instant plus the period
// plus the duration; for the others the first instant of that date, plus the duration.
struct Moment {
  enum class Base : std::uint8_t { now, today, week, month, year };  // the start of this week, month, year
  Base base = Base::today;
  Period offset;
  Microseconds duration = 0;
  bool as_time = false;
  friend bool operator==(const Moment&, const Moment&) = default;
};

enum class Aggregate : std::uint8_t { count, sum, average, min, max, distinct, happened, first, latest, time_since };

// How far before now a window reaches: what a store must keep for it. Unbounded windows keep what the cap allows.
struct Reach {
  bool unbounded = false;
  Period period;
  Microseconds duration = 0;
  friend bool operator==(const Reach&, const Reach&) = default;
};

// An aggregate over a customer's history: `average(earlier deposit.amount where …, last 90 days)`.
// Events count whose time t has from <= t <= until, or from < t <= until where the range is rolling (hours, minutes).
// An event for which `where` is unknown is not counted; aggregates skip missing fields, unless they ask for an event
// (`latest(deposit, today).amount` is of the latest deposit, whether it has an amount or not).
struct Window {
  Aggregate aggregate = Aggregate::count;
  schema::EventIndex event = 0;
  std::optional<schema::FieldIndex> field;
  ExpressionId where = kNone;  // the event is in `slot`
  ExpressionId from = kNone;   // of type time; kNone: from the beginning
  ExpressionId until = kNone;  // of type time; kNone: now
  bool until_exclusive = false;
  bool rolling = false;
  bool earlier = false;         // leaves out the event being handled
  bool of_event = false;        // first, latest: of the event, and then its field
  Slot slot = Slot::candidate;  // Slot::nested where it stands in another window's `where`
  Reach reach;
  Type type;  // of the result
  friend bool operator==(const Window&, const Window&) = default;
};

// What is asked of the records of a list: `any(holdings where maturity in next 7 days)`, `sum(holdings.amount)`.
//
// The contract of lists, for whoever speaks of their records (`each x in LIST`, `per h in LIST`, too):
//   - A list tag is an expression of type list whose `detail` is the schema's list that its records have their fields
//     from. Its value is wend::Records: rows of layout::record_layout, in the list's order, at most kMostRecords.
//   - A record is spoken of through a slot (see expression.hpp): `record_field` reads a field of the record that stands
//     in eval::Inputs::records[slot], and is unknown where none does. Who iterates puts one record after another there
//     and evaluates `where` (eval::RecordCursor does both); who remembers a record keeps the bytes of its row.
//   - In the checker, check::Scope::with_record makes the fields of a list's record bare names, and
//     Scope::name_record gives a record a name (`h.maturity`).
//
// `any`, `every` and `none` are Kleene's over the records. For the others only those records count for which `where` is
// true, and in which `field` is known where there is one. A missing list makes all of them unknown.
struct Selection {
  enum class Aggregate : std::uint8_t { any, every, none, count, sum, average, min, max, one };
  Aggregate aggregate = Aggregate::count;
  ExpressionId list = kNone;                 // of type list
  std::optional<schema::FieldIndex> field;   // of the list's records; `one`, `sum`, `average`, `min`, `max` have it
  ExpressionId where = kNone;                // kNone: every record; the record is in `slot`
  std::uint32_t slot = kFirstElementRecord;  // an element slot, deeper than those of the selections around it
  Type type;                                 // of the result
  friend bool operator==(const Selection&, const Selection&) = default;
};

using PatternIndex = std::uint32_t;

// One part of a sequence: an event, or `then no` such event.
struct Stage {
  bool absent = false;  // never the first
  schema::EventIndex event = 0;
  ExpressionId where = kNone;  // the event is in Slot::matched, those before it in Slot::stage_1 and on
  Span within;                 // counted from the part before; of the first it means nothing
  std::string alias;           // `as v`; empty: none
};

// A tag that changes. Either `value` is set, for `changes` alone: it is compared before and after. Or `condition` is,
// which turns from false to true: `tier >= gold` for `rises to gold`.
struct Change {
  ExpressionId value = kNone;
  ExpressionId condition = kNone;
  bool from_unknown = false;  // `changes to`: also where the condition was unknown
};

// What is waited for or reacted to. Which fields mean something is said by the kind:
//   event     event, where, alias
//   absence   event, where, silence: no such event for so long (exactly one of period and duration is set)
//   sequence  stages (two to kMostStages), keys: runs whose first events agree in these fields belong together
//   change    change
//   schedule  schedule
//   any       alternatives: one of them occurs
struct Pattern {
  enum class Kind : std::uint8_t { event, absence, sequence, change, schedule, any };
  Kind kind = Kind::event;
  schema::EventIndex event = 0;
  ExpressionId where = kNone;  // the event is in Slot::matched; in a journey its entry is in Slot::entered
  ExpressionId when = kNone;   // the customer, and what the pattern itself has names for
  Period silence_period;
  Microseconds silence_duration = 0;
  std::string alias = {};  // `as d`; empty: none
  std::vector<Stage> stages = {};
  std::vector<schema::FieldIndex> keys = {};
  Change change = {};
  Schedule schedule = {};
  std::vector<PatternIndex> alternatives = {};
};

struct DerivedTag {
  std::string name;
  std::string label;
  ExpressionId value = kNone;
};

struct Segment {
  std::string name;
  std::string label;
  ExpressionId condition = kNone;
};

struct Trigger {
  std::string name;
  std::string label;
  PatternIndex pattern = 0;
};

struct Goal {
  std::string name;
  std::string label;
  PatternIndex pattern = 0;
};

struct Argument {
  std::uint32_t parameter = 0;  // position in the template's, task's or benefit's parameters
  ExpressionId value = kNone;
};

using StepIndex = std::uint32_t;

// Steps are flat: each names the step that follows it, kEnd ends the journey.
inline constexpr StepIndex kEnd = std::numeric_limits<StepIndex>::max();

struct Send {
  std::uint32_t channel = 0;
  std::uint32_t message = 0;  // position in the channel's templates
  std::vector<Argument> arguments;
  StepIndex next = kEnd;
};
struct Assign {
  std::uint32_t task = 0;
  std::vector<Argument> arguments;
  StepIndex next = kEnd;
};
// The host owns the budget. Where the author says what follows an answer, the journey rests until one comes: an event
// `granted` or `refused`, of this very grant. Without one it goes on at `next` after kAnswerWithin.
struct Grant {
  std::uint32_t benefit = 0;
  std::vector<Argument> arguments;
  StepIndex next = kEnd;
  bool awaits_answer = false;
  schema::EventIndex granted = 0;
  schema::EventIndex refused = 0;
  StepIndex on_granted = kEnd;
  StepIndex on_refused = kEnd;
};
inline constexpr Period kAnswerWithin{.months = 0, .days = 30, .business_days = 0};

// An offer that waits in an inbound place until the span is over.
struct Place {
  std::uint32_t slot = 0;
  std::uint32_t message = 0;  // position in the slot's templates
  std::vector<Argument> arguments;
  Span lasts;
  StepIndex next = kEnd;
};
// A writable tag takes the value, at once.
struct Set {
  schema::TagIndex tag = 0;
  ExpressionId value = kNone;
  StepIndex next = kEnd;
};
// An event of the customer named by `to`, or of the journey's own.
struct Emit {
  schema::EventIndex event = 0;
  std::vector<Argument> arguments;  // by position in the event's fields
  ExpressionId to = kNone;
  StepIndex next = kEnd;
};
// Another journey of the program, for the same customer.
struct Start {
  std::uint32_t journey = 0;
  std::vector<Argument> arguments;  // by position in the journey's parameters
  StepIndex next = kEnd;
};
struct WaitSpan {
  Span span;
  StepIndex next = kEnd;
};
// Until a moment: a time, or the next time of day (`wait until 09:00`). A past moment goes on, skips or stops.
struct WaitUntil {
  enum class IfPast : std::uint8_t { go_on, skip, stop };
  ExpressionId moment = kNone;  // of type time or date; kNone where time_of_day is set
  std::optional<Microseconds> time_of_day;
  IfPast if_past = IfPast::go_on;
  StepIndex skip_to = kEnd;  // where `skip` goes: past the step after this one
  StepIndex next = kEnd;
};
struct WaitFor {
  PatternIndex pattern = 0;
  Span limit;
  StepIndex on_seen = kEnd;
  StepIndex on_timeout = kEnd;
};
// For whichever pattern is seen first; of several at once, the first in the order written.
struct WaitForAny {
  struct Branch {
    PatternIndex pattern = 0;
    StepIndex next = kEnd;
  };
  std::vector<Branch> branches;
  Span limit;
  StepIndex on_timeout = kEnd;
};
// The steps from `body` come back to this one, which rests until `every` has passed since they began, and runs them
// again, `times` in all. Seeing `until` ends it at once, also where a step inside rests.
struct Repeat {
  std::uint32_t times = 1;
  Span every;
  std::optional<PatternIndex> until;
  StepIndex body = kEnd;
  StepIndex next = kEnd;
  std::uint32_t loop = 0;  // which of the journey's loops it is: 0 to Journey::loops
};
// The steps from `body` are taken once for each record of the list for which `where` is true when the step is reached:
// in the list's order, `at_most` of them. They come back to this one, which goes on with the next record, and at last
// at `next`. The record stands in `slot`, where it is remembered as it was; a missing list has none.
struct Each {
  ExpressionId list = kNone;
  ExpressionId where = kNone;             // kNone: every record
  std::uint32_t slot = kFirstItemRecord;  // of the item slots, deeper than those of the steps `each` around it
  std::uint32_t at_most = 1;
  StepIndex body = kEnd;
  StepIndex next = kEnd;
  std::uint32_t loop = 0;  // as Repeat::loop
};
// Most that `each` steps in one another may come to: a run takes what is inside no more often.
inline constexpr std::uint64_t kMostItems = 1'000;
struct Choose {
  struct Branch {
    ExpressionId condition = kNone;
    StepIndex next = kEnd;
  };
  std::vector<Branch> branches;
  StepIndex otherwise = kEnd;
  StepIndex unknown = kEnd;  // the same as otherwise where the author wrote none
};
struct Split {
  struct Side {
    std::string name;
    std::uint32_t below = 0;  // buckets under this and not under the side before; of 10,000
    StepIndex next = kEnd;
  };
  std::vector<Side> sides;
};
struct Stop {};

struct Step {
  // What the author named it (`as greeting`), or its place: `send wechat.payroll_wealth`, with `#2` where needed.
  // Unique in the journey and stable against changes elsewhere; effect ids are made of it.
  std::string name;
  bool named = false;
  std::variant<Send, Assign, Grant, WaitSpan, WaitUntil, WaitFor, Choose, Split, Stop, Place, Set, Emit, Start,
               WaitForAny, Repeat, Each>
      action;
  std::vector<std::uint32_t> loops = {};  // the repeated parts that it stands in, outermost first: Repeat and Each
};

// A value that an instance has besides the events that it has names for: a parameter of its journey. It is read as an
// event_field of Slot::entered, at a position behind the fields of the entering event.
struct Kept {
  std::string name;
  Type type;
};

struct Reentry {
  enum class Kind : std::uint8_t { never, after, always };
  Kind kind = Kind::never;
  Span after;  // from the end of the last instance
};

inline constexpr std::size_t kMostGoals = 8;  // of a journey

struct JourneyGoal {
  PatternIndex pattern = 0;
  std::string name;
  Span within;  // counted from entry, also after the end
  bool has_within = false;
  bool go_on = false;  // reaching it does not end the journey
};

// An event that the journey has a name for besides `event`: `as v` in the pattern that entered it or that it waited
// for.
struct NamedEvent {
  std::string name;
  schema::EventIndex event = 0;
  friend bool operator==(const NamedEvent&, const NamedEvent&) = default;
};

struct Journey {
  std::string name;  // with the version unique in a program
  std::string label;
  std::string owner;
  std::int64_t version = 1;
  std::vector<PatternIndex> on;
  std::string on_name;  // as written, for reports: the trigger's name or the event's
  ExpressionId for_segment = kNone;
  ExpressionId when = kNone;
  std::string purpose;
  std::int64_t priority = 0;
  Reentry reentry;
  std::uint32_t holdout = 0;       // buckets of 10,000
  std::vector<JourneyGoal> goals;  // at most kMostGoals, of different names
  std::vector<PatternIndex> exit_on;
  ExpressionId exit_when = kNone;
  std::optional<Span> expires;
  schema::EventIndex entry_event = 0;  // whose fields `event.x` reads; meaningful where has_entry_event
  bool has_entry_event = false;
  std::vector<NamedEvent> named;  // in Slot::named_1 and on; at most kMostNamed
  std::vector<Step> steps;
  StepIndex start = kEnd;
  bool uses_sensitive_tags = false;
  std::optional<ActiveDates> active;
  std::string exclusive;  // the group's name; empty: none
  std::optional<InstanceKey> key;
  std::vector<MetricIndex> measures;  // at most kMostMeasures
  std::vector<Study> studies;         // of its goals and of what it measures
  std::vector<Migration> migrations;  // of different versions, all older
  // An older version of a journey that the program has in a newer one as well: nobody enters it any more.
  bool superseded = false;
  std::vector<Kept> kept;              // the parameters first
  std::vector<ExpressionId> defaults;  // by parameter: what it is where it is not given; kNone: it must be
  std::uint32_t loops = 0;             // how many steps repeat others

  // The position of kept[0] among the fields of Slot::entered.
  [[nodiscard]] std::uint32_t first_kept(const schema::Schema& schema) const {
    return has_entry_event ? static_cast<std::uint32_t>(schema.events[entry_event].fields.size()) : 0;
  }
};

struct Program {
  std::shared_ptr<const schema::Schema> schema;

  std::vector<Expression> expressions;
  std::vector<ExpressionId> operands;
  std::vector<Constant> constants;
  std::vector<Moment> moments;
  std::vector<Window> windows;
  std::vector<Selection> selections;
  std::vector<Pattern> patterns;

  std::vector<DerivedTag> tags;
  std::vector<Segment> segments;
  std::vector<Trigger> triggers;
  std::vector<Goal> goals;
  std::vector<Metric> metrics;
  std::vector<Journey> journeys;
  std::vector<Policy> policies;

  [[nodiscard]] const Expression& at(ExpressionId id) const { return expressions[id]; }
  [[nodiscard]] std::span<const ExpressionId> operands_of(ExpressionId id) const {
    const Expression& expression = expressions[id];
    return std::span(operands).subspan(expression.first_operand, expression.operand_count);
  }
};

// What evaluating a root reads: to load only those tags, and to compute only those moments and windows. Windows and
// selections, and what their parts read, are included.
struct Uses {
  std::vector<schema::TagIndex> tags;  // sorted, no doubles, likewise below
  std::vector<std::uint32_t> moments;
  std::vector<std::uint32_t> windows;
  std::vector<Slot> slots;
  std::vector<std::uint32_t> selections;
  std::vector<std::uint32_t> records;     // slots of records; those of the selections themselves left out
  std::vector<std::uint32_t> name_lists;  // positions in the schema's lists
  bool products = false;
  bool customer = false;  // the customer's id
  bool zone = false;      // the local clock
};
[[nodiscard]] Uses uses(const Program& program, std::span<const ExpressionId> roots);
// Of every root in the program.
[[nodiscard]] Uses uses(const Program& program);

// The expression as text, for tests, `explain --ir` and messages about mismatches: operations by name, then what
// `index` says: `(conjunction (less (tag aum) (constant 5 CNY)) (window count earlier deposit from (moment today)))`.
// Times are in UTC. As long as the expression where nothing is shared: for roots within kMostSteps.
[[nodiscard]] std::string to_text(const Program& program, ExpressionId id);

}  // namespace wend::ir
