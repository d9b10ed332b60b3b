#include <utility>

#include "compiler/syntax/build/clauses.hpp"
#include "compiler/syntax/build/declarations.hpp"
#include "compiler/syntax/build/expressions.hpp"

namespace wend::syntax::build {

namespace {

Verdict verdict_of(WendParser::VerdictContext* written) {
  if (written->delayWord() != nullptr) return Verdict::delay;
  return written->skipWord() != nullptr ? Verdict::skip : Verdict::stop;
}

ComparisonOperator comparison_of(const WendParser::ComparisonContext& written) {
  switch (written.start->getType()) {
    case WendParser::NOT_EQUAL: return ComparisonOperator::not_equal;
    case WendParser::LESS: return ComparisonOperator::less;
    case WendParser::LESS_OR_EQUAL: return ComparisonOperator::less_or_equal;
    case WendParser::GREATER: return ComparisonOperator::greater;
    case WendParser::GREATER_OR_EQUAL: return ComparisonOperator::greater_or_equal;
    default: return ComparisonOperator::equal;
  }
}

class PolicyBuilder : public ClauseBuilder {
 public:
  explicit PolicyBuilder(BuildContext& context) : ClauseBuilder(context) {}

  PolicyDeclaration run(WendParser::PolicyDeclarationContext* written) {
    for (auto* clause : written->policyClause()) clause->accept(this);
    return std::move(policy_);
  }

  antlrcpp::Any visitAppliesClause(WendParser::AppliesClauseContext* written) override {
    return once(policy_.applies_to, written, [&] { return expression(context_, written->expression()); });
  }
  antlrcpp::Any visitControlClause(WendParser::ControlClauseContext* written) override {
    return once(policy_.control, written, [&] { return context_.quantity(written->share()); });
  }
  antlrcpp::Any visitConsentClause(WendParser::ConsentClauseContext* written) override {
    return each(policy_.consents, written,
                ConsentRule{context_.name(written->name()), expression(context_, written->expression())});
  }
  antlrcpp::Any visitSensitiveClause(WendParser::SensitiveClauseContext* written) override {
    return once(policy_.sensitive, written, [&] { return expression(context_, written->expression()); });
  }
  antlrcpp::Any visitSuitabilityClause(WendParser::SuitabilityClauseContext* written) override {
    return once(policy_.suitability, written, [&] { return expression(context_, written->expression()); });
  }
  antlrcpp::Any visitQuietClause(WendParser::QuietClauseContext* written) override {
    return each(policy_.quiet, written,
                QuietHours{time(written->TIME(0)), time(written->TIME(1)), verdict_of(written->verdict())});
  }
  antlrcpp::Any visitCapClause(WendParser::CapClauseContext* written) override {
    ContactCap cap{span_of_time(context_, written->span()),
                   context_.quantity(written->whole()),
                   {},
                   verdict_of(written->verdict())};
    for (auto* channel : written->path()) cap.across.push_back(context_.path(channel));
    return each(policy_.caps, written, std::move(cap));
  }
  antlrcpp::Any visitArbitrateClause(WendParser::ArbitrateClauseContext* written) override {
    return once(policy_.arbitrate, written, [&] { return span_of_time(context_, written->span()); });
  }
  antlrcpp::Any visitReserveClause(WendParser::ReserveClauseContext* written) override {
    return each(policy_.reservations, written,
                Reservation{context_.quantity(written->whole(0)), comparison_of(*written->comparison()),
                            context_.quantity(written->whole(1))});
  }

 private:
  Clause<TimeOfDay> time(TerminalNode* node) { return {context_.time_of_day(node), context_.span(node)}; }

  PolicyDeclaration policy_;
};

}  // namespace

PolicyDeclaration policy(BuildContext& context, WendParser::PolicyDeclarationContext* written) {
  return PolicyBuilder(context).run(written);
}

}  // namespace wend::syntax::build
