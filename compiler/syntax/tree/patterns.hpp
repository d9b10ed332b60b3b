// Patterns: what happens, or does not, over time. One form for triggers, `on`, goals, `exit on` and `wait for`.
#pragma once

#include "compiler/syntax/tree/expressions.hpp"

namespace wend::syntax {

struct Pattern;
using PatternPtr = std::unique_ptr<Pattern>;

// `deposit as d where amount >= 5_000 CNY`. The name may turn out to be a trigger's.
struct EventPattern {
  Path event;
  std::optional<Name> alias;
  ExpressionPtr where;  // may be null
  Span span;
};

// `product_view as v then no purchase where product = v.product within 1 hour`.
struct SequencePattern {
  struct Following {
    bool absent = false;  // `then no`
    EventPattern event;
    ExpressionPtr within;  // a span of time
    Span span;             // from `then`
  };
  EventPattern first;
  std::vector<Following> rest;  // at least one
};

// `no login where channel = app for 60 days`.
struct AbsencePattern {
  EventPattern event;
  ExpressionPtr duration;  // a span of time
};

enum class ChangeKind : std::uint8_t { rises_to, falls_to, rises_above, falls_below, changes, changes_to };

// `tier rises to gold`, `aum falls below 50_000 CNY`, `city changes`.
struct ChangePattern {
  Path tag;
  ChangeKind kind = ChangeKind::changes;
  Span kind_span;
  ExpressionPtr value;  // null for `changes` alone
};

// `every day 09:00`, `every monday 09:00`, `every month day 5 10:00`, `every month last day 10:00`, `once 2026-06-18
// 09:00`.
struct SchedulePattern {
  struct Daily {};
  struct Weekly {
    Weekday day = Weekday::monday;
  };
  struct Monthly {
    Quantity day;  // digits only; that it is 1 to 31 is checked
  };
  struct MonthEnd {};
  struct Once {
    Date date;
  };
  std::variant<Daily, Weekly, Monthly, MonthEnd, Once> days;
  TimeOfDay time;
};

// `P or Q`. An operand that ends in a `where` stands in parentheses unless it is the last.
struct AnyPattern {
  std::vector<PatternPtr> alternatives;  // at least one
};

struct Pattern {
  std::variant<EventPattern, SequencePattern, AbsencePattern, ChangePattern, SchedulePattern, AnyPattern> node;
  ExpressionPtr when;  // may be null: a condition on the customer alone
  Span span;

  template <typename T>
  [[nodiscard]] const T* as() const noexcept {
    return std::get_if<T>(&node);
  }
};

}  // namespace wend::syntax
