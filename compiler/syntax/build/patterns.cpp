#include "compiler/syntax/build/patterns.hpp"

#include <utility>

#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/build/expressions.hpp"

namespace wend::syntax::build {

namespace {

PatternPtr make(const Span& span) {
  auto pattern = std::make_unique<Pattern>();
  pattern->span = span;
  return pattern;
}

EventPattern event(BuildContext& context, WendParser::PathContext* path, WendParser::NameContext* alias,
                   WendParser::ConditionContext* where, const Span& span) {
  EventPattern event;
  event.event = context.path(path);
  if (alias != nullptr) event.alias = context.name(alias);
  event.where = condition(context, where);
  event.span = span;
  return event;
}

ChangePattern change(BuildContext& context, WendParser::PathContext* tag, WendParser::ChangeContext* written) {
  ChangePattern change;
  change.tag = context.path(tag);
  change.kind_span = context.span(static_cast<antlr4::ParserRuleContext*>(written->children.front()));
  if (written->risesToWord() != nullptr) change.kind = ChangeKind::rises_to;
  if (written->fallsToWord() != nullptr) change.kind = ChangeKind::falls_to;
  if (written->risesAboveWord() != nullptr) change.kind = ChangeKind::rises_above;
  if (written->fallsBelowWord() != nullptr) change.kind = ChangeKind::falls_below;
  if (written->changesToWord() != nullptr) change.kind = ChangeKind::changes_to;
  if (written->value() != nullptr) change.value = value(context, written->value());
  return change;
}

Weekday weekday(WendParser::WeekdayContext* written) {
  if (written->everyMondayWord() != nullptr) return Weekday::monday;
  if (written->everyTuesdayWord() != nullptr) return Weekday::tuesday;
  if (written->everyWednesdayWord() != nullptr) return Weekday::wednesday;
  if (written->everyThursdayWord() != nullptr) return Weekday::thursday;
  if (written->everyFridayWord() != nullptr) return Weekday::friday;
  return written->everySaturdayWord() != nullptr ? Weekday::saturday : Weekday::sunday;
}

// `5`, or `5日` where the number carries its unit as Chinese writes it.
Quantity day_of_month(BuildContext& context, WendParser::ScheduleContext* written) {
  Quantity day = context.quantity(written->INTEGER() != nullptr ? written->INTEGER() : written->SPAN());
  const bool in_month = day.digits.size() <= 2 && day.is_integer() && std::stoi(day.digits) >= 1 &&
                        std::stoi(day.digits) <= 31 && day.multiplier == Multiplier::none;
  const bool fits = in_month && (day.unit == Unit::none || day.unit == Unit::day);
  if (!fits) {
    diagnostics::Report report = context.fault(codes::day_of_month, day.span).with(context.text(day.span));
    const bool english = context.text(context.span(written->everyMonthDayWord())).starts_with("every");
    const Span days = source::cover(context.span(written->everyMonthDayWord()), day.span);
    report.suggest(days, english ? "every month last day" : "每月最后一天", diagnostics::Applicability::unsafe);
  }
  return day;
}

SchedulePattern schedule(BuildContext& context, WendParser::ScheduleContext* written) {
  SchedulePattern schedule;
  schedule.time = context.time_of_day(written->TIME());
  if (auto* day = written->weekday()) schedule.days = SchedulePattern::Weekly{weekday(day)};
  if (written->everyMonthDayWord() != nullptr) schedule.days = SchedulePattern::Monthly{day_of_month(context, written)};
  if (written->everyMonthEndWord() != nullptr) schedule.days = SchedulePattern::MonthEnd{};
  if (auto* date = written->DATE()) schedule.days = SchedulePattern::Once{context.date(date)};
  return schedule;
}

// Takes a pattern's parts from left to right: alternatives, and what belongs to the alternative before it.
class PatternBuilder {
 public:
  explicit PatternBuilder(BuildContext& context) : context_(context) {}

  PatternPtr run(WendParser::PatternContext* written) {
    for (auto* child : written->children) {
      auto* part = static_cast<antlr4::ParserRuleContext*>(child);
      switch (part->getRuleIndex()) {
        case WendParser::RuleAlternative: add(static_cast<WendParser::AlternativeContext*>(part)); break;
        case WendParser::RuleMore: add(static_cast<WendParser::MoreContext*>(part)->alternative()); break;
        case WendParser::RuleCondition: restrict(static_cast<WendParser::ConditionContext*>(part)); break;
        case WendParser::RuleFollowing: follow(static_cast<WendParser::FollowingContext*>(part)); break;
        default: break;  // `when` and its expression, taken below
      }
    }
    PatternPtr result = alternatives_.size() == 1 ? std::move(alternatives_.front()) : any_of();
    if (written->expression() != nullptr)
      add_when(result, expression(context_, written->expression()), context_.span(written));
    return result;
  }

 private:
  void add(WendParser::AlternativeContext* written) {
    const Span span = context_.span(written);
    if (auto* group = dynamic_cast<WendParser::GroupAlternativeContext*>(written)) {
      alternatives_.push_back(pattern(context_, group->pattern()));
      grouped_ = true;
      return;
    }
    grouped_ = false;
    PatternPtr made = make(span);
    if (auto* absence = dynamic_cast<WendParser::AbsenceAlternativeContext*>(written)) {
      made->node = AbsencePattern{event(context_, absence->path(), absence->name(), absence->condition(), span),
                                  span_of_time(context_, absence->span())};
    } else if (auto* timed = dynamic_cast<WendParser::ScheduleAlternativeContext*>(written)) {
      made->node = schedule(context_, timed->schedule());
    } else if (auto* plain = dynamic_cast<WendParser::EventAlternativeContext*>(written)) {
      if (plain->change() != nullptr) {
        made->node = change(context_, plain->path(), plain->change());
      } else {
        made->node = event(context_, plain->path(), plain->name(), nullptr, span);
      }
    }
    alternatives_.push_back(std::move(made));
  }

  // `where` of the last alternative, which is an event without one.
  void restrict(WendParser::ConditionContext* written) {
    Pattern& last = *alternatives_.back();
    auto* only = std::get_if<EventPattern>(&last.node);
    const Span word = context_.span(written->whereWord());
    if (only == nullptr || grouped_) {
      context_.fault(codes::not_after_event, word).with(context_.text(word));
    } else if (only->where != nullptr) {
      const auto* chain = only->where->as<Chain>();
      const bool swallowed = chain != nullptr && !only->where->in_parentheses && chain->kind == ChainKind::disjunction;
      context_.fault(swallowed ? codes::or_after_where : codes::said_twice, word).with(context_.text(word));
    } else {
      only->where = condition(context_, written);
      last.span = only->span = source::cover(last.span, context_.span(written));
    }
  }

  void follow(WendParser::FollowingContext* written) {
    Pattern& last = *alternatives_.back();
    const Span span = context_.span(written);
    if (auto* only = std::get_if<EventPattern>(&last.node); only != nullptr && !grouped_) {
      last.node = SequencePattern{std::move(*only), {}};
    }
    auto* sequence = std::get_if<SequencePattern>(&last.node);
    if (sequence == nullptr || grouped_) {
      const Span word = context_.span(written->thenEventWord());
      context_.fault(codes::not_after_event, word).with(context_.text(word));
      return;
    }
    auto* end = written->condition() != nullptr ? static_cast<antlr4::ParserRuleContext*>(written->condition())
                : written->name() != nullptr    ? static_cast<antlr4::ParserRuleContext*>(written->name())
                                                : written->path();
    SequencePattern::Following following;
    following.absent = written->noWord() != nullptr;
    following.event =
        event(context_, written->path(), written->name(), written->condition(), context_.span(written->path(), end));
    following.within = span_of_time(context_, written->span());
    following.span = span;
    sequence->rest.push_back(std::move(following));
    last.span = source::cover(last.span, span);
  }

  PatternPtr any_of() {
    PatternPtr any = make(source::cover(alternatives_.front()->span, alternatives_.back()->span));
    any->node = AnyPattern{std::move(alternatives_)};
    return any;
  }

  // `(P when a) when b`: both must hold, so the inner one is kept and the outer put around it.
  static void add_when(PatternPtr& result, ExpressionPtr when, const Span& span) {
    if (result->when != nullptr) {
      PatternPtr outer = make(span);
      outer->node = AnyPattern{};
      std::get<AnyPattern>(outer->node).alternatives.push_back(std::move(result));
      result = std::move(outer);
    }
    result->when = std::move(when);
    result->span = span;
  }

  BuildContext& context_;
  std::vector<PatternPtr> alternatives_;
  bool grouped_ = false;  // the last alternative stands in parentheses
};

}  // namespace

PatternPtr pattern(BuildContext& context, WendParser::PatternContext* written) {
  return PatternBuilder(context).run(written);
}

}  // namespace wend::syntax::build
