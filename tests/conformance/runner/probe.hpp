// A condition that asks whether an expression has the value that is expected: for executors that judge conditions
// alone.
#pragma once

#include "compiler/check/check.hpp"
#include "compiler/ir/builder.hpp"
#include "runtime/value/truth.hpp"

namespace wend::conformance {

struct Probe {
  ir::ExpressionId condition = ir::kNone;
  Truth truth = Truth::yes;  // what it must come to
};

// What is no condition itself is compared with what it should be, or asked whether it is known.
[[nodiscard]] Probe probe_of(ir::Builder& build, const check::CheckedExpression& expression,
                             const OwnedValue& expected);

// The same as a condition that must be true: triggers fire by it.
[[nodiscard]] ir::ExpressionId as_condition(ir::Builder& build, const Probe& probe);

}  // namespace wend::conformance
