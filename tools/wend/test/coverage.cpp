#include "tools/wend/test/coverage.hpp"

#include <algorithm>
#include <tuple>

#include "compiler/ir/patterns.hpp"
#include "tools/wend/test/branches.hpp"

namespace wend::tools {

namespace {

using ir::Operation;

// The conditions of a program, each once.
class Conditions {
 public:
  explicit Conditions(const ir::Program& program) : program_(program) {}

  std::set<ir::ExpressionId> collect() {
    for (const ir::Trigger& trigger : program_.triggers) add_pattern(trigger.pattern);
    for (const ir::Goal& goal : program_.goals) add_pattern(goal.pattern);
    for (const ir::Journey& journey : program_.journeys) add(journey);
    for (const ir::Policy& policy : program_.policies) {
      for (const ir::Consent& consent : policy.consent) add(consent.condition);
      add(policy.sensitive_requires);
      add(policy.suitability);
    }
    return std::move(found_);
  }

 private:
  void add_pattern(ir::PatternIndex pattern) {
    std::vector<ir::ExpressionId> roots;
    ir::append_roots(program_, pattern, roots);
    for (const ir::ExpressionId root : roots) {
      if (program_.at(root).type.kind == TypeKind::boolean) add(root);
    }
  }

  void add(const ir::Journey& journey) {
    add(journey.for_segment);
    add(journey.when);
    add(journey.exit_when);
    for (const ir::PatternIndex pattern : journey.on) add_pattern(pattern);
    for (const ir::PatternIndex pattern : journey.exit_on) add_pattern(pattern);
    for (const ir::Step& step : journey.steps) {
      for (const ir::PatternIndex pattern : ir::awaited(step)) add_pattern(pattern);
      const auto* choose = std::get_if<ir::Choose>(&step.action);
      if (choose == nullptr) continue;
      for (const ir::Choose::Branch& branch : choose->branches) add(branch.condition);
    }
  }

  void add(ir::ExpressionId condition) {
    if (condition == ir::kNone || program_.at(condition).operation == Operation::constant) return;
    if (!found_.insert(condition).second) return;
    const Operation operation = program_.at(condition).operation;
    if (operation != Operation::conjunction && operation != Operation::disjunction &&
        operation != Operation::negation) {
      return;
    }
    for (const ir::ExpressionId part : program_.operands_of(condition)) add(part);
  }

  const ir::Program& program_;
  std::set<ir::ExpressionId> found_;
};

void cover_branches(const ir::Program& program, const Seen& seen, const Places& places, Coverage& coverage) {
  for (const ir::Journey& journey : program.journeys) {
    for (ir::StepIndex step = 0; step < journey.steps.size(); ++step) {
      for (const Branch& branch : branches_of(program, journey.steps[step], places)) {
        ++coverage.branches;
        if (seen.ways.contains({journey.name, step, branch.next})) {
          ++coverage.branches_taken;
        } else {
          coverage.gaps.push_back({journey.name, journey.steps[step].name + ": " + branch.english, "taken"});
        }
      }
    }
  }
}

void cover_conditions(const ir::Program& program, const Seen& seen, const Places& places, Coverage& coverage) {
  using Placed = std::pair<source::Span, ir::ExpressionId>;
  std::vector<Placed> placed;
  for (const ir::ExpressionId condition : Conditions(program).collect()) {
    if (const source::Span* span = places.find(condition)) placed.emplace_back(*span, condition);
  }
  std::ranges::sort(placed, {}, [](const Placed& one) {
    return std::tuple(one.first.file.index, one.first.begin, one.first.end, one.second);
  });
  for (const auto& [span, condition] : placed) {
    const auto found = seen.conditions.find(condition);
    const Seen::Values values = found == seen.conditions.end() ? Seen::Values{} : found->second;
    ++coverage.conditions;
    coverage.conditions_seen += (values.yes ? 1U : 0U) + (values.no ? 1U : 0U);
    const bool was_judged = values.yes || values.no || values.unknown;
    const auto gap = [&](const char* never) {
      coverage.gaps.push_back({places.place(span), places.text(span), never});
    };
    if (!was_judged) gap("judged");
    if (was_judged && !values.yes) gap("true");
    if (was_judged && !values.no) gap("false");
  }
}

}  // namespace

Coverage coverage_of(const ir::Program& program, const Seen& seen, const Places& places) {
  Coverage coverage;
  cover_branches(program, seen, places, coverage);
  cover_conditions(program, seen, places, coverage);
  return coverage;
}

}  // namespace wend::tools
