// What stands where in the text, for rules that look at expressions.
#pragma once

#include "compiler/check/facts.hpp"

namespace wend::lint {

// Whether the span is one name and no more: what is wrong with what it names is said where that is declared.
[[nodiscard]] bool is_a_name(const check::Facts& facts, const source::Span& span);

// Whether the outer span has the inner one in it and more besides.
[[nodiscard]] bool has_inside(const source::Span& outer, const source::Span& inner);

}  // namespace wend::lint
