#include "compiler/diagnostics/codes/lint.hpp"
#include "compiler/lint/rules.hpp"
#include "compiler/lint/walk.hpp"

namespace wend::lint {
namespace {

namespace codes = diagnostics::codes;

// How long the step rests at the most; null for steps that do not rest for a span.
const syntax::Expression* rest_of(const syntax::Step& step) {
  if (const auto* wait = step.as<syntax::WaitStep>()) return wait->duration.get();
  if (const auto* wait = step.as<syntax::WaitForStep>()) return wait->up_to.get();
  return nullptr;
}

class WaitBeyondExpiry final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    for_each_journey(input, [&](const JourneyInText& found) {
      if (!found.journey.expires || !found.tree.steps) return;
      for_each_step(found.tree.steps->value, [&](const syntax::Step& step) {
        const syntax::Expression* rest = rest_of(step);
        const check::SpanOfTime* span = rest == nullptr ? nullptr : input.checked.facts.span_of_time(rest->span);
        if (span != nullptr && ir::outlasts(span->value, *found.journey.expires)) {
          sink.report(codes::wait_beyond_expiry, rest->span).with(found.journey.name);
        }
      });
    });
  }
};

}  // namespace

std::unique_ptr<Rule> wait_beyond_expiry() {
  return std::make_unique<WaitBeyondExpiry>();
}

}  // namespace wend::lint
