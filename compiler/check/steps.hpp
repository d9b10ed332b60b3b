// Checks the steps of a journey and lays them out flat, as the runtime walks them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/context.hpp"
#include "compiler/check/scope.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

struct CheckedSteps {
  std::vector<ir::Step> steps;
  ir::StepIndex start = ir::kEnd;
  std::uint32_t loops = 0;
};

// All faults are reported; nothing where there was one.
[[nodiscard]] std::optional<CheckedSteps> check_steps(Context& context, const Scope& scope, const syntax::Block& block);

// Says where a step stands behind one that never goes on: a `stop`, or a choice all of whose branches stop.
void report_unreachable(Context& context, const syntax::Block& block);

// The names that the author gave to steps, in the order of the text: what `message = greeting` may speak of.
[[nodiscard]] std::vector<std::string> step_names(const syntax::Block& block);
// The journeys that its steps start, as written.
[[nodiscard]] std::vector<std::string> started_names(const syntax::Block& block);

}  // namespace wend::check
