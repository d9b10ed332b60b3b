#include "compiler/syntax/build/operands.hpp"

#include <utility>

#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/build/expressions.hpp"
#include "compiler/syntax/keywords.hpp"

namespace wend::syntax::build {

namespace {

template <typename Node>
ExpressionPtr make(Node node, const Span& span) {
  auto expression = std::make_unique<Expression>();
  expression->node = std::move(node);
  expression->span = span;
  return expression;
}

Expression::Node set_literal(BuildContext& context, WendParser::LiteralContext* written) {
  SetLiteral set;
  for (auto* element : written->expression()) set.elements.push_back(expression(context, element));
  return set;
}

Expression::Node literal(BuildContext& context, WendParser::LiteralContext* written) {
  if (written->trueWord() != nullptr) return BooleanLiteral{true};
  if (written->falseWord() != nullptr) return BooleanLiteral{false};
  if (auto* quantity = written->quantity()) return QuantityLiteral{context.quantity(quantity)};
  if (auto* text = written->TEXT()) return TextLiteral{context.literal_text(text).value};
  if (auto* date = written->DATE()) {
    if (auto* time = written->TIME()) return MomentLiteral{context.date(date), context.time_of_day(time)};
    return DateLiteral{context.date(date)};
  }
  if (auto* time = written->TIME()) return TimeOfDayLiteral{context.time_of_day(time)};
  return set_literal(context, written);
}

Expression::Node choose_value(BuildContext& context, WendParser::ChooseValueContext* written) {
  ChooseValue choice;
  for (auto* branch : written->valueBranch()) {
    const Span span = context.span(branch);
    if (branch->whenWord() != nullptr) {
      choice.branches.push_back(
          {expression(context, branch->expression(0)), expression(context, branch->expression(1)), span});
      continue;
    }
    ExpressionPtr& kept = branch->otherwiseWord() != nullptr ? choice.otherwise : choice.unknown;
    if (kept != nullptr) context.fault(codes::said_twice, span).with(context.text(span));
    if (kept == nullptr) kept = expression(context, branch->expression(0));
  }
  if (choice.branches.empty()) {
    const Span word = context.span(written->chooseWord());
    context.fault(codes::no_branches, word).with(context.text(word));
  }
  return choice;
}

Expression::Node time_range(BuildContext& context, WendParser::TimeRangeContext* written) {
  if (auto* length = written->span())
    return RelativeRange{written->nextWord() != nullptr, span_of_time(context, length)};
  if (written->thisWeekWord() != nullptr) return CalendarRange{false, CalendarUnit::week};
  if (written->thisMonthWord() != nullptr) return CalendarRange{false, CalendarUnit::month};
  if (written->thisYearWord() != nullptr) return CalendarRange{false, CalendarUnit::year};
  if (written->previousWeekWord() != nullptr) return CalendarRange{true, CalendarUnit::week};
  if (written->previousMonthWord() != nullptr) return CalendarRange{true, CalendarUnit::month};
  if (written->previousYearWord() != nullptr) return CalendarRange{true, CalendarUnit::year};
  return CalendarRange{false, CalendarUnit::day};
}

ExpressionPtr with_members(BuildContext& context, ExpressionPtr base, const Span& outer,
                           WendParser::MembersContext* members) {
  if (members == nullptr) return base;
  const Span span = source::cover(outer, context.span(members));
  return make(FieldAccess{std::move(base), context.names(members->name())}, span);
}

ExpressionPtr in_parentheses(BuildContext& context, WendParser::OperandContext* written) {
  ExpressionPtr inner = expression(context, written->expression());
  inner->in_parentheses = true;
  const Span outer =
      source::cover(context.span(written->LEFT_PARENTHESIS()), context.span(written->RIGHT_PARENTHESIS()));
  return with_members(context, std::move(inner), outer, written->members());
}

ExpressionPtr call(BuildContext& context, WendParser::OperandContext* written) {
  const Span span = context.span(written->path(), written->arguments());
  Call call;
  call.callee = context.path(written->path());
  const bool plain = call.callee.is_simple() && !call.callee.first().quoted;
  if (plain) call.function = find_function(call.callee.first().text);
  call.arguments = arguments(context, written->arguments());
  return with_members(context, make(std::move(call), span), span, written->members());
}

Argument argument(BuildContext& context, WendParser::ArgumentContext* written) {
  Argument argument;
  argument.span = context.span(written);
  auto names = context.names(written->name());
  if (written->COLON() != nullptr) argument.name = std::move(names.front());
  if (written->asWord() != nullptr) argument.alias = std::move(names.back());
  if (auto* earlier = written->earlierWord()) argument.earlier = context.span(earlier);
  argument.value = expression(context, written->expression());
  argument.where = condition(context, written->condition());
  return argument;
}

}  // namespace

ExpressionPtr operand(BuildContext& context, WendParser::OperandContext* written) {
  if (written->LEFT_PARENTHESIS() != nullptr) return in_parentheses(context, written);
  if (written->arguments() != nullptr) return call(context, written);
  const Span span = context.span(written);
  if (auto* node = written->literal()) return make(literal(context, node), span);
  if (auto* node = written->chooseValue()) return make(choose_value(context, node), span);
  if (auto* node = written->timeRange()) return make(time_range(context, node), span);
  return reference(context, written->path());
}

ExpressionPtr reference(BuildContext& context, WendParser::PathContext* written) {
  return make(Reference{context.path(written)}, context.span(written));
}

ExpressionPtr span_of_time(BuildContext& context, WendParser::SpanContext* written) {
  if (auto* literal = written->SPAN()) return make(QuantityLiteral{context.quantity(literal)}, context.span(written));
  if (auto* path = written->path()) return reference(context, path);
  ExpressionPtr inner = expression(context, written->expression());
  inner->in_parentheses = true;
  return inner;
}

std::vector<Argument> arguments(BuildContext& context, WendParser::ArgumentsContext* written) {
  std::vector<Argument> list;
  if (written == nullptr) return list;
  for (auto* each : written->argument()) list.push_back(argument(context, each));
  return list;
}

}  // namespace wend::syntax::build
