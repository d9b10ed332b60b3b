// The nine declarations and the file that holds them.
#pragma once

#include "compiler/syntax/tree/steps.hpp"

namespace wend::syntax {

// A clause with a value, and where it was written: `priority 70` is a `Clause<Quantity>`, its span both words.
template <typename T>
struct Clause {
  T value;
  Span span;
};

// --- parameters -----------------------------------------------------------------------------------------------------

// What a parameter of a module or a journey stands for: `money CNY`, `trigger`, `set of tier`, `time of day`.
struct ParameterType {
  enum class Kind : std::uint8_t {
    boolean,
    integer,
    number,
    money,
    duration,
    period,
    date,
    time,
    time_of_day,
    text,
    set,  // `name` is the enum's, empty for `set of text`
    place,
    distance,
    product,
    customer,
    list,        // a list tag: `list holdings`
    enumerated,  // any other name: an enum of the schema
    tag,
    event,
    field,
    trigger,
    segment,
    template_,  // of a channel or a slot
    task,
    benefit,
    purpose,
    value,  // of any type; what it is, its uses say
  };
  Kind kind = Kind::boolean;
  std::optional<Path> name;  // the enum, for `enumerated` and `set`
  std::string currency;      // for `money`; empty where any will do
  Span span;
};

// `period patience = 2 days`.
struct Parameter {
  ParameterType type;
  Name name;
  ExpressionPtr fallback;  // may be null: then an argument must be given
  Span span;
};

// `module bank.sop.follow_up(trigger start, product offer, period patience = 2 days)`.
struct ModuleHead {
  Path name;
  std::vector<Parameter> parameters;
  Span span;
};

// --- the short declarations -----------------------------------------------------------------------------------------

// `import bank.rfm(purchase: purchase) as rfm`. The declaration's name is what follows `as`, else the path's last name.
struct ImportDeclaration {
  Path module;
  std::vector<Argument> arguments;
};
struct TagDeclaration {
  ExpressionPtr value;
};
struct SegmentDeclaration {
  ExpressionPtr condition;
};
struct TriggerDeclaration {
  PatternPtr pattern;
};
struct GoalDeclaration {
  PatternPtr pattern;
};
struct MetricDeclaration {
  ExpressionPtr value;
};

// --- journey --------------------------------------------------------------------------------------------------------

// `reentry never`, `reentry always`, `reentry after 30 days`.
struct Reentry {
  enum class Kind : std::uint8_t { never, always, after } kind = Kind::never;
  ExpressionPtr after;  // null unless `after`
};

// `goal bought_wealth within 14 days and go on`.
struct JourneyGoal {
  Path goal;
  ExpressionPtr within;  // may be null
  bool and_go_on = false;
};

// `study bought_wealth until 2026-06-30 with 20_000`.
struct Study {
  Path goal;
  Clause<Date> until;
  Quantity with;
};

// `per h in holdings where maturity in next 7 days`, or `per card` with no list: by a field of the entering event.
struct InstanceKey {
  std::optional<Name> item;  // the record's name; absent for a field
  Path source;               // the list, or the field
  ExpressionPtr where;       // may be null
};

// `active 2026-03-01 .. 2026-06-30`.
struct ActiveDates {
  Clause<Date> from;
  Clause<Date> to;
};

// `migrate from 1 { pause -> pause  otherwise keep }`.
struct Migration {
  struct Move {
    Name from;
    Name to;
    Span span;
  };
  enum class Otherwise : std::uint8_t { keep, exit };
  Quantity from_version;
  std::vector<Move> moves;
  std::optional<Clause<Otherwise>> otherwise;
};

// Clauses may stand in any order in the file; a clause that may be said once and is said twice is a diagnostic, and the
// first counts.
struct JourneyDeclaration {
  std::vector<Parameter> parameters;
  std::optional<Clause<Quantity>> version;
  std::optional<Clause<Text>> owner;
  std::optional<Clause<PatternPtr>> on;
  std::optional<Clause<ExpressionPtr>> audience;  // `for`: a segment's name or a condition
  std::optional<Clause<ExpressionPtr>> when;
  std::optional<Clause<Name>> purpose;
  std::optional<Clause<GivenQuantity>> priority;
  std::optional<Clause<Reentry>> reentry;
  std::optional<Clause<GivenQuantity>> holdout;  // a percentage
  std::vector<Clause<JourneyGoal>> goals;
  std::vector<Clause<Path>> measures;
  std::vector<Clause<Study>> studies;
  std::vector<Clause<PatternPtr>> exits_on;
  std::vector<Clause<ExpressionPtr>> exits_when;
  std::optional<Clause<ExpressionPtr>> expires;  // `expires after 30 days`
  std::optional<Clause<InstanceKey>> per;
  std::optional<Clause<ActiveDates>> active;
  std::optional<Clause<Name>> exclusive;  // the group's name
  std::vector<Clause<Migration>> migrations;
  std::optional<Clause<Block>> steps;
};

// --- policy ---------------------------------------------------------------------------------------------------------

enum class Verdict : std::uint8_t { delay, skip, stop };

// `consent marketing requires marketing_consent`.
struct ConsentRule {
  Name purpose;
  ExpressionPtr condition;
};

// `quiet 21:00 .. 08:30 then delay`; wraps over midnight.
struct QuietHours {
  Clause<TimeOfDay> from;
  Clause<TimeOfDay> to;
  Verdict verdict = Verdict::delay;
};

// `per 7 days at most 3 across {wechat, sms} then skip`; without `across`, all channels that are contacts.
struct ContactCap {
  ExpressionPtr window;
  GivenQuantity at_most;
  std::vector<Path> across;
  Verdict verdict = Verdict::skip;
};

// `reserve 1 for priority >= 80`.
struct Reservation {
  GivenQuantity count;
  ComparisonOperator op = ComparisonOperator::greater_or_equal;
  GivenQuantity priority;
};

struct PolicyDeclaration {
  std::optional<Clause<ExpressionPtr>> applies_to;  // absent: to everything
  std::optional<Clause<GivenQuantity>> control;     // a percentage
  std::vector<Clause<ConsentRule>> consents;
  std::optional<Clause<ExpressionPtr>> sensitive;  // `sensitive tags require …`
  std::optional<Clause<ExpressionPtr>> suitability;
  std::vector<Clause<QuietHours>> quiet;
  std::vector<Clause<ContactCap>> caps;
  std::optional<Clause<ExpressionPtr>> arbitrate;  // `arbitrate within 1 hour`
  std::vector<Clause<Reservation>> reservations;
};

// --- test -----------------------------------------------------------------------------------------------------------

// `tier: gold` inside the braces of a test, or a list: `holdings: { { product: one_year_deposit, value: 5_000 CNY } }`.
struct FieldValue {
  Name name;
  ExpressionPtr value;  // null for a list
  Span span;
  std::vector<std::vector<FieldValue>> records = {};
};

// `given { tier: gold, aum: 80_000 CNY }`.
struct GivenClause {
  std::vector<FieldValue> tags;
};
// `variant short`, `variant copy_test.short`.
struct VariantClause {
  Path side;
};
// `at 2026-03-02 10:00 deposit { amount: 8_000 CNY }`, `at +1 day purchase { … }` (after the clause before it).
struct AtClause {
  struct Absolute {
    Date date;
    std::optional<TimeOfDay> time;  // midnight where left out
  };
  std::variant<Absolute, Quantity> moment;  // a `Quantity` is a span of time after `+`
  Path event;                               // an event, or `tags` for a change of tags
  std::vector<FieldValue> fields;
};
// `advance 30 days`.
struct AdvanceClause {
  Quantity by;
};
// `expect send wechat.payroll_wealth`, `expect no send sms.short`, `expect goal bought_wealth`, `expect that aum >
// 5_000 CNY`.
struct ExpectClause {
  enum class Kind : std::uint8_t {
    send,
    place,
    assign,
    grant,
    set,
    emit,
    start,
    goal,
    enter,
    exit,
    skip,
    trigger,
    condition
  };
  Kind kind = Kind::send;
  bool negated = false;
  Path subject;  // the action, goal, journey, trigger or tag; empty for `condition`
  std::vector<Argument> arguments;
  ExpressionPtr value;  // `set TAG = value` and `condition`; else null
};

struct TestClause {
  std::variant<GivenClause, VariantClause, AtClause, AdvanceClause, ExpectClause> node;
  Span span;
};

// In order: a test is a story.
struct TestDeclaration {
  std::vector<TestClause> clauses;
};

// --- the file -------------------------------------------------------------------------------------------------------

struct Declaration {
  using Node = std::variant<ImportDeclaration, TagDeclaration, SegmentDeclaration, TriggerDeclaration, GoalDeclaration,
                            MetricDeclaration, JourneyDeclaration, PolicyDeclaration, TestDeclaration>;
  Node node;
  Name name;  // for a test, its text (`quoted` is true)
  std::optional<Label> label;
  Span span;
  Span keyword_span;

  // A syntax error inside was reported. The name and kind can be trusted, the rest may be missing (pointers may be
  // null): take the name as declared, with a type that fits everywhere, and say nothing more about it.
  bool faulty = false;

  template <typename T>
  [[nodiscard]] const T* as() const noexcept {
    return std::get_if<T>(&node);
  }
};

struct Module {
  std::optional<ModuleHead> head;
  std::vector<Declaration> declarations;  // in the order of the file
};

}  // namespace wend::syntax
