// What compiling a condition takes: the expressions that it reads, in the order to lower them, or why it cannot be.
#pragma once

#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/native_interface.hpp"
#include "runtime/value/result.hpp"

namespace wend::codegen {

// What is made of an expression.
struct Needed {
  bool value = false;  // its rails
  // Of conjunctions and disjunctions in a condition of which only is asked whether it holds: whether it is known to be
  // true, and known to be false.
  bool is_true = false;
  bool is_false = false;
};

struct Plan {
  // Operands before those that use them. The condition comes last where it has no parts, and is not in it otherwise.
  std::vector<ir::ExpressionId> order;
  // Where the condition is a conjunction: its operands, and in place of those that are conjunctions theirs; likewise of
  // a disjunction.
  std::vector<ir::ExpressionId> parts;
  // Those of the parts that are computed without a call, where others are not. They are asked first, for often they
  // decide alone.
  std::vector<ir::ExpressionId> deciders;
  // How many of `order` the deciders read.
  std::size_t decisive = 0;
  std::vector<Needed> needed;  // by position in `order`
};

// Whether the expression is known to be so: true, or false.
struct Asked {
  ir::ExpressionId id = ir::kNone;
  bool so = true;
};
// The same without the negations that stand before it.
[[nodiscard]] Asked without_negations(const ir::Program& program, Asked asked);
// A conjunction or a disjunction: what is made of others that are asked whether they are so.
[[nodiscard]] bool has_parts(ir::Operation operation);

[[nodiscard]] Result<Plan> plan(const ir::Program& program, const layout::NativeRequest& request);

}  // namespace wend::codegen
