#include <utility>

#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/build/clauses.hpp"
#include "compiler/syntax/build/declarations.hpp"
#include "compiler/syntax/build/expressions.hpp"
#include "compiler/syntax/build/patterns.hpp"
#include "compiler/syntax/build/steps.hpp"

namespace wend::syntax::build {

namespace {

class JourneyBuilder : public ClauseBuilder {
 public:
  explicit JourneyBuilder(BuildContext& context) : ClauseBuilder(context) {}

  JourneyDeclaration run(WendParser::JourneyDeclarationContext* written) {
    journey_.parameters = parameters(context_, written->parameters());
    for (auto* clause : written->journeyClause()) clause->accept(this);
    return std::move(journey_);
  }

  antlrcpp::Any visitVersionClause(WendParser::VersionClauseContext* written) override {
    return once(journey_.version, written, [&] { return context_.quantity(written->INTEGER()); });
  }
  antlrcpp::Any visitOwnerClause(WendParser::OwnerClauseContext* written) override {
    return once(journey_.owner, written, [&] { return context_.literal_text(written->TEXT()); });
  }
  antlrcpp::Any visitOnClause(WendParser::OnClauseContext* written) override {
    return once(journey_.on, written, [&] { return pattern(context_, written->pattern()); });
  }
  antlrcpp::Any visitAudienceClause(WendParser::AudienceClauseContext* written) override {
    return once(journey_.audience, written, [&] { return expression(context_, written->expression()); });
  }
  antlrcpp::Any visitWhenClause(WendParser::WhenClauseContext* written) override {
    return once(journey_.when, written, [&] { return expression(context_, written->expression()); });
  }
  antlrcpp::Any visitPurposeClause(WendParser::PurposeClauseContext* written) override {
    return once(journey_.purpose, written, [&] { return context_.name(written->name()); });
  }
  antlrcpp::Any visitPriorityClause(WendParser::PriorityClauseContext* written) override {
    return once(journey_.priority, written, [&] { return context_.quantity(written->whole()); });
  }
  antlrcpp::Any visitReentryClause(WendParser::ReentryClauseContext* written) override {
    return once(journey_.reentry, written, [&] {
      Reentry reentry;
      if (written->alwaysWord() != nullptr) reentry.kind = Reentry::Kind::always;
      if (written->afterWord() != nullptr) {
        reentry = {Reentry::Kind::after, span_of_time(context_, written->span())};
      }
      return reentry;
    });
  }
  antlrcpp::Any visitHoldoutClause(WendParser::HoldoutClauseContext* written) override {
    return once(journey_.holdout, written, [&] { return context_.quantity(written->share()); });
  }
  antlrcpp::Any visitGoalClause(WendParser::GoalClauseContext* written) override {
    JourneyGoal goal{context_.path(written->path()), nullptr, written->andGoOnWord() != nullptr};
    if (written->span() != nullptr) goal.within = span_of_time(context_, written->span());
    return each(journey_.goals, written, std::move(goal));
  }
  antlrcpp::Any visitMeasureClause(WendParser::MeasureClauseContext* written) override {
    return each(journey_.measures, written, context_.path(written->path()));
  }
  antlrcpp::Any visitStudyClause(WendParser::StudyClauseContext* written) override {
    return each(journey_.studies, written,
                Study{context_.path(written->path()), date(written->DATE()), context_.quantity(written->INTEGER())});
  }
  antlrcpp::Any visitExitOnClause(WendParser::ExitOnClauseContext* written) override {
    return each(journey_.exits_on, written, pattern(context_, written->pattern()));
  }
  antlrcpp::Any visitExitWhenClause(WendParser::ExitWhenClauseContext* written) override {
    return each(journey_.exits_when, written, expression(context_, written->expression()));
  }
  antlrcpp::Any visitExpiresClause(WendParser::ExpiresClauseContext* written) override {
    return once(journey_.expires, written, [&] { return span_of_time(context_, written->span()); });
  }
  antlrcpp::Any visitPerClause(WendParser::PerClauseContext* written) override {
    return once(journey_.per, written, [&] { return instance_key(written); });
  }
  antlrcpp::Any visitActiveClause(WendParser::ActiveClauseContext* written) override {
    return once(journey_.active, written, [&] { return ActiveDates{date(written->DATE(0)), date(written->DATE(1))}; });
  }
  antlrcpp::Any visitExclusiveClause(WendParser::ExclusiveClauseContext* written) override {
    return once(journey_.exclusive, written, [&] { return context_.name(written->name()); });
  }
  antlrcpp::Any visitMigrateClause(WendParser::MigrateClauseContext* written) override {
    Migration migration{context_.quantity(written->INTEGER()), {}, std::nullopt};
    for (auto* move : written->move()) {
      migration.moves.push_back({context_.name(move->name(0)), context_.name(move->name(1)), context_.span(move)});
    }
    if (auto* rest = written->migrateRest()) {
      const auto fate = rest->keepWord() != nullptr ? Migration::Otherwise::keep : Migration::Otherwise::exit;
      migration.otherwise = Clause<Migration::Otherwise>{fate, context_.span(rest)};
    }
    return each(journey_.migrations, written, std::move(migration));
  }
  antlrcpp::Any visitStepsClause(WendParser::StepsClauseContext* written) override {
    return once(journey_.steps, written, [&] { return block(context_, written->block()); });
  }

 private:
  Clause<Date> date(TerminalNode* node) { return {context_.date(node), context_.span(node)}; }

  // `per h in holdings where …`, or `per card`.
  InstanceKey instance_key(WendParser::PerClauseContext* written) {
    InstanceKey key;
    key.source = context_.path(written->path().back());
    if (written->inWord() == nullptr) return key;
    const Path item = context_.path(written->path(0));
    if (!item.is_simple()) context_.fault(codes::expected_name, item.span).with(context_.text(item.span));
    key.item = item.last();
    key.where = condition(context_, written->condition());
    return key;
  }

  JourneyDeclaration journey_;
};

}  // namespace

JourneyDeclaration journey(BuildContext& context, WendParser::JourneyDeclarationContext* written) {
  return JourneyBuilder(context).run(written);
}

}  // namespace wend::syntax::build
