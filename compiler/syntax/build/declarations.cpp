#include "compiler/syntax/build/declarations.hpp"

#include <utility>

#include "compiler/syntax/build/expressions.hpp"
#include "compiler/syntax/build/patterns.hpp"

namespace wend::syntax::build {

namespace {

class DeclarationBuilder : public antlr::WendParserBaseVisitor {
 public:
  explicit DeclarationBuilder(BuildContext& context) : context_(context) {}

  Declaration run(WendParser::DeclarationContext* written) {
    auto* inner = static_cast<antlr4::ParserRuleContext*>(written->children.front());
    declaration_.span = context_.span(inner);
    declaration_.keyword_span = context_.span(static_cast<antlr4::ParserRuleContext*>(inner->children.front()));
    inner->accept(this);
    declaration_.faulty = context_.faulty();
    return std::move(declaration_);
  }

  antlrcpp::Any visitImportDeclaration(WendParser::ImportDeclarationContext* written) override {
    ImportDeclaration import{context_.path(written->path()), arguments(context_, written->arguments())};
    declaration_.name = written->name() != nullptr ? context_.name(written->name()) : import.module.last();
    return finish(std::move(import));
  }
  antlrcpp::Any visitTagDeclaration(WendParser::TagDeclarationContext* written) override {
    return finish(TagDeclaration{expression(context_, written->expression())}, written);
  }
  antlrcpp::Any visitSegmentDeclaration(WendParser::SegmentDeclarationContext* written) override {
    return finish(SegmentDeclaration{expression(context_, written->expression())}, written);
  }
  antlrcpp::Any visitTriggerDeclaration(WendParser::TriggerDeclarationContext* written) override {
    return finish(TriggerDeclaration{pattern(context_, written->pattern())}, written);
  }
  antlrcpp::Any visitGoalDeclaration(WendParser::GoalDeclarationContext* written) override {
    return finish(GoalDeclaration{pattern(context_, written->pattern())}, written);
  }
  antlrcpp::Any visitMetricDeclaration(WendParser::MetricDeclarationContext* written) override {
    return finish(MetricDeclaration{expression(context_, written->expression())}, written);
  }
  antlrcpp::Any visitJourneyDeclaration(WendParser::JourneyDeclarationContext* written) override {
    return finish(journey(context_, written), written);
  }
  antlrcpp::Any visitPolicyDeclaration(WendParser::PolicyDeclarationContext* written) override {
    return finish(policy(context_, written), written);
  }
  antlrcpp::Any visitTestDeclaration(WendParser::TestDeclarationContext* written) override {
    const Text title = context_.literal_text(written->TEXT());
    declaration_.name = Name{title.value, std::string(context_.text(title.span)), true, KnownName::none, title.span};
    return finish(test(context_, written));
  }

 private:
  template <typename Node>
  antlrcpp::Any finish(Node node) {
    declaration_.node = std::move(node);
    return {};
  }

  template <typename Node, typename Written>
  antlrcpp::Any finish(Node node, Written* written) {
    declaration_.name = context_.name(written->name());
    if (auto* label = written->label()) declaration_.label = context_.literal_text(label->TEXT());
    return finish(std::move(node));
  }

  BuildContext& context_;
  Declaration declaration_;
};

}  // namespace

Declaration declaration(BuildContext& context, WendParser::DeclarationContext* written) {
  return DeclarationBuilder(context).run(written);
}

ModuleHead module_head(BuildContext& context, WendParser::ModuleHeadContext* written) {
  ModuleHead head;
  head.name = context.path(written->path());
  head.parameters = parameters(context, written->parameters());
  auto* last = written->parameters() != nullptr ? static_cast<antlr4::ParserRuleContext*>(written->parameters())
                                                : written->path();
  head.span = source::cover(context.span(written->moduleWord()), context.span(last));
  return head;
}

}  // namespace wend::syntax::build
