// Builders of expressions and arguments.
#pragma once

#include "compiler/syntax/build/context.hpp"

namespace wend::syntax::build {

[[nodiscard]] ExpressionPtr expression(BuildContext& context, WendParser::ExpressionContext* written);
// An expression without comparisons and logic: the value that a tag rises to.
[[nodiscard]] ExpressionPtr value(BuildContext& context, WendParser::ValueContext* written);
// A span of time, literal or named.
[[nodiscard]] ExpressionPtr span_of_time(BuildContext& context, WendParser::SpanContext* written);
[[nodiscard]] ExpressionPtr reference(BuildContext& context, WendParser::PathContext* written);
// The expression after `where`; null where there is no condition.
[[nodiscard]] ExpressionPtr condition(BuildContext& context, WendParser::ConditionContext* written);
// Empty where there are none.
[[nodiscard]] std::vector<Argument> arguments(BuildContext& context, WendParser::ArgumentsContext* written);

}  // namespace wend::syntax::build
