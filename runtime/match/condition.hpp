// A program's condition as a tree over attributes: negations pushed down to where something is compared.
//
// `not (a = 3)` of a missing `a` is unknown, so it becomes "a is known and not 3"; `not (a is missing)` becomes "a is
// known". So the tree is true where the condition is, and only there.
#pragma once

#include <memory>
#include <span>

#include "compiler/ir/program.hpp"
#include "runtime/match/attributes.hpp"
#include "runtime/match/formula.hpp"

namespace wend::match {

// What becomes of the parts of a condition that are dear.
enum class Dear : std::uint8_t {
  exact,      // they are attributes
  left_open,  // they are taken for true: the formula is true wherever the condition is, and elsewhere now and then
};

// Replaces the formula by one that is true where all the conditions are; ir::kNone always is. A condition that has more
// tests than a formula has room for is one dear attribute as a whole. False where even so there is no room: the formula
// is then always true.
[[nodiscard]] bool translate(const std::shared_ptr<const ir::Program>& program,
                             std::span<const ir::ExpressionId> conditions, Dear dear, AttributeTable& attributes,
                             Formula& formula);

}  // namespace wend::match
