#include "compiler/lint/walk.hpp"

#include <algorithm>

namespace wend::lint {
namespace {

using Visit = std::function<void(const syntax::Step&)>;

void walk(const std::optional<syntax::Block>& block, const Visit& visit) {
  if (block) for_each_step(*block, visit);
}

struct Inside {
  const Visit& visit;

  void operator()(const syntax::GrantStep& step) const {
    walk(step.granted, visit);
    walk(step.refused, visit);
  }
  void operator()(const syntax::WaitForStep& step) const {
    walk(step.seen, visit);
    walk(step.timeout, visit);
  }
  void operator()(const syntax::WaitForAnyStep& step) const {
    for (const auto& branch : step.branches) for_each_step(branch.block, visit);
    walk(step.timeout, visit);
  }
  void operator()(const syntax::ChooseStep& step) const {
    for (const auto& branch : step.branches) for_each_step(branch.block, visit);
    walk(step.otherwise, visit);
    walk(step.unknown, visit);
  }
  void operator()(const syntax::SplitStep& step) const {
    for (const auto& side : step.sides) for_each_step(side.block, visit);
  }
  void operator()(const syntax::RepeatStep& step) const { for_each_step(step.block, visit); }
  void operator()(const syntax::EachStep& step) const { for_each_step(step.block, visit); }
  void operator()(const syntax::SendStep&) const {}
  void operator()(const syntax::PlaceStep&) const {}
  void operator()(const syntax::AssignStep&) const {}
  void operator()(const syntax::SetStep&) const {}
  void operator()(const syntax::EmitStep&) const {}
  void operator()(const syntax::WaitStep&) const {}
  void operator()(const syntax::WaitUntilStep&) const {}
  void operator()(const syntax::StartStep&) const {}
  void operator()(const syntax::StopStep&) const {}
};

}  // namespace

void for_each_step(const syntax::Block& block, const Visit& visit) {
  for (const syntax::Step& step : block.steps) {
    visit(step);
    std::visit(Inside{visit}, step.node);
  }
}

void for_each_journey(const Input& input, const std::function<void(const JourneyInText&)>& visit) {
  const std::vector<check::Definition>& definitions = input.checked.facts.definitions;
  for (const syntax::Module* module : input.modules) {
    for (const syntax::Declaration& declaration : module->declarations) {
      const auto* tree = declaration.as<syntax::JourneyDeclaration>();
      const auto found = std::ranges::find(definitions, declaration.name.span, &check::Definition::name_span);
      if (tree == nullptr || found == definitions.end() || found->index == check::kNoIndex) continue;
      visit({declaration, *tree, static_cast<check::DefinitionIndex>(found - definitions.begin()),
             input.checked.program.journeys[found->index]});
    }
  }
}

void for_each_policy(const Input& input, const std::function<void(const PolicyInText&)>& visit) {
  const std::vector<check::Definition>& definitions = input.checked.facts.definitions;
  for (const syntax::Module* module : input.modules) {
    for (const syntax::Declaration& declaration : module->declarations) {
      const auto* tree = declaration.as<syntax::PolicyDeclaration>();
      const auto found = std::ranges::find(definitions, declaration.name.span, &check::Definition::name_span);
      if (tree == nullptr || found == definitions.end() || found->index == check::kNoIndex) continue;
      visit({declaration, *tree, input.checked.program.policies[found->index]});
    }
  }
}

}  // namespace wend::lint
