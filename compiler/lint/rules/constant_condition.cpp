#include <algorithm>

#include "compiler/diagnostics/codes/lint.hpp"
#include "compiler/lint/parts.hpp"
#include "compiler/lint/possible.hpp"
#include "compiler/lint/rules.hpp"

namespace wend::lint {
namespace {

using check::TypedSpan;
namespace codes = diagnostics::codes;

bool is_condition(const TypedSpan& typed) {
  return typed.type.kind == TypeKind::boolean && typed.expression != ir::kNone;
}

class ConstantCondition final : public Rule {
 public:
  void inspect(const Input& input, diagnostics::Sink& sink) const override {
    const check::Facts& facts = input.checked.facts;
    const std::vector<Possible> possible = possible_values(input.checked.program);
    std::vector<const TypedSpan*> decided;
    for (const TypedSpan& typed : facts.types) {
      if (!is_condition(typed) || !is_decided(possible[typed.expression])) continue;
      if (!is_a_name(facts, typed.span) && is_put_together(facts, typed)) decided.push_back(&typed);
    }
    for (const TypedSpan* typed : decided) {
      const bool has_decided_part =
          std::ranges::any_of(decided, [&](const TypedSpan* other) { return has_inside(typed->span, other->span); });
      if (!has_decided_part) report(possible[typed->expression], *typed, sink);
    }
  }

 private:
  static bool is_decided(const Possible& values) { return values.can_be_true != values.can_be_false; }

  // `true` and `false` are what they are; what is put together of parts should not be decided.
  static bool is_put_together(const check::Facts& facts, const TypedSpan& typed) {
    return std::ranges::any_of(facts.types, [&](const TypedSpan& other) { return has_inside(typed.span, other.span); });
  }

  static void report(const Possible& values, const TypedSpan& typed, diagnostics::Sink& sink) {
    if (!values.can_be_true) {
      sink.report(codes::condition_never_true, typed.span);
    } else {
      sink.report(values.can_be_unknown ? codes::condition_true_where_known : codes::condition_always_true, typed.span);
    }
  }
};

}  // namespace

std::unique_ptr<Rule> constant_condition() {
  return std::make_unique<ConstantCondition>();
}

}  // namespace wend::lint
