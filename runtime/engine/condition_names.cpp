#include "runtime/engine/condition_names.hpp"

#include "compiler/ir/patterns.hpp"

namespace wend::engine {
namespace {

class Names {
 public:
  explicit Names(const ir::Program& program) : program_(program) {}

  std::map<ir::ExpressionId, std::string> collect() {
    for (const ir::Segment& segment : program_.segments) add(segment.condition, "segment " + segment.name);
    for (const ir::Trigger& trigger : program_.triggers) add_pattern(trigger.pattern, "trigger " + trigger.name);
    for (const ir::Goal& goal : program_.goals) add_pattern(goal.pattern, "goal " + goal.name);
    for (const ir::Journey& journey : program_.journeys) add(journey, "journey " + journey.name);
    for (const ir::Policy& policy : program_.policies) add(policy, "policy " + policy.name);
    return std::move(names_);
  }

 private:
  // The first name stays.
  void add(ir::ExpressionId condition, const std::string& name) {
    if (condition != ir::kNone) names_.emplace(condition, name);
  }

  void add_pattern(ir::PatternIndex pattern, const std::string& name) {
    for (const ir::PatternIndex leaf : ir::leaves(program_, pattern)) {
      const ir::Pattern& asked = program_.patterns[leaf];
      for (const ir::ExpressionId condition : {asked.where, asked.when, asked.change.condition}) add(condition, name);
    }
  }

  void add(const ir::Journey& journey, const std::string& name) {
    for (const ir::ExpressionId condition : {journey.for_segment, journey.when, journey.exit_when}) {
      add(condition, name);
    }
    for (const ir::PatternIndex pattern : journey.on) add_pattern(pattern, name);
    for (const ir::PatternIndex pattern : journey.exit_on) add_pattern(pattern, name);
    for (const ir::JourneyGoal& goal : journey.goals) add_pattern(goal.pattern, name);
    for (const ir::Step& step : journey.steps) {
      for (const ir::PatternIndex pattern : ir::awaited(step)) add_pattern(pattern, name);
      const auto* choose = std::get_if<ir::Choose>(&step.action);
      if (choose == nullptr) continue;
      for (const ir::Choose::Branch& branch : choose->branches) add(branch.condition, name);
    }
  }

  void add(const ir::Policy& policy, const std::string& name) {
    for (const ir::Consent& consent : policy.consent) add(consent.condition, name);
    add(policy.sensitive_requires, name);
  }

  const ir::Program& program_;
  std::map<ir::ExpressionId, std::string> names_;
};

}  // namespace

std::map<ir::ExpressionId, std::string> names_of_conditions(const ir::Program& program) {
  return Names(program).collect();
}

}  // namespace wend::engine
