#include "tools/wend/repl/why.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "compiler/schema/value_text.hpp"

namespace wend::tools {

namespace {

using check::TypedSpan;
using ir::Operation;

constexpr std::size_t kValueWidth = 16;
constexpr std::size_t kLongestPart = 100;

bool covers(const source::Span& outer, const source::Span& inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

// One line for each part, in the order of the text; what is inside a part stands deeper.
class Explanation {
 public:
  Explanation(const check::CheckedProgram& checked, const source::SourceFile& file, const eval::Inputs& inputs)
      : program_(checked.program), file_(file), inputs_(inputs) {
    for (const TypedSpan& typed : checked.facts.types) {
      if (typed.span.file == file.id() && typed.expression != ir::kNone) parts_.push_back(&typed);
    }
  }

  std::string text() const {
    std::string text;
    std::vector<const TypedSpan*> around;
    for (const TypedSpan* part : parts_) {
      while (!around.empty() && !covers(around.back()->span, part->span)) around.pop_back();
      const bool same_again = !around.empty() && around.back()->span == part->span;
      if (program_.at(part->expression).operation == Operation::constant || same_again) continue;
      append(text, *part, around.size(), !around.empty() && decides(*around.back(), *part));
      around.push_back(part);
    }
    return text;
  }

 private:
  void append(std::string& text, const TypedSpan& part, std::size_t depth, bool decided) const {
    const Value value = eval::evaluate(program_, part.expression, inputs_);
    std::string shown = is_known(value) ? schema::value_text(*program_.schema, part.type, own(value)) : "unknown";
    shown.resize(std::max(shown.size(), kValueWidth), ' ');
    std::string words(file_.text(part.span).substr(0, kLongestPart));
    std::ranges::replace(words, '\n', ' ');
    text.append(shown).append(decided ? " * " : "   ").append(depth * 2, ' ').append(words).append("\n");
  }

  // Whether the part alone makes the whole what it is.
  bool decides(const TypedSpan& whole, const TypedSpan& part) const {
    const Operation operation = program_.at(whole.expression).operation;
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
  const source::SourceFile& file_;
  const eval::Inputs& inputs_;
  std::vector<const TypedSpan*> parts_;
};

}  // namespace

std::string why(const check::CheckedProgram& checked, const source::SourceFile& file, const eval::Inputs& inputs) {
  return Explanation(checked, file, inputs).text();
}

}  // namespace wend::tools
