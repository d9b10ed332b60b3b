#include <utility>

#include "compiler/syntax/build/declarations.hpp"
#include "compiler/syntax/build/expressions.hpp"

namespace wend::syntax::build {

namespace {

using Expectation = ExpectClause::Kind;

Expectation kind_of(WendParser::ExpectationContext* written) {
  if (written->sendWord() != nullptr) return Expectation::send;
  if (written->placeWord() != nullptr) return Expectation::place;
  if (written->assignWord() != nullptr) return Expectation::assign;
  if (written->grantWord() != nullptr) return Expectation::grant;
  if (written->setWord() != nullptr) return Expectation::set;
  if (written->emitWord() != nullptr) return Expectation::emit;
  if (written->startWord() != nullptr) return Expectation::start;
  if (written->goalWord() != nullptr) return Expectation::goal;
  if (written->enterWord() != nullptr) return Expectation::enter;
  if (written->exitWord() != nullptr) return Expectation::exit;
  if (written->skipWord() != nullptr) return Expectation::skip;
  return written->triggerWord() != nullptr ? Expectation::trigger : Expectation::condition;
}

class TestBuilder : public antlr::WendParserBaseVisitor {
 public:
  explicit TestBuilder(BuildContext& context) : context_(context) {}

  TestDeclaration run(WendParser::TestDeclarationContext* written) {
    for (auto* clause : written->testClause()) clause->accept(this);
    return std::move(test_);
  }

  antlrcpp::Any visitGivenClause(WendParser::GivenClauseContext* written) override {
    return add(GivenClause{fields(written->fields())}, written);
  }
  antlrcpp::Any visitVariantClause(WendParser::VariantClauseContext* written) override {
    return add(VariantClause{context_.path(written->path())}, written);
  }
  antlrcpp::Any visitAtClause(WendParser::AtClauseContext* written) override {
    AtClause at;
    if (written->SPAN() != nullptr) {
      at.moment = context_.quantity(written->SPAN());
    } else {
      AtClause::Absolute moment{context_.date(written->DATE()), std::nullopt};
      if (written->TIME() != nullptr) moment.time = context_.time_of_day(written->TIME());
      at.moment = moment;
    }
    at.event = context_.path(written->path());
    at.fields = fields(written->fields());
    return add(std::move(at), written);
  }
  antlrcpp::Any visitAdvanceClause(WendParser::AdvanceClauseContext* written) override {
    return add(AdvanceClause{context_.quantity(written->SPAN())}, written);
  }
  antlrcpp::Any visitExpectClause(WendParser::ExpectClauseContext* written) override {
    WendParser::ExpectationContext* what = written->expectation();
    ExpectClause expect;
    expect.kind = kind_of(what);
    expect.negated = written->noWord() != nullptr;
    if (what->path() != nullptr) expect.subject = context_.path(what->path());
    expect.arguments = arguments(context_, what->arguments());
    if (what->expression() != nullptr) expect.value = expression(context_, what->expression());
    return add(std::move(expect), written);
  }

 private:
  template <typename Node>
  antlrcpp::Any add(Node node, antlr4::ParserRuleContext* written) {
    test_.clauses.push_back(TestClause{std::move(node), context_.span(written)});
    return {};
  }

  std::vector<FieldValue> fields(WendParser::FieldsContext* written) {
    std::vector<FieldValue> values;
    if (written == nullptr) return values;
    for (auto* field : written->field()) {
      FieldValue& value = values.emplace_back();
      value.name = context_.name(field->name());
      value.span = context_.span(field);
      if (field->expression() != nullptr) value.value = expression(context_, field->expression());
      if (field->records() == nullptr) continue;
      for (auto* record : field->records()->fields()) value.records.push_back(fields(record));
    }
    return values;
  }

  BuildContext& context_;
  TestDeclaration test_;
};

}  // namespace

TestDeclaration test(BuildContext& context, WendParser::TestDeclarationContext* written) {
  return TestBuilder(context).run(written);
}

}  // namespace wend::syntax::build
