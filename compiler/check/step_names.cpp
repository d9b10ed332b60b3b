#include "compiler/check/steps.hpp"

namespace wend::check {
namespace {

// Walks blocks inside blocks; brackets, and so blocks, nest at most 64 deep.
class NameCollector {
 public:
  void block(const syntax::Block& block) {
    for (const syntax::Step& step : block.steps) {
      if (step.name) names.push_back(step.name->text);
      std::visit(*this, step.node);
    }
  }

  void operator()(const syntax::GrantStep& step) {
    optional(step.granted);
    optional(step.refused);
  }
  void operator()(const syntax::WaitForStep& step) {
    optional(step.seen);
    optional(step.timeout);
  }
  void operator()(const syntax::WaitForAnyStep& step) {
    for (const auto& branch : step.branches) block(branch.block);
    optional(step.timeout);
  }
  void operator()(const syntax::ChooseStep& step) {
    for (const auto& branch : step.branches) block(branch.block);
    optional(step.otherwise);
    optional(step.unknown);
  }
  void operator()(const syntax::SplitStep& step) {
    for (const auto& side : step.sides) block(side.block);
  }
  void operator()(const syntax::RepeatStep& step) { block(step.block); }
  void operator()(const syntax::EachStep& step) { block(step.block); }
  void operator()(const syntax::SendStep&) {}
  void operator()(const syntax::PlaceStep&) {}
  void operator()(const syntax::AssignStep&) {}
  void operator()(const syntax::SetStep&) {}
  void operator()(const syntax::EmitStep&) {}
  void operator()(const syntax::WaitStep&) {}
  void operator()(const syntax::WaitUntilStep&) {}
  void operator()(const syntax::StartStep& step) { started.push_back(step.journey.text()); }
  void operator()(const syntax::StopStep&) {}

  std::vector<std::string> names;
  std::vector<std::string> started;

 private:
  void optional(const std::optional<syntax::Block>& inner) {
    if (inner) block(*inner);
  }
};

}  // namespace

std::vector<std::string> step_names(const syntax::Block& block) {
  NameCollector collector;
  collector.block(block);
  return std::move(collector.names);
}

std::vector<std::string> started_names(const syntax::Block& block) {
  NameCollector collector;
  collector.block(block);
  return std::move(collector.started);
}

}  // namespace wend::check
