// Who answers whether a condition holds: the reference evaluator, or native code that agrees with it.
#pragma once

#include "compiler/ir/program.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/journey/heard.hpp"
#include "runtime/journey/points.hpp"
#include "runtime/value/truth.hpp"

namespace wend::journey {

class Plan;

// Thread-safety: `judge` may be called from several threads at once. The answer depends on the arguments alone.
class Predicates {
 public:
  virtual ~Predicates() = default;
  // `condition` is never ir::kNone.
  [[nodiscard]] virtual Truth judge(const ir::Program& program, ir::ExpressionId condition,
                                    const eval::Inputs& inputs) const = 0;
  // Whether `judge` says yes, for whoever does the same where it is false and where it is unknown: the quicker
  // question.
  [[nodiscard]] virtual bool holds(const ir::Program& program, ir::ExpressionId condition,
                                   const eval::Inputs& inputs) const {
    return judge(program, condition, inputs) == Truth::yes;
  }

  // Of what an event is heard by (Plan::heard of the matched event's type): the triggers and journeys that it may set
  // off with these inputs, in the same order. What is left out has no pattern that the event fulfils; what is named is
  // judged all the same, so that the answer changes nothing but how long it takes. False: everything may be set off.
  [[nodiscard]] virtual bool narrow(const Plan& /*plan*/, const eval::Inputs& /*inputs*/, Heard& /*narrowed*/) const {
    return false;
  }

  // Whether so many that wait for an event of the type are told sooner by find_points than by asking each.
  [[nodiscard]] virtual bool finds_points(const Plan& /*plan*/, schema::EventIndex /*type*/,
                                          std::size_t /*waiting*/) const {
    return false;
  }
  // Puts into `open` the points of the plan that the matched event may reach with these inputs, whatever instance waits
  // there. A point that is left out has a condition that is not true; one that is open is judged all the same. Asked
  // only where finds_points says so.
  virtual void find_points(const Plan& /*plan*/, const eval::Inputs& /*inputs*/, OpenPoints& /*open*/) const {}
};

class ReferencePredicates final : public Predicates {
 public:
  [[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition,
                            const eval::Inputs& inputs) const override {
    return eval::judge(program, condition, inputs);
  }
};

}  // namespace wend::journey
