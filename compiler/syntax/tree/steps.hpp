// The steps of a journey, in the order they are walked.
#pragma once

#include "compiler/syntax/tree/patterns.hpp"

namespace wend::syntax {

struct Step;

// `{ … }`: steps in sequence; may be empty.
struct Block {
  Block() = default;
  Block(Block&&) = default;
  Block& operator=(Block&&) = default;

  std::vector<Step> steps;
  Span span;  // braces included
};

// `send wechat.payroll_wealth(amount: event.amount)`.
struct SendStep {
  Path action;  // channel and template
  std::vector<Argument> arguments;
};

// `place app_home_banner.spring_offer(product: x) for 14 days`.
struct PlaceStep {
  Path action;  // slot and template
  std::vector<Argument> arguments;
  ExpressionPtr duration;
};

// `assign relationship_manager(task: "Call", due: 3 business days)`.
struct AssignStep {
  Path task;
  std::vector<Argument> arguments;
};

// `grant voucher(value: 20 CNY) { granted { … } refused { … } }`.
struct GrantStep {
  Path benefit;
  std::vector<Argument> arguments;
  std::optional<Block> granted;
  std::optional<Block> refused;
};

// `set preferred_channel = wechat`.
struct SetStep {
  Path tag;
  ExpressionPtr value;
};

// `emit referral_rewarded(amount: 50 CNY) to referrer`.
struct EmitStep {
  Path event;
  std::vector<Argument> arguments;
  ExpressionPtr to;  // may be null: to the customer of the journey
};

// `wait 3 days`.
struct WaitStep {
  ExpressionPtr duration;
};

enum class IfPast : std::uint8_t { go_on, stop, skip };

// `wait until 09:00`, `wait until maturity - 3 days if past skip`.
struct WaitUntilStep {
  ExpressionPtr moment;
  IfPast if_past = IfPast::go_on;
  std::optional<Span> if_past_span;  // `if past …`, where written
};

// `wait for login up to 2 days { seen { … } timeout { … } }`; both blocks may be left out.
struct WaitForStep {
  PatternPtr pattern;
  ExpressionPtr up_to;
  std::optional<Block> seen;
  std::optional<Block> timeout;
};

// `wait for any up to 2 days { seen login { … } seen purchase { … } timeout { … } }`.
struct WaitForAnyStep {
  struct Branch {
    PatternPtr pattern;
    Block block;
    Span span;
  };
  ExpressionPtr up_to;
  std::vector<Branch> branches;  // at least one
  std::optional<Block> timeout;
};

// `choose { when tier >= gold { … } otherwise { … } unknown { … } }`.
struct ChooseStep {
  struct Branch {
    ExpressionPtr condition;
    Block block;
    Span span;
  };
  std::vector<Branch> branches;  // at least one
  std::optional<Block> otherwise;
  std::optional<Block> unknown;
};

// `split copy_test { 50% short { … } 50% long { … } }`.
struct SplitStep {
  struct Side {
    GivenQuantity share;  // a percentage
    Name name;
    Block block;
    Span span;
  };
  std::optional<Name> split;  // may be left out where the journey has one split only
  std::vector<Side> sides;    // at least one
};

// `repeat up to 3 times every 7 days until purchase { … }`.
struct RepeatStep {
  GivenQuantity times;
  ExpressionPtr every;
  PatternPtr until;  // may be null
  Block block;
};

// `each h in holdings where maturity in next 7 days up to 20 { … }`.
struct EachStep {
  Name item;
  Path list;
  ExpressionPtr where;  // may be null
  GivenQuantity up_to;
  Block block;
};

// `start activation(reason: "dormant")`.
struct StartStep {
  Path journey;
  std::vector<Argument> arguments;
};

struct StopStep {};

struct Step {
  std::variant<SendStep, PlaceStep, AssignStep, GrantStep, SetStep, EmitStep, WaitStep, WaitUntilStep, WaitForStep,
               WaitForAnyStep, ChooseStep, SplitStep, RepeatStep, EachStep, StartStep, StopStep>
      node;
  std::optional<Name> name;  // after `as`; waits, splits (before the brace), sends and other effects can have one
  Span span;
  Span keyword_span;  // the first word: where a message about the whole step points

  template <typename T>
  [[nodiscard]] const T* as() const noexcept {
    return std::get_if<T>(&node);
  }
};

}  // namespace wend::syntax
