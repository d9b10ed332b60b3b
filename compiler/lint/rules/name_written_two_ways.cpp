#include <map>
#include <tuple>

#include "compiler/diagnostics/codes/lint.hpp"
#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/lint/rules.hpp"

namespace wend::lint {
namespace {

using check::Use;
namespace codes = diagnostics::codes;

// What is named, and in which file; of a parameter, what it is a parameter of.
using Thing = std::tuple<Use::Kind, std::uint32_t, std::uint32_t>;
using Named = std::tuple<std::uint32_t, Thing, Thing>;

// Goes through uses in the order in which they were recorded: a message, task or benefit before its parameters.
class Reader {
 public:
  [[nodiscard]] Named named(const Use& use) {
    const Thing thing{use.kind, use.index, use.part};
    if (use.kind == Use::Kind::parameter) return {use.span.file.index, thing, action_};
    const bool is_action =
        use.kind == Use::Kind::message || use.kind == Use::Kind::task || use.kind == Use::Kind::benefit;
    if (is_action) action_ = thing;
    return {use.span.file.index, thing, thing};
  }

 private:
  Thing action_;
};

class NameWrittenTwoWays final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    std::map<Named, const Use*> by_identifier;
    Reader first;
    for (const Use& use : input.checked.facts.uses) {
      const Named named = first.named(use);
      if (!use.by_label) by_identifier.try_emplace(named, &use);
    }
    Reader second;
    for (const Use& use : input.checked.facts.uses) {
      const auto other = by_identifier.find(second.named(use));
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
