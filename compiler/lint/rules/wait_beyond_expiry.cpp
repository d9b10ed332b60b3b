#include "compiler/diagnostics/codes/lint.hpp"
#include "compiler/lint/rules.hpp"
#include "compiler/lint/walk.hpp"

namespace wend::lint {
namespace {

namespace codes = diagnostics::codes;

// The least and the most that a span can last, in microseconds: months have 28 to 31 days, a local day 23 to 25 hours
// where clocks are changed, business days at least as many days.
struct Bounds {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

Bounds bounds_of(const ir::Span& span) {
  const Period& period = span.period;
  const std::int64_t days = std::int64_t{period.days} + period.business_days, months = period.months;
  const std::int64_t clock_change = days + months > 0 ? kHour : 0;
  return {(days + months * 28) * kDay - clock_change + span.duration,
          (days + months * 31) * kDay + clock_change + span.duration};
}

// Where both are said in the same unit they compare as numbers.
bool outlasts(const ir::Span& wait, const ir::Span& life) {
  const auto order = compare(wait.period, life.period);
  if (wait.duration == 0 && life.duration == 0 && order) return *order >= 0;
  return bounds_of(wait).least >= bounds_of(life).most;
}

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
        if (span != nullptr && outlasts(span->value, *found.journey.expires)) {
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
