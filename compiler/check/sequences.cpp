// `A as a then B where … within D`, `A then no B where … within D`.
#include <algorithm>

#include "compiler/check/expressions.hpp"
#include "compiler/check/pattern_parts.hpp"
#include "compiler/diagnostics/codes/patterns.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;

class SequenceChecker {
 public:
  SequenceChecker(Context& context, const Scope& outer, ir::Pattern& pattern)
      : context_(context), outer_(outer), pattern_(pattern) {}

  std::optional<std::string> check(const syntax::SequencePattern& tree) {
    pattern_.kind = ir::Pattern::Kind::sequence;
    if (tree.rest.size() >= ir::kMostStages) {
      context_.sink.report(codes::too_many_stages, tree.rest[ir::kMostStages - 1].span)
          .with(static_cast<std::int64_t>(ir::kMostStages));
      return std::nullopt;
    }
    add_stage(tree.first, {});
    for (const syntax::SequencePattern::Following& following : tree.rest) {
      ir::Stage stage;
      stage.absent = following.absent;
      const std::optional<ir::Span> within = check_span(context_, *following.within);
      sound_ &= within.has_value();
      stage.within = within.value_or(ir::Span{});
      name_ += following.absent ? " then no " : " then ";
      add_stage(following.event, std::move(stage));
    }
    if (!sound_) return std::nullopt;
    find_keys();
    return std::move(name_);
  }

 private:
  void add_stage(const syntax::EventPattern& tree, ir::Stage stage) {
    const auto name = check_event_part(context_, outer_, tree, names_, stage.event, stage.where);
    sound_ &= name.has_value();
    name_ += name.value_or(std::string());
    if (tree.alias) add_name(*tree.alias, stage);
    pattern_.stages.push_back(std::move(stage));
  }

  void add_name(const syntax::Name& name, ir::Stage& stage) {
    if (stage.absent) return report(codes::absent_alias, name);
    if (std::ranges::find(names_, name.text, &Scope::Alias::name) != names_.end()) {
      return report(codes::alias_of_two_events, name);
    }
    stage.alias = name.text;
    names_.push_back({name.text, {stage.event, ir::stage_slot(pattern_.stages.size())}});
  }

  void report(diagnostics::Code code, const syntax::Name& name) {
    context_.sink.report(code, name.span).with(name.text);
    sound_ = false;
  }

  // The fields of the first event that a later one must agree with: `where product = v.product`.
  void find_keys() {
    for (const ir::Stage& stage : pattern_.stages) add_keys(stage.where);
    std::ranges::sort(pattern_.keys);
    pattern_.keys.erase(std::ranges::unique(pattern_.keys).begin(), pattern_.keys.end());
  }

  void add_keys(ir::ExpressionId id) {
    if (id == ir::kNone) return;
    const ir::Program& program = context_.program;
    const std::span<const ir::ExpressionId> operands = program.operands_of(id);
    if (program.at(id).operation == ir::Operation::conjunction) {
      for (const ir::ExpressionId operand : operands) add_keys(operand);
    }
    if (program.at(id).operation != ir::Operation::equal) return;
    add_key(program.at(operands[0]), program.at(operands[1]));
    add_key(program.at(operands[1]), program.at(operands[0]));
  }

  void add_key(const ir::Expression& own, const ir::Expression& first) {
    const auto is_field = [](const ir::Expression& expression, ir::Slot slot) {
      return expression.operation == ir::Operation::event_field && expression.slot == slot;
    };
    if (!is_field(own, ir::Slot::matched) || !is_field(first, ir::Slot::stage_1)) return;
    pattern_.keys.push_back(first.index);
  }

  Context& context_;
  const Scope& outer_;
  ir::Pattern& pattern_;
  std::vector<Scope::Alias> names_;
  std::string name_;
  bool sound_ = true;
};

}  // namespace

std::optional<std::string> check_sequence(Context& context, const Scope& outer, const syntax::SequencePattern& tree,
                                          ir::Pattern& pattern) {
  return SequenceChecker(context, outer, pattern).check(tree);
}

}  // namespace wend::check
