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

void add_captures(std::vector<ExpressionId>& values, const std::vector<Capture>& captures) {
  for (const Capture& capture : captures) values.push_back(capture.value);
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
  std::vector<ExpressionId> operator()(const WaitFor& step) const {
    std::vector<ExpressionId> values;
    add_captures(values, step.captures);
    return values;
  }
  std::vector<ExpressionId> operator()(const WaitForAny& step) const {
    std::vector<ExpressionId> values;
    for (const WaitForAny::Branch& branch : step.branches) add_captures(values, branch.captures);
    return values;
  }
  std::vector<ExpressionId> operator()(const Choose& step) const {
    std::vector<ExpressionId> values;
    for (const Choose::Branch& branch : step.branches) values.push_back(branch.condition);
    return values;
  }
  std::vector<ExpressionId> operator()(const Split&) const { return {}; }
  std::vector<ExpressionId> operator()(const Repeat&) const { return {}; }
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

std::vector<PatternIndex> patterns_of(const Step& step) {
  if (const auto* wait = std::get_if<WaitFor>(&step.action)) return {wait->pattern};
  if (const auto* repeat = std::get_if<Repeat>(&step.action)) {
    return repeat->until ? std::vector<PatternIndex>{*repeat->until} : std::vector<PatternIndex>{};
  }
  std::vector<PatternIndex> patterns;
  if (const auto* any = std::get_if<WaitForAny>(&step.action)) {
    for (const WaitForAny::Branch& branch : any->branches) patterns.push_back(branch.pattern);
  }
  return patterns;
}

std::vector<ExpressionId> roots_of(const Program& program, const Step& step) {
  std::vector<ExpressionId> roots = expressions_of(step);
  for (const PatternIndex pattern : patterns_of(step)) append_roots(program, pattern, roots);
  return roots;
}

std::vector<StepIndex> successors_of(const Step& step) {
  return std::visit(Successors{}, step.action);
}

}  // namespace wend::ir
