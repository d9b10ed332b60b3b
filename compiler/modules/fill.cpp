#include "compiler/modules/fill.hpp"

#include "compiler/modules/fill_expressions.hpp"

namespace wend::modules {
namespace {

using syntax::Name;
using syntax::Path;

// Leads through a declaration to its expressions and names.
class Filler {
 public:
  Filler(const Environment& environment, std::vector<Extent>& extents) : values_(environment, extents) {}

  void declaration(syntax::Declaration& tree) {
    std::visit([&](auto& node) { declare(node); }, tree.node);
  }

 private:
  // --- declarations -------------------------------------------------------------------------------------------------

  void declare(syntax::ImportDeclaration& node) { values_.arguments(node.arguments); }
  void declare(syntax::TagDeclaration& node) { values_.expression(node.value); }
  void declare(syntax::SegmentDeclaration& node) { values_.expression(node.condition); }
  void declare(syntax::TriggerDeclaration& node) { pattern(node.pattern); }
  void declare(syntax::GoalDeclaration& node) { pattern(node.pattern); }
  void declare(syntax::MetricDeclaration& node) { values_.expression(node.value); }
  void declare(syntax::TestDeclaration&) {}

  void declare(syntax::JourneyDeclaration& node) {
    for (syntax::Parameter& parameter : node.parameters)
      values_.expression(parameter.fallback), values_.keep(parameter.name);
    if (node.priority) values_.quantity(node.priority->value);
    if (node.holdout) values_.quantity(node.holdout->value);
    if (node.exclusive) values_.word(node.exclusive->value);
    if (node.per) per(node.per->value);
    if (node.on) pattern(node.on->value);
    clause(node.audience);
    clause(node.when);
    clause(node.expires);
    if (node.purpose) values_.purpose(node.purpose->value);
    if (node.reentry) values_.expression(node.reentry->value.after);
    for (auto& goal : node.goals) values_.path(goal.value.goal), values_.expression(goal.value.within);
    for (auto& measure : node.measures) values_.path(measure.value);
    for (auto& study : node.studies) values_.path(study.value.goal);
    for (auto& exit : node.exits_on) pattern(exit.value);
    for (auto& exit : node.exits_when) values_.expression(exit.value);
    if (node.steps) block(node.steps->value);
  }

  void per(syntax::InstanceKey& key) {
    values_.keep(key.item);
    values_.path(key.source);
    values_.where(key.where);
  }

  void declare(syntax::PolicyDeclaration& node) {
    clause(node.applies_to);
    for (auto& consent : node.consents)
      values_.purpose(consent.value.purpose), values_.expression(consent.value.condition);
    clause(node.sensitive);
    clause(node.suitability);
    clause(node.arbitrate);
    if (node.control) values_.quantity(node.control->value);
    for (auto& reserved : node.reservations) {
      values_.quantity(reserved.value.count);
      values_.quantity(reserved.value.priority);
    }
    for (auto& cap : node.caps) {
      values_.expression(cap.value.window);
      values_.quantity(cap.value.at_most);
      for (Path& channel : cap.value.across) values_.path(channel);
    }
  }

  template <typename Value>
  void clause(std::optional<syntax::Clause<Value>>& clause) {
    if (clause) values_.expression(clause->value);
  }

  // --- patterns -----------------------------------------------------------------------------------------------------

  void pattern(syntax::PatternPtr& tree) {
    if (!tree) return;
    std::visit([&](auto& node) { match(node); }, tree->node);
    values_.expression(tree->when);
  }
  void match(syntax::EventPattern& node) {
    values_.note(node.event.first(), node.span);
    values_.path(node.event);
    values_.keep(node.alias);
    values_.where(node.where);
  }
  void match(syntax::SequencePattern& node) {
    match(node.first);
    for (auto& following : node.rest) match(following.event), values_.expression(following.within);
  }
  void match(syntax::AbsencePattern& node) { match(node.event), values_.expression(node.duration); }
  void match(syntax::ChangePattern& node) { values_.path(node.tag), values_.expression(node.value); }
  void match(syntax::SchedulePattern&) {}
  void match(syntax::AnyPattern& node) {
    for (syntax::PatternPtr& alternative : node.alternatives) pattern(alternative);
  }

  // --- steps --------------------------------------------------------------------------------------------------------

  void block(syntax::Block& tree) {
    for (syntax::Step& step : tree.steps) {
      step_ = step.span;
      std::visit([&](auto& node) { act(node); }, step.node);
    }
  }
  void block(std::optional<syntax::Block>& tree) {
    if (tree) block(*tree);
  }

  void act(syntax::SendStep& node) { action(node.action, node.arguments); }
  void act(syntax::PlaceStep& node) { action(node.action, node.arguments), values_.expression(node.duration); }
  void act(syntax::AssignStep& node) { action(node.task, node.arguments); }
  void act(syntax::GrantStep& node) {
    action(node.benefit, node.arguments);
    block(node.granted);
    block(node.refused);
  }
  void act(syntax::SetStep& node) { values_.path(node.tag), values_.expression(node.value); }
  void act(syntax::EmitStep& node) { action(node.event, node.arguments), values_.expression(node.to); }
  void act(syntax::WaitStep& node) { values_.expression(node.duration); }
  void act(syntax::WaitUntilStep& node) { values_.expression(node.moment); }
  void act(syntax::WaitForStep& node) {
    pattern(node.pattern);
    values_.expression(node.up_to);
    block(node.seen);
    block(node.timeout);
  }
  void act(syntax::WaitForAnyStep& node) {
    values_.expression(node.up_to);
    for (auto& branch : node.branches) pattern(branch.pattern), block(branch.block);
    block(node.timeout);
  }
  void act(syntax::ChooseStep& node) {
    for (auto& branch : node.branches) values_.expression(branch.condition), block(branch.block);
    block(node.otherwise);
    block(node.unknown);
  }
  void act(syntax::SplitStep& node) {
    for (auto& side : node.sides) values_.quantity(side.share), block(side.block);
  }
  void act(syntax::RepeatStep& node) {
    values_.quantity(node.times);
    values_.expression(node.every), pattern(node.until), block(node.block);
  }
  void act(syntax::EachStep& node) {
    values_.quantity(node.up_to);
    values_.path(node.list), values_.keep(node.item), values_.where(node.where), block(node.block);
  }
  void act(syntax::StartStep& node) { action(node.journey, node.arguments); }
  void act(syntax::StopStep&) {}

  // What is done is at fault for the whole step, a value in it for its own place.
  void action(Path& name, std::vector<syntax::Argument>& given) {
    values_.note(name.first(), step_);
    values_.path(name);
    values_.arguments(given);
  }

  ExpressionFiller values_;
  source::Span step_;
};

}  // namespace

void fill(const Environment& environment, syntax::Declaration& tree, std::vector<Extent>& extents) {
  Filler(environment, extents).declaration(tree);
}

void fill(const Environment& environment, syntax::ExpressionPtr& tree, std::vector<Extent>& extents) {
  ExpressionFiller(environment, extents).expression(tree);
}

}  // namespace wend::modules
