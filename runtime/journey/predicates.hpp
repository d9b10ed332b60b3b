// Who answers whether a condition holds: the reference evaluator, or native code that agrees with it.
#pragma once

#include "compiler/ir/program.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/value/truth.hpp"

namespace wend::journey {

// Thread-safety: `judge` may be called from several threads at once. The answer depends on the arguments alone.
class Predicates {
 public:
  virtual ~Predicates() = default;
  // `condition` is never ir::kNone.
  [[nodiscard]] virtual Truth judge(const ir::Program& program, ir::ExpressionId condition,
                                    const eval::Inputs& inputs) const = 0;
};

class ReferencePredicates final : public Predicates {
 public:
  [[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition,
                            const eval::Inputs& inputs) const override {
    return eval::judge(program, condition, inputs);
  }
};

}  // namespace wend::journey
