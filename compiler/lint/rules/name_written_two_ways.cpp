#include <map>
#include <tuple>

#include "compiler/diagnostics/codes/lint.hpp"
#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/lint/rules.hpp"

namespace wend::lint {
namespace {

using check::Use;
namespace codes = diagnostics::codes;

// What is named, and in which file.
using Named = std::tuple<std::uint32_t, Use::Kind, std::uint32_t, std::uint32_t>;

Named named(const Use& use) {
  return {use.span.file.index, use.kind, use.index, use.part};
}

class NameWrittenTwoWays final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    std::map<Named, const Use*> by_identifier;
    for (const Use& use : input.checked.facts.uses) {
      if (!use.by_label) by_identifier.try_emplace(named(use), &use);
    }
    for (const Use& use : input.checked.facts.uses) {
      const auto other = by_identifier.find(named(use));
      if (!use.by_label || other == by_identifier.end()) continue;
      sink.report(codes::name_written_two_ways, use.span).note(codes::written_otherwise_here, other->second->span);
    }
  }
};

}  // namespace

std::unique_ptr<Rule> name_written_two_ways() {
  return std::make_unique<NameWrittenTwoWays>();
}

}  // namespace wend::lint
