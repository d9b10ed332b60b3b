// Checks expressions: from a tree, a scope and what is expected to a typed expression of the IR.
//
// A fault is reported once, where it is; the function then returns nothing, and the caller returns nothing in turn
// without another word. So no fault causes a second message.
//
//     const Scope scope = Scope::of_pattern(deposit);
//     const std::optional<ir::ExpressionId> where = check_condition(context, scope, *tree.where);
//     if (!where) return;
//
// Chains are walked flat; the walk goes no deeper than kDeepestWalk, which a tree that the parser accepts does not
// reach, so that a thread with a 256 kB stack is enough.
#pragma once

#include <cstdint>
#include <optional>

#include "compiler/check/context.hpp"
#include "compiler/check/scope.hpp"
#include "compiler/check/typed.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

// An expression of whatever type it has. `hint` is the type that the place would like: it gives bare names of enum
// values and products, numbers and sets their meaning, and does not have to be met.
[[nodiscard]] Checked check(Context& context, const Scope& scope, const syntax::Expression& tree,
                            std::optional<Type> hint = std::nullopt);

// An expression that must be of the type, widened (integer to number, mapped enum) where that loses nothing. For
// arguments, `set`, comparisons.
[[nodiscard]] Checked check_as(Context& context, const Scope& scope, const syntax::Expression& tree, Type type);

// A condition: true, false or unknown.
[[nodiscard]] std::optional<ir::ExpressionId> check_condition(Context& context, const Scope& scope,
                                                              const syntax::Expression& tree);

// A span of time that is a literal and more than nothing: `2 days`, `90 minutes`. For waits, `within`, `up to`.
[[nodiscard]] std::optional<ir::Span> check_span(Context& context, const syntax::Expression& tree);

// A plain whole number in the range: `version 2`, `priority 70`.
[[nodiscard]] std::optional<std::int64_t> check_whole(Context& context, const syntax::Quantity& quantity,
                                                      std::int64_t least, std::int64_t most);

// The same where a module's parameter may stand for it; a name that is none is reported.
[[nodiscard]] std::optional<std::int64_t> check_whole(Context& context, const syntax::GivenQuantity& quantity,
                                                      std::int64_t least, std::int64_t most);
[[nodiscard]] std::optional<std::uint32_t> check_percentage(Context& context, const syntax::GivenQuantity& quantity);

// A percentage from 0% to 100% as buckets of 10,000: `holdout 5%` is 500.
[[nodiscard]] std::optional<std::uint32_t> check_percentage(Context& context, const syntax::Quantity& quantity);

// The event of a pattern or window, by identifier or label; reports an unknown one with the nearest names.
[[nodiscard]] std::optional<schema::EventIndex> check_event(Context& context, const syntax::Path& path);

// Whether the bounds on nesting and work hold for a root; reports where they do not. `name_span` is the declaration's.
[[nodiscard]] bool within_bounds(Context& context, ir::ExpressionId root, std::string_view name,
                                 const source::Span& name_span);

inline constexpr std::uint32_t kDeepestWalk = 160;

}  // namespace wend::check
