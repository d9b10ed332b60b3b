#include "compiler/diagnostics/codes/lint.hpp"
#include "compiler/lint/rules.hpp"

namespace wend::lint {
namespace {

namespace codes = diagnostics::codes;

class DeprecatedTag final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    for (const check::Use& use : input.checked.facts.uses) {
      if (use.kind != check::Use::Kind::tag) continue;
      const schema::Tag& tag = input.schema.tags[use.index];
      if (tag.deprecated) sink.report(codes::deprecated_tag, use.span).with(tag.name).with(*tag.deprecated);
    }
  }
};

}  // namespace

std::unique_ptr<Rule> deprecated_tag() {
  return std::make_unique<DeprecatedTag>();
}

}  // namespace wend::lint
