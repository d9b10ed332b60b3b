#include "compiler/check/steps.hpp"
#include "compiler/diagnostics/codes/journeys.hpp"

namespace wend::check {
namespace {

bool ends(const syntax::Step& step);

bool ends(const syntax::Block& block) {
  for (const syntax::Step& step : block.steps) {
    if (ends(step)) return true;
  }
  return false;
}
bool ends(const std::optional<syntax::Block>& block) {
  return block && ends(*block);
}

template <typename Branches>
bool all_end(const Branches& branches) {
  for (const auto& branch : branches) {
    if (!ends(branch.block)) return false;
  }
  return true;
}

// A grant that is not answered goes on, and what is repeated may be over before it comes to its `stop`.
bool ends(const syntax::Step& step) {
  if (step.as<syntax::StopStep>() != nullptr) return true;
  if (const auto* wait = step.as<syntax::WaitForStep>()) return ends(wait->seen) && ends(wait->timeout);
  if (const auto* any = step.as<syntax::WaitForAnyStep>()) return ends(any->timeout) && all_end(any->branches);
  if (const auto* repeat = step.as<syntax::RepeatStep>()) return repeat->until == nullptr && ends(repeat->block);
  const auto* choose = step.as<syntax::ChooseStep>();
  if (choose == nullptr || !ends(choose->otherwise)) return false;
  if (choose->unknown && !ends(*choose->unknown)) return false;
  return all_end(choose->branches);
}

}  // namespace

void report_unreachable(Context& context, const syntax::Block& block) {
  for (std::size_t at = 0; at + 1 < block.steps.size(); ++at) {
    if (!ends(block.steps[at])) continue;
    context.sink.report(diagnostics::codes::step_never_reached, block.steps[at + 1].keyword_span);
    return;
  }
}

}  // namespace wend::check
