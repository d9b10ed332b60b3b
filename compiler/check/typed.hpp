// What an expression of the text became: an expression of the IR and its type.
#pragma once

#include <algorithm>
#include <optional>
#include <span>

#include "compiler/ir/expression.hpp"
#include "runtime/value/type.hpp"

namespace wend::check {

struct Typed {
  ir::ExpressionId id = ir::kNone;
  Type type;
};

// Nothing where a fault was reported: then there is nothing more to say.
using Checked = std::optional<Typed>;

[[nodiscard]] inline bool any_missing(std::span<const Checked> parts) {
  return std::ranges::any_of(parts, [](const Checked& part) { return !part.has_value(); });
}

}  // namespace wend::check
