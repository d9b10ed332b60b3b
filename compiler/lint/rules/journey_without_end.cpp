#include "compiler/diagnostics/codes/lint.hpp"
#include "compiler/lint/rules.hpp"
#include "compiler/lint/walk.hpp"

namespace wend::lint {
namespace {

namespace codes = diagnostics::codes;

class JourneyWithoutEnd final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    for_each_journey(input, [&](const JourneyInText& found) {
      const ir::Journey& journey = found.journey;
      const source::Span& span = found.declaration.name.span;
      const bool exits = !journey.exit_on.empty() || journey.exit_when != ir::kNone;
      if (journey.goals.empty()) sink.report(codes::journey_without_goal, span).with(journey.name);
      if (!exits && !journey.expires) sink.report(codes::journey_without_end, span).with(journey.name);
    });
  }
};

}  // namespace

std::unique_ptr<Rule> journey_without_end() {
  return std::make_unique<JourneyWithoutEnd>();
}

}  // namespace wend::lint
