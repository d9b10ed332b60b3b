// Expressions as the author wrote them.
//
// Precedence is resolved here; names are not. Chains of one kind are flat: `a and b and c` is one `Chain` of three
// operands, `not not x` one `Not` with two words, so no walk over a tree goes deeper than its brackets (at most 64)
// times a small constant.
//
//     aum in 50_000 CNY .. 500_000 CNY and not (risk_rating is missing)
//
//     Chain and
//       Comparison in
//         Reference aum
//         Range closed: Quantity 50000 CNY, Quantity 500000 CNY
//       Not
//         Presence missing: Reference risk_rating
#pragma once

#include "compiler/syntax/tree/names.hpp"

#include <memory>
#include <variant>

namespace wend::syntax {

struct Expression;
// Owning, never null unless a field says "may be null".
using ExpressionPtr = std::unique_ptr<Expression>;

// --- literals -------------------------------------------------------------------------------------------------------

struct BooleanLiteral {
  bool value = false;
};
struct QuantityLiteral {
  Quantity quantity;
};
struct TextLiteral {
  std::string value;
};
struct DateLiteral {
  Date date;
};
struct TimeOfDayLiteral {
  TimeOfDay time;
};
// `2026-06-18 09:00`: a civil date and time, an instant once the time zone is known.
struct MomentLiteral {
  Date date;
  TimeOfDay time;
};
// `{gold, platinum}`; may be empty.
struct SetLiteral {
  std::vector<ExpressionPtr> elements;
};

// --- names and calls ------------------------------------------------------------------------------------------------

// `aum`, `event.amount`, `C3`, `payroll.salary_arrived`.
struct Reference {
  Path path;
};

// Fields of what is not itself a name: `one(holdings where …).maturity`, `latest(purchase, …).product.kind`.
struct FieldAccess {
  ExpressionPtr base;
  std::vector<Name> fields;  // at least one
};

// The functions of the language, whichever language they were spelled in.
enum class Function : std::uint8_t {
  count,
  sum,
  average,
  minimum,
  maximum,
  distinct,
  first,
  latest,
  happened,
  time_since,
  any,
  every,
  none,
  one,
  share,
  least,
  greatest,
  round,
  distance,
  place,
  anniversary,
  days_between,
  time_of_day,
  business_day,
};

// One argument, in all the forms that arguments take:
// `risk`, `offer: flexible_wealth`, `earlier deposit.amount where channel = counter`, `holdings as h where h.kind =
// wealth`.
struct Argument {
  std::optional<Name> name;     // before the colon
  std::optional<Span> earlier;  // the word `earlier`: the event being handled is left out
  ExpressionPtr value;
  std::optional<Name> alias;  // after `as`
  ExpressionPtr where;        // may be null
  Span span;
};

// `count(purchase, last 30 days)`, `every(holdings where risk <= C3)`, `churn_risk()`, `least(a, b)`.
struct Call {
  Path callee;
  std::optional<Function> function;  // set where the callee is spelled as one of the language's functions
  std::vector<Argument> arguments;
};

// --- operators ------------------------------------------------------------------------------------------------------

// One or more `not`, flat.
struct Not {
  std::vector<Span> words;  // one for each `not`, outermost first
  ExpressionPtr operand;
};

// One or more unary minus, flat.
struct Negation {
  std::vector<Span> signs;  // outermost first
  ExpressionPtr operand;
};

enum class ChainKind : std::uint8_t { conjunction, disjunction, sum, product };
enum class ChainOperator : std::uint8_t { logical_and, logical_or, add, subtract, multiply, divide };

// `first op operand op operand …`, evaluated from the left. All operators of one chain are of its kind.
struct Chain {
  struct Link {
    ChainOperator op;
    Span op_span;
    ExpressionPtr operand;
  };
  ChainKind kind = ChainKind::conjunction;
  ExpressionPtr first;
  std::vector<Link> rest;  // at least one
};

enum class ComparisonOperator : std::uint8_t {
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  in,            // right side: set, list's name, range or time range
  contains,      // left side: a set or text
  contains_any,  // both sides sets
  starts_with,
};

// Comparisons do not chain: `a < b < c` is a diagnostic.
struct Comparison {
  ComparisonOperator op = ComparisonOperator::equal;
  Span op_span;
  ExpressionPtr left;
  ExpressionPtr right;
};

// `a .. b` (closed) and `a ..< b` (without its end).
struct Range {
  ExpressionPtr low;
  ExpressionPtr high;
  bool excludes_high = false;
  Span op_span;
};

// `x is known`, `x is missing`.
struct Presence {
  ExpressionPtr operand;
  bool known = true;
  Span op_span;  // both words
};

// `x default y default z`: the first that is known.
struct Default {
  ExpressionPtr operand;
  std::vector<ExpressionPtr> fallbacks;  // at least one
};

// `aum at entry`, `aum at +30 days`: in metrics, the value at the instance's entry or so long after it.
struct AtTime {
  ExpressionPtr operand;
  ExpressionPtr offset;  // null for `at entry`; else a span of time, after `+`
  Span op_span;          // from `at` to the end
};

// `average(…) over payroll_savers`: in metrics, whom the value is taken over.
struct Over {
  ExpressionPtr operand;
  Path segment;
};

// `choose { when tier = gold then 3  otherwise 1  unknown 0 }`.
struct ChooseValue {
  struct Branch {
    ExpressionPtr condition;
    ExpressionPtr value;
    Span span;
  };
  std::vector<Branch> branches;  // at least one
  ExpressionPtr otherwise;       // may be null
  ExpressionPtr unknown;         // may be null
};

// --- time ranges ----------------------------------------------------------------------------------------------------

enum class CalendarUnit : std::uint8_t { day, week, month, year };

// `last 30 days`, `next 7 days`; the span is a quantity or the name of a module's parameter.
struct RelativeRange {
  bool forward = false;  // `next`
  ExpressionPtr length;
};
// `today` (this day), `this month`, `previous year`.
struct CalendarRange {
  bool previous = false;
  CalendarUnit unit = CalendarUnit::day;
};
// `since 2026-01-01`, `since account_opened_on`.
struct SinceRange {
  ExpressionPtr from;
};

struct Expression {
  using Node = std::variant<BooleanLiteral, QuantityLiteral, TextLiteral, DateLiteral, TimeOfDayLiteral, MomentLiteral,
                            SetLiteral, Reference, FieldAccess, Call, Not, Negation, Chain, Comparison, Range, Presence,
                            Default, AtTime, Over, ChooseValue, RelativeRange, CalendarRange, SinceRange>;
  Node node;
  Span span;                    // without the parentheses around it
  bool in_parentheses = false;  // the author wrote `( … )` around exactly this

  template <typename T>
  [[nodiscard]] const T* as() const noexcept {
    return std::get_if<T>(&node);
  }
};

}  // namespace wend::syntax
