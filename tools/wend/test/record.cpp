#include "tools/wend/test/record.hpp"

#include <algorithm>

namespace wend::tools {

namespace {

using ir::Operation;

bool is_made_of_conditions(Operation operation) {
  return operation == Operation::conjunction || operation == Operation::disjunction || operation == Operation::negation;
}

}  // namespace

Judgement judged(const ir::Program& program, ir::ExpressionId condition, const eval::Inputs& inputs) {
  Judgement made{.time = inputs.now, .condition = condition, .decided_by = condition};
  made.truth = made.how = eval::judge(program, condition, inputs);
  while (made.how != Truth::yes && program.at(made.decided_by).operation == Operation::conjunction) {
    const std::span<const ir::ExpressionId> parts = program.operands_of(made.decided_by);
    const auto part = std::ranges::find_if(
        parts, [&](ir::ExpressionId one) { return eval::judge(program, one, inputs) == made.how; });
    if (part == parts.end()) break;
    made.decided_by = *part;
  }
  return made;
}

// Every part is looked at, whether or not the others decide: coverage asks what each of them was.
Truth Recorder::see(const ir::Program& program, ir::ExpressionId condition, const eval::Inputs& inputs) const {
  const Truth truth = eval::judge(program, condition, inputs);
  Seen::Values& values = seen_.conditions[condition];
  values.yes |= truth == Truth::yes;
  values.no |= truth == Truth::no;
  values.unknown |= truth == Truth::unknown;
  if (is_made_of_conditions(program.at(condition).operation)) {
    for (const ir::ExpressionId part : program.operands_of(condition)) see(program, part, inputs);
  }
  return truth;
}

Truth Recorder::judge(const ir::Program& program, ir::ExpressionId condition, const eval::Inputs& inputs) const {
  judgements_.push_back(judged(program, condition, inputs));
  return see(program, condition, inputs);
}

void Recorder::went(const ir::Journey& journey, ir::StepIndex from, ir::StepIndex to, Instant at) {
  ways_.push_back({at, journey.name, from, to});
  seen_.ways.emplace(journey.name, from, to);
}

}  // namespace wend::tools
