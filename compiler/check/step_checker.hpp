// Checks the steps of one journey. For the files steps*.cpp alone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/check/steps.hpp"

namespace wend::check {

using ir::StepIndex;

// Steps of one block are given places next to each other before any of them is checked, so that each knows the one
// that follows; what is inside a step comes behind them.
class StepChecker {
 public:
  StepChecker(Context& context, const Scope& scope) : context_(context), scope_(scope) {}

  // Where the block begins; what follows it is `after`.
  StepIndex block(const syntax::Block& block, StepIndex after);

  bool sound() const { return sound_; }
  std::uint32_t loops() const { return loops_; }

  std::vector<ir::Step> take() { return std::move(steps_); }

  bool operator()(const syntax::SendStep& tree);
  bool operator()(const syntax::AssignStep& tree);
  bool operator()(const syntax::GrantStep& tree);
  bool operator()(const syntax::PlaceStep& tree);
  bool operator()(const syntax::SetStep& tree);
  bool operator()(const syntax::EmitStep& tree);
  bool operator()(const syntax::StartStep& tree);
  bool operator()(const syntax::WaitStep& tree);
  bool operator()(const syntax::WaitUntilStep& tree);
  bool operator()(const syntax::WaitForStep& tree);
  bool operator()(const syntax::WaitForAnyStep& tree);
  // The steps inside come back to this one.
  bool operator()(const syntax::RepeatStep& tree);
  // Likewise; the record has a name inside.
  bool operator()(const syntax::EachStep& tree);
  bool operator()(const syntax::ChooseStep& tree);
  // A split's name stands before its brace, so the tree has it as the step's.
  bool operator()(const syntax::SplitStep& tree);
  bool operator()(const syntax::StopStep&) { return put(ir::Stop{}, "stop"); }

 private:
  void check_step(const syntax::Step& step, StepIndex place);
  // A name that no step before has.
  bool take_name(const syntax::Name& name);
  // What the author named the step, else its place, made unique by counting.
  std::string name_for(const std::string& place);

  template <typename Action>
  bool put(Action action, const std::string& place) {
    return put_at(place_, std::move(action), name_for(place));
  }
  template <typename Action>
  bool put_at(StepIndex place, Action action, std::string name) {
    ir::Step& step = steps_[place];
    step.named = taken_.contains(name);
    step.name = std::move(name);
    step.action = std::move(action);
    step.loops = around_;
    return true;
  }
  // Which records an `each` goes through.
  std::optional<ir::Each> check_items(const syntax::EachStep& tree);
  // Whether so many times inside of those around come to no more than may be.
  bool is_bounded(std::uint64_t times);
  bool check_moment(const syntax::Expression& tree, ir::WaitUntil& wait);
  // Sides that come to less than everyone leave the rest out: they go on behind the split.
  bool check_sides(const syntax::SplitStep& tree, ir::Split& split, StepIndex next);

  Context& context_;
  Scope scope_;  // its aliases come and go with the blocks
  std::vector<ir::Step> steps_;
  std::uint32_t loops_ = 0;
  std::vector<std::uint32_t> around_;  // the loops that what is being checked stands in, outermost first
  std::vector<std::uint32_t> items_;   // of the `each` among them, how many records each may go through
  std::map<std::string, source::Span, std::less<>> taken_;
  std::map<std::string, int> places_;
  bool has_nameless_split_ = false;
  bool sound_ = true;
  // Of the step that is being checked; a visitor that goes into blocks keeps its own copy.
  StepIndex place_ = 0;
  StepIndex next_ = ir::kEnd;
  StepIndex past_next_ = ir::kEnd;
  source::Span keyword_;
  std::optional<std::string> given_name_;
};

}  // namespace wend::check
