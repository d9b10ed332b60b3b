#include <algorithm>
#include <set>

#include "compiler/diagnostics/codes/lint.hpp"
#include "compiler/lint/parts.hpp"
#include "compiler/lint/rules.hpp"

namespace wend::lint {
namespace {

namespace codes = diagnostics::codes;
using ir::ExpressionId;
using ir::Operation;

// The tags whose missing makes the condition unknown. Those that it asks about with `is known` or `is missing`, and
// those for which it has a `default`, were thought of.
class MissingTags {
 public:
  explicit MissingTags(const Input& input) : input_(input), program_(input.checked.program) {}

  std::set<schema::TagIndex> of(ExpressionId root) const {
    std::set<schema::TagIndex> missing, asked;
    const ExpressionId roots[] = {root};
    for (const schema::TagIndex tag : ir::uses(program_, roots).tags) {
      if (!input_.schema.tags[tag].always_known) missing.insert(tag);
    }
    collect_asked(root, asked);
    for (const schema::TagIndex tag : asked) missing.erase(tag);
    return missing;
  }

 private:
  void collect_asked(ExpressionId id, std::set<schema::TagIndex>& asked) const {
    const Operation operation = program_.at(id).operation;
    if (operation == Operation::known || operation == Operation::fallback) {
      const ExpressionId roots[] = {program_.operands_of(id)[0]};
      const auto tags = ir::uses(program_, roots).tags;
      asked.insert(tags.begin(), tags.end());
    }
    for (const ExpressionId operand : program_.operands_of(id)) collect_asked(operand, asked);
  }

  const Input& input_;
  const ir::Program& program_;
};

class NegatedMissing final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    const ir::Program& program = input.checked.program;
    const MissingTags missing(input);
    std::set<source::Span> reported;
    for (const check::TypedSpan& typed : input.checked.facts.types) {
      if (typed.expression == ir::kNone || is_a_name(input.checked.facts, typed.span)) continue;
      if (program.at(typed.expression).operation != Operation::negation) continue;
      const ExpressionId operand = program.operands_of(typed.expression)[0];
      if (program.at(operand).operation == Operation::known) continue;
      const std::set<schema::TagIndex> tags = missing.of(operand);
      if (tags.empty() || !reported.insert(typed.span).second) continue;
      std::string names;
      for (const schema::TagIndex tag : tags)
        names += (names.empty() ? "`" : ", `") + input.schema.tags[tag].name + "`";
      sink.report(codes::negated_missing, typed.span).with(names);
    }
  }
};

}  // namespace

std::unique_ptr<Rule> negated_missing() {
  return std::make_unique<NegatedMissing>();
}

}  // namespace wend::lint
