#include "compiler/syntax/build/steps.hpp"

#include <utility>

#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/build/clauses.hpp"
#include "compiler/syntax/build/expressions.hpp"
#include "compiler/syntax/build/patterns.hpp"

namespace wend::syntax::build {

namespace {

class StepBuilder : public antlr::WendParserBaseVisitor {
 public:
  explicit StepBuilder(BuildContext& context) : context_(context) {}

  Step run(WendParser::StepContext* written) {
    step_.span = context_.span(written);
    step_.keyword_span = first_word(context_, written);
    written->accept(this);
    return std::move(step_);
  }

  antlrcpp::Any visitSendStep(WendParser::SendStepContext* written) override {
    return finish(SendStep{path(written), arguments(context_, written->arguments())}, written);
  }

  antlrcpp::Any visitPlaceStep(WendParser::PlaceStepContext* written) override {
    return finish(
        PlaceStep{path(written), arguments(context_, written->arguments()), span_of_time(context_, written->span())},
        written);
  }

  antlrcpp::Any visitAssignStep(WendParser::AssignStepContext* written) override {
    return finish(AssignStep{path(written), arguments(context_, written->arguments())}, written);
  }

  antlrcpp::Any visitGrantStep(WendParser::GrantStepContext* written) override {
    GrantStep grant{path(written), arguments(context_, written->arguments()), std::nullopt, std::nullopt};
    for (auto* answer : written->grantAnswer()) {
      keep_block(answer->grantedWord() != nullptr ? grant.granted : grant.refused, answer, answer->block());
    }
    return finish(std::move(grant), written);
  }

  antlrcpp::Any visitSetStep(WendParser::SetStepContext* written) override {
    return finish(SetStep{path(written), expression(context_, written->expression())}, written);
  }

  antlrcpp::Any visitEmitStep(WendParser::EmitStepContext* written) override {
    EmitStep emit{context_.path(written->path(0)), arguments(context_, written->arguments()), nullptr};
    if (written->toWord() != nullptr) emit.to = reference(context_, written->path(1));
    return finish(std::move(emit), written);
  }

  antlrcpp::Any visitWaitStep(WendParser::WaitStepContext* written) override {
    return finish(WaitStep{span_of_time(context_, written->span())}, written);
  }

  antlrcpp::Any visitWaitUntilStep(WendParser::WaitUntilStepContext* written) override {
    WaitUntilStep wait{expression(context_, written->expression()), IfPast::go_on, std::nullopt};
    if (auto* if_past = written->ifPast()) {
      wait.if_past = if_past->stopWord() != nullptr ? IfPast::stop : IfPast::skip;
      wait.if_past_span = context_.span(if_past);
    }
    return finish(std::move(wait), written);
  }

  antlrcpp::Any visitWaitForStep(WendParser::WaitForStepContext* written) override {
    WaitForStep wait{pattern(context_, written->pattern()), span_of_time(context_, written->span()), std::nullopt,
                     std::nullopt};
    for (auto* outcome : written->waitOutcome()) {
      keep_block(outcome->seenWord() != nullptr ? wait.seen : wait.timeout, outcome, outcome->block());
    }
    return finish(std::move(wait), written);
  }

  antlrcpp::Any visitWaitForAnyStep(WendParser::WaitForAnyStepContext* written) override {
    WaitForAnyStep wait{span_of_time(context_, written->span()), {}, std::nullopt};
    for (auto* branch : written->waitBranch()) {
      if (branch->seenWord() == nullptr) {
        keep_block(wait.timeout, branch, branch->block());
      } else {
        wait.branches.push_back(
            {pattern(context_, branch->pattern()), block(context_, branch->block()), context_.span(branch)});
      }
    }
    expect_branches(wait.branches.empty());
    return finish(std::move(wait), written);
  }

  antlrcpp::Any visitChooseStep(WendParser::ChooseStepContext* written) override {
    ChooseStep choose;
    for (auto* branch : written->stepBranch()) {
      if (branch->whenWord() != nullptr) {
        choose.branches.push_back(
            {expression(context_, branch->expression()), block(context_, branch->block()), context_.span(branch)});
      } else {
        keep_block(branch->otherwiseWord() != nullptr ? choose.otherwise : choose.unknown, branch, branch->block());
      }
    }
    expect_branches(choose.branches.empty());
    return finish(std::move(choose));
  }

  antlrcpp::Any visitSplitStep(WendParser::SplitStepContext* written) override {
    SplitStep split;
    if (written->name() != nullptr) split.split = context_.name(written->name());
    for (auto* side : written->side()) {
      split.sides.push_back({context_.quantity(side->share()), context_.name(side->name()),
                             block(context_, side->block()), context_.span(side)});
    }
    expect_branches(split.sides.empty());
    step_.name = split.split;
    return finish(std::move(split));
  }

  antlrcpp::Any visitRepeatStep(WendParser::RepeatStepContext* written) override {
    RepeatStep repeat{context_.quantity(written->whole()), span_of_time(context_, written->span()), nullptr, {}};
    if (written->pattern() != nullptr) repeat.until = pattern(context_, written->pattern());
    repeat.block = block(context_, written->block());
    return finish(std::move(repeat));
  }

  antlrcpp::Any visitEachStep(WendParser::EachStepContext* written) override {
    EachStep each{context_.name(written->name()), path(written), nullptr, context_.quantity(written->whole()), {}};
    each.where = condition(context_, written->condition());
    each.block = block(context_, written->block());
    return finish(std::move(each));
  }

  antlrcpp::Any visitStartStep(WendParser::StartStepContext* written) override {
    return finish(StartStep{path(written), arguments(context_, written->arguments())}, written);
  }

  antlrcpp::Any visitStopStep(WendParser::StopStepContext* /*written*/) override { return finish(StopStep{}); }

 private:
  template <typename Written>
  Path path(Written* written) const {
    return context_.path(written->path());
  }

  template <typename Node>
  antlrcpp::Any finish(Node node) {
    step_.node = std::move(node);
    return {};
  }

  // Of a step that may have a name after `as`.
  template <typename Node, typename Written>
  antlrcpp::Any finish(Node node, Written* written) {
    if (auto* named = written->stepName()) step_.name = context_.name(named->name());
    return finish(std::move(node));
  }

  void keep_block(std::optional<Block>& kept, antlr4::ParserRuleContext* clause, WendParser::BlockContext* written) {
    if (is_first(context_, kept, first_word(context_, clause))) kept = block(context_, written);
  }

  void expect_branches(bool none) {
    if (none && !context_.has_gaps())
      context_.fault(codes::no_branches, step_.keyword_span).with(context_.text(step_.keyword_span));
  }

  BuildContext& context_;
  Step step_;
};

}  // namespace

Block block(BuildContext& context, WendParser::BlockContext* written) {
  Block block;
  block.span = context.span(written);
  for (auto* step : written->step()) block.steps.push_back(StepBuilder(context).run(step));
  return block;
}

}  // namespace wend::syntax::build
