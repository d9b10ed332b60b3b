// Checks `test` declarations: stories about one customer, with everything that a name means worked out.
//
// Values are expressions that read the clock and nothing else; whoever runs the test evaluates them at the time of the
// clause that they stand in. A test that has a fault is reported and left out.
//
//     for (const check::Test& test : checked.tests) run(checked.program, test);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/source/source.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

struct Context;

// A tag or a field of an event or a record, and what it is.
struct TestValue {
  std::uint32_t index = 0;
  Type type;
  ir::ExpressionId value = ir::kNone;                // kNone: missing, unless it is a list
  std::vector<std::vector<TestValue>> records = {};  // of a list, which is there
  bool is_list = false;
};

// `variant short`: which way a split goes, or that the customer walks as control.
struct TestVariant {
  enum class Kind : std::uint8_t { side, holdout, control };
  Kind kind = Kind::side;
  std::uint32_t owner = 0;  // the journey, of `control` the policy: position in the program
  ir::StepIndex split = 0;  // of `side`: the step
  std::uint32_t side = 0;   // and the position among its sides
};

// `at 2026-03-02 10:00 deposit { … }`, `at +1 day tags { … }`.
struct TestHappening {
  std::optional<Instant> at;  // else `after`, from the clock
  ir::Span after;
  std::optional<schema::EventIndex> event;  // nothing: tags
  std::vector<TestValue> values;
  source::Span span;
};

struct TestAdvance {
  ir::Span by;
  source::Span span;
};

// What should have happened since the expectations before it, or should not.
struct TestExpectation {
  syntax::ExpectClause::Kind kind = syntax::ExpectClause::Kind::send;
  bool negated = false;
  std::string subject;               // as effects name it: `wechat.offer`, a goal, a journey, a trigger, a tag
  std::vector<std::string> names;    // of the arguments that are compared
  std::vector<TestValue> arguments;  // by position in `names`; of `set` the one value
  ir::ExpressionId condition = ir::kNone;
  source::Span span;
};

struct Test {
  std::string name;
  std::vector<TestValue> given;
  bool has_given = false;
  ir::ExpressionId customer = ir::kNone;  // who it is: a text, `given { customer: "1001" }`
  std::vector<TestVariant> variants;
  std::vector<std::variant<TestHappening, TestAdvance, TestExpectation>> clauses;  // in order; the first is at a date
  source::Span span;                                                               // the whole declaration
  source::Span name_span;
};

// The tests among the declarations, in the order of the files. After journeys, which tests speak of.
[[nodiscard]] std::vector<Test> check_tests(Context& context);

}  // namespace wend::check
