#include "compiler/diagnostics/codes/lint.hpp"
#include "compiler/lint/rules.hpp"
#include "compiler/lint/walk.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::lint {
namespace {

namespace codes = diagnostics::codes;

class SplitDoesNotAddUp final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    for_each_journey(input, [&](const JourneyInText& found) {
      if (!found.tree.steps) return;
      for_each_step(found.tree.steps->value, [&](const syntax::Step& step) {
        if (const auto* split = step.as<syntax::SplitStep>()) inspect_split(*split, step.keyword_span, sink);
      });
    });
  }

 private:
  static void inspect_split(const syntax::SplitStep& split, const source::Span& span, diagnostics::Sink& sink) {
    std::int64_t total = 0;
    for (const syntax::SplitStep::Side& side : split.sides) {
      const Result<std::int64_t> share = decimal::parse(side.share.digits, decimal::kNumberPlaces);
      if (!share) return;
      total += *share;
    }
    if (total == 100 * decimal::kNumberScale) return;
    sink.report(codes::split_does_not_add_up, span).with(decimal::format(total, decimal::kNumberPlaces));
  }
};

}  // namespace

std::unique_ptr<Rule> split_does_not_add_up() {
  return std::make_unique<SplitDoesNotAddUp>();
}

}  // namespace wend::lint
