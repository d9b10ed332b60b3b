#include "compiler/syntax/build/expressions.hpp"

#include "compiler/syntax/build/operands.hpp"
#include "compiler/syntax/build/operators.hpp"

namespace wend::syntax::build {

namespace {

Prefix prefix_of(WendParser::PrefixContext* written) {
  if (written->notWord() != nullptr) return Prefix::logical_not;
  return written->sinceWord() != nullptr ? Prefix::since : Prefix::minus;
}

Infix infix_of(const WendParser::ComparisonContext& written) {
  switch (written.start->getType()) {
    case WendParser::NOT_EQUAL: return Infix::not_equal;
    case WendParser::LESS: return Infix::less;
    case WendParser::LESS_OR_EQUAL: return Infix::less_or_equal;
    case WendParser::GREATER: return Infix::greater;
    case WendParser::GREATER_OR_EQUAL: return Infix::greater_or_equal;
    default: return Infix::equal;
  }
}

Infix infix_of(const WendParser::ArithmeticContext& written) {
  switch (written.start->getType()) {
    case WendParser::MINUS: return Infix::subtract;
    case WendParser::STAR: return Infix::multiply;
    case WendParser::SLASH: return Infix::divide;
    default: return Infix::add;
  }
}

Infix infix_of(WendParser::InfixContext* written) {
  if (auto* comparison = written->comparison()) return infix_of(*comparison);
  if (auto* arithmetic = written->arithmetic()) return infix_of(*arithmetic);
  if (written->andWord() != nullptr) return Infix::logical_and;
  if (written->orWord() != nullptr) return Infix::logical_or;
  if (written->inWord() != nullptr) return Infix::in;
  if (written->containsAnyWord() != nullptr) return Infix::contains_any;
  if (written->containsWord() != nullptr) return Infix::contains;
  if (written->startsWithWord() != nullptr) return Infix::starts_with;
  if (written->defaultWord() != nullptr) return Infix::default_;
  return written->RANGE() != nullptr ? Infix::range : Infix::range_below;
}

void add_postfix(BuildContext& context, WendParser::PostfixContext* written, OperatorStacks& stacks) {
  const Span at = context.span(written);
  if (written->isKnownWord() != nullptr) {
    stacks.presence(true, at);
  } else if (written->isMissingWord() != nullptr) {
    stacks.presence(false, at);
  } else if (auto* segment = written->path()) {
    stacks.over(context.path(segment), at);
  } else if (auto* offset = written->span()) {
    stacks.at_time(span_of_time(context, offset), at);
  } else {
    stacks.at_time(nullptr, at);
  }
}

void add_term(BuildContext& context, WendParser::TermContext* written, OperatorStacks& stacks) {
  for (auto* child : written->children) {
    auto* part = static_cast<antlr4::ParserRuleContext*>(child);
    switch (part->getRuleIndex()) {
      case WendParser::RulePrefix:
        stacks.prefix(prefix_of(static_cast<WendParser::PrefixContext*>(part)), context.span(part));
        break;
      case WendParser::RuleOperand:
        stacks.operand(operand(context, static_cast<WendParser::OperandContext*>(part)), context.span(part));
        break;
      default: add_postfix(context, static_cast<WendParser::PostfixContext*>(part), stacks);
    }
  }
}

}  // namespace

ExpressionPtr expression(BuildContext& context, WendParser::ExpressionContext* written) {
  OperatorStacks stacks(context);
  for (auto* child : written->children) {
    auto* part = static_cast<antlr4::ParserRuleContext*>(child);
    if (part->getRuleIndex() == WendParser::RuleTerm) {
      add_term(context, static_cast<WendParser::TermContext*>(part), stacks);
    } else {
      stacks.infix(infix_of(static_cast<WendParser::InfixContext*>(part)), context.span(part));
    }
  }
  return stacks.finish();
}

ExpressionPtr value(BuildContext& context, WendParser::ValueContext* written) {
  OperatorStacks stacks(context);
  for (auto* child : written->children) {
    auto* part = static_cast<antlr4::ParserRuleContext*>(child);
    if (part->getRuleIndex() == WendParser::RuleTerm) {
      add_term(context, static_cast<WendParser::TermContext*>(part), stacks);
    } else {
      stacks.infix(infix_of(*static_cast<WendParser::ArithmeticContext*>(part)), context.span(part));
    }
  }
  return stacks.finish();
}

ExpressionPtr condition(BuildContext& context, WendParser::ConditionContext* written) {
  return written == nullptr ? nullptr : expression(context, written->expression());
}

}  // namespace wend::syntax::build
