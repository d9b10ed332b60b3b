// What each kind of expression becomes. One function for each kind of node; expressions.cpp says which is called when.
#pragma once

#include "compiler/check/place.hpp"

namespace wend::check {

// logic.cpp
[[nodiscard]] Checked check_logic(const Place& place, const syntax::Chain& chain);
[[nodiscard]] Checked check_not(const Place& place, const syntax::Not& node);
[[nodiscard]] Checked check_presence(const Place& place, const syntax::Presence& node);
[[nodiscard]] Checked check_default(const Place& place, const syntax::Default& node, std::optional<Type> hint);
[[nodiscard]] Checked check_choose(const Place& place, const syntax::ChooseValue& node, std::optional<Type> hint);

// sum.cpp, product.cpp
[[nodiscard]] Checked check_sum(const Place& place, const syntax::Chain& chain);
[[nodiscard]] Checked check_product(const Place& place, const syntax::Chain& chain);
[[nodiscard]] Checked check_negation(const Place& place, const syntax::Negation& node, std::optional<Type> hint);

// comparison.cpp, membership.cpp
[[nodiscard]] Checked check_comparison(const Place& place, const syntax::Comparison& node);
[[nodiscard]] Checked check_membership(const Place& place, const syntax::Comparison& node);
[[nodiscard]] Checked check_contains(const Place& place, const syntax::Comparison& node);
[[nodiscard]] Checked check_set(const Place& place, const syntax::SetLiteral& node, const source::Span& span,
                                std::optional<Type> hint);

// A comparison by its parts, said in `words` at `span` where the type has no order: `tier` `rises to` `gold`.
[[nodiscard]] Checked check_compared(const Place& place, const syntax::Expression& left, syntax::ComparisonOperator op,
                                     const syntax::Expression& right, std::string_view words, const source::Span& span);

// functions.cpp, windows.cpp
[[nodiscard]] Checked check_call(const Place& place, const syntax::Call& node, const source::Span& span,
                                 std::optional<Type> hint);
[[nodiscard]] Checked check_field_access(const Place& place, const syntax::FieldAccess& node);

// The type that values of a type are ordered in, or none: comparisons, least, greatest, min, max.
[[nodiscard]] bool is_ordered(const Place& place, const Type& type);

}  // namespace wend::check
