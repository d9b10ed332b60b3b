#include "compiler/ir/steps.hpp"

#include <algorithm>

#include "compiler/ir/patterns.hpp"

namespace wend::ir {
namespace {

std::vector<ExpressionId> values_of(const std::vector<Argument>& arguments) {
  std::vector<ExpressionId> values;
  for (const Argument& argument : arguments) values.push_back(argument.value);
  return values;
}

struct Expressions {
  std::vector<ExpressionId> operator()(const Send& step) const { return values_of(step.arguments); }
  std::vector<ExpressionId> operator()(const Assign& step) const { return values_of(step.arguments); }
  std::vector<ExpressionId> operator()(const Grant& step) const { return values_of(step.arguments); }
  std::vector<ExpressionId> operator()(const Place& step) const { return values_of(step.arguments); }
  std::vector<ExpressionId> operator()(const Start& step) const { return values_of(step.arguments); }
  std::vector<ExpressionId> operator()(const Set& step) const { return {step.value}; }
  std::vector<ExpressionId> operator()(const Emit& step) const {
    std::vector<ExpressionId> values = values_of(step.arguments);
    values.push_back(step.to);
    return values;
  }
  std::vector<ExpressionId> operator()(const WaitSpan&) const { return {}; }
  std::vector<ExpressionId> operator()(const WaitUntil& step) const { return {step.moment}; }
  std::vector<ExpressionId> operator()(const WaitFor&) const { return {}; }
  std::vector<ExpressionId> operator()(const WaitForAny&) const { return {}; }
  std::vector<ExpressionId> operator()(const Choose& step) const {
    std::vector<ExpressionId> values;
    for (const Choose::Branch& branch : step.branches) values.push_back(branch.condition);
    return values;
  }
  std::vector<ExpressionId> operator()(const Split&) const { return {}; }
  std::vector<ExpressionId> operator()(const Repeat&) const { return {}; }
  std::vector<ExpressionId> operator()(const Each& step) const { return {step.list, step.where}; }
  std::vector<ExpressionId> operator()(const Stop&) const { return {}; }
};

struct Successors {
  std::vector<StepIndex> operator()(const Grant& step) const {
    if (!step.awaits_answer) return {step.next};
    return {step.on_granted, step.on_refused, step.next};
  }
  std::vector<StepIndex> operator()(const WaitUntil& step) const {
    if (step.if_past == WaitUntil::IfPast::skip) return {step.next, step.skip_to};
    return {step.next};
  }
  std::vector<StepIndex> operator()(const WaitFor& step) const { return {step.on_seen, step.on_timeout}; }
  std::vector<StepIndex> operator()(const WaitForAny& step) const {
    std::vector<StepIndex> next{step.on_timeout};
    for (const WaitForAny::Branch& branch : step.branches) next.push_back(branch.next);
    return next;
  }
  std::vector<StepIndex> operator()(const Choose& step) const {
    std::vector<StepIndex> next{step.otherwise, step.unknown};
    for (const Choose::Branch& branch : step.branches) next.push_back(branch.next);
    return next;
  }
  std::vector<StepIndex> operator()(const Split& step) const {
    std::vector<StepIndex> next;
    for (const Split::Side& side : step.sides) next.push_back(side.next);
    return next;
  }
  std::vector<StepIndex> operator()(const Repeat& step) const { return {step.body, step.next}; }
  std::vector<StepIndex> operator()(const Each& step) const { return {step.body, step.next}; }
  std::vector<StepIndex> operator()(const Stop&) const { return {}; }
  template <typename Plain>
  std::vector<StepIndex> operator()(const Plain& step) const {
    return {step.next};
  }
};

}  // namespace

std::vector<ExpressionId> expressions_of(const Step& step) {
  std::vector<ExpressionId> values = std::visit(Expressions{}, step.action);
  std::erase(values, kNone);
  return values;
}

std::vector<ExpressionId> roots_of(const Program& program, const Step& step) {
  std::vector<ExpressionId> roots = expressions_of(step);
  for (const PatternIndex pattern : awaited(step)) append_roots(program, pattern, roots);
  return roots;
}

std::vector<std::uint32_t> loops_around(const Step& step) {
  std::vector<std::uint32_t> loops = step.loops;
  if (const std::optional<std::uint32_t> own = loop_of(step)) loops.push_back(*own);
  return loops;
}

std::optional<std::uint32_t> loop_of(const Step& step) {
  if (const auto* repeat = std::get_if<Repeat>(&step.action)) return repeat->loop;
  const auto* each = std::get_if<Each>(&step.action);
  return each == nullptr ? std::nullopt : std::optional(each->loop);
}

std::vector<StepIndex> successors_of(const Step& step) {
  return std::visit(Successors{}, step.action);
}

}  // namespace wend::ir
