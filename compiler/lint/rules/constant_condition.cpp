#include <algorithm>

#include "compiler/lint/possible.hpp"
#include "compiler/lint/rules.hpp"

namespace wend::lint {
namespace {

using check::TypedSpan;
using diagnostics::Code;

bool is_condition(const TypedSpan& typed) {
  return typed.type.kind == TypeKind::boolean && typed.expression != ir::kNone;
}

bool covers(const source::Span& outer, const source::Span& inner) {
  return outer.file == inner.file && outer.begin <= inner.begin && inner.end <= outer.end && outer != inner;
}

class ConstantCondition final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    const std::vector<Possible> possible = possible_values(input.checked.program);
    std::vector<const TypedSpan*> decided;
    for (const TypedSpan& typed : input.checked.facts.types) {
      if (is_condition(typed) && is_decided(input.checked.program, possible, typed)) decided.push_back(&typed);
    }
    for (const TypedSpan* typed : decided) {
      const bool has_decided_part =
          std::ranges::any_of(decided, [&](const TypedSpan* other) { return covers(typed->span, other->span); });
      if (!has_decided_part) report(possible[typed->expression], *typed, sink);
    }
  }

 private:
  // A tag, a segment's name or `true` written out is what it is; what is put together of parts should not be decided.
  static bool is_decided(const ir::Program& program, const std::vector<Possible>& possible, const TypedSpan& typed) {
    const Possible& values = possible[typed.expression];
    if (values.can_be_true && values.can_be_false) return false;
    if (!values.can_be_true && !values.can_be_false) return false;
    const bool written_out =
        program.at(typed.expression).operation == ir::Operation::constant && typed.span.size() <= 5;
    return !written_out;
  }

  static void report(const Possible& values, const TypedSpan& typed, diagnostics::Sink& sink) {
    if (!values.can_be_true) {
      sink.report(Code::condition_never_true, typed.span);
    } else {
      sink.report(values.can_be_unknown ? Code::condition_true_where_known : Code::condition_always_true, typed.span);
    }
  }
};

}  // namespace

std::unique_ptr<Rule> constant_condition() {
  return std::make_unique<ConstantCondition>();
}

}  // namespace wend::lint
