#include "tools/wend/explain/why.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <vector>

#include "compiler/diagnostics/display.hpp"
#include "compiler/schema/value_text.hpp"
#include "tools/wend/one_line.hpp"

namespace wend::tools {

namespace {

using check::Definition;
using check::DefinitionIndex;
using check::DefinitionKind;
using check::TypedSpan;
using check::Use;
using ir::Operation;

constexpr std::size_t kValueWidth = 16;

bool covers(const source::Span& outer, const source::Span& inner) {
  return outer.file == inner.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

// One line for each part, in the order of the text; what is inside a part stands deeper.
class Explanation {
 public:
  Explanation(const check::CheckedProgram& checked, const source::SourceMap& sources, const eval::Inputs& inputs)
      : program_(checked.program), facts_(checked.facts), sources_(sources), inputs_(inputs) {}

  // The parts of what stands in `place`.
  void add(const source::Span& place, std::size_t depth) {
    std::vector<const TypedSpan*> around;
    const TypedSpan* closed = nullptr;
    for (const TypedSpan& part : facts_.types) {
      if (part.expression == ir::kNone || !covers(place, part.span)) continue;
      while (!around.empty() && !covers(around.back()->span, part.span)) around.pop_back();
      const bool same_again = !around.empty() && around.back()->span == part.span;
      const bool inside = closed != nullptr && covers(closed->span, part.span);
      if (is_literal(part) || same_again || inside) continue;
      append(part, depth + around.size(), !around.empty() && decides(*around.back(), part));
      if (const Definition* definition = first_named(part.span)) add(definition->span, depth + around.size() + 1);
      if (is_closed(part)) closed = &part;
      around.push_back(&part);
    }
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  [[nodiscard]] Operation operation_of(const TypedSpan& part) const { return program_.at(part.expression).operation; }

  // Its words say its value already. A module's parameter is a constant that has a name, and its value is shown.
  [[nodiscard]] bool is_literal(const TypedSpan& part) const {
    if (operation_of(part) != Operation::constant) return false;
    const bool is_name_itself = part.type.kind == TypeKind::boolean || part.type.kind == TypeKind::enumeration ||
                                part.type.kind == TypeKind::product;
    const char first = sources_.text(part.span).front();
    const bool is_named =
        static_cast<unsigned char>(first) >= 0x80 || std::isalpha(static_cast<unsigned char>(first)) != 0;
    return is_name_itself || !is_named;
  }

  // What stands inside is not asked of the customer.
  [[nodiscard]] bool is_closed(const TypedSpan& part) const {
    return operation_of(part) == Operation::window || operation_of(part) == Operation::selection;
  }

  // The tag or segment that exactly this names and that has not been shown yet.
  const Definition* first_named(const source::Span& span) {
    for (const Use& use : facts_.uses) {
      if (use.kind != Use::Kind::definition || use.span != span) continue;
      const Definition& definition = facts_.definitions[use.index];
      const bool is_expression = definition.kind == DefinitionKind::tag || definition.kind == DefinitionKind::segment;
      if (is_expression && shown_.insert(use.index).second) return &definition;
    }
    return nullptr;
  }

  void append(const TypedSpan& part, std::size_t depth, bool decided) {
    const Value value = eval::evaluate(program_, part.expression, inputs_);
    const std::string shown = is_known(value) ? schema::value_text(*program_.schema, part.type, own(value)) : "unknown";
    const std::size_t columns = diagnostics::columns_of(shown);
    text_.append(shown).append(std::max(columns, kValueWidth) - columns, ' ');
    text_.append(decided ? " * " : "   ").append(depth * 2, ' ').append(one_line(sources_.text(part.span)));
    text_.append("\n");
  }

  // Whether the part alone makes the whole what it is.
  [[nodiscard]] bool decides(const TypedSpan& whole, const TypedSpan& part) const {
    const Operation operation = operation_of(whole);
    if (operation != Operation::conjunction && operation != Operation::disjunction) return false;
    const Truth wanted = eval::judge(program_, whole.expression, inputs_);
    const Truth neutral = operation == Operation::conjunction ? Truth::yes : Truth::no;
    if (wanted == neutral) return false;
    for (const ir::ExpressionId operand : program_.operands_of(whole.expression)) {
      if (eval::judge(program_, operand, inputs_) == wanted) return operand == part.expression;
    }
    return false;
  }

  const ir::Program& program_;
  const check::Facts& facts_;
  const source::SourceMap& sources_;
  const eval::Inputs& inputs_;
  std::set<DefinitionIndex> shown_;
  std::string text_;
};

}  // namespace

std::string why(const check::CheckedProgram& checked, const source::SourceMap& sources, const source::Span& place,
                const eval::Inputs& inputs) {
  Explanation explanation(checked, sources, inputs);
  explanation.add(place, 0);
  return explanation.take();
}

}  // namespace wend::tools
