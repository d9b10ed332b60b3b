#include "compiler/modules/fill.hpp"

#include <algorithm>
#include <utility>

#include "compiler/modules/copy.hpp"

namespace wend::modules {
namespace {

using syntax::Expression;
using syntax::ExpressionPtr;
using syntax::Name;
using syntax::Path;
using Kind = syntax::ParameterType::Kind;

// Whether the function looks at a customer's history: its first argument is an event, or a field of one.
bool looks_at_history(const syntax::Call& call) {
  if (!call.function) return false;
  using syntax::Function;
  switch (*call.function) {
    case Function::count:
    case Function::sum:
    case Function::average:
    case Function::minimum:
    case Function::maximum:
    case Function::distinct:
    case Function::first:
    case Function::latest:
    case Function::happened:
    case Function::time_since: return true;
    case Function::any:
    case Function::every:
    case Function::none:
    case Function::one:
    case Function::share:
    case Function::least:
    case Function::greatest:
    case Function::round:
    case Function::distance:
    case Function::place:
    case Function::anniversary:
    case Function::days_between:
    case Function::business_day:
    case Function::time_of_day: return false;
  }
  return false;
}

// The path that an argument is; null where it is none.
const Path* path_of(const Filled& argument) {
  const auto* reference = argument.value ? argument.value->as<syntax::Reference>() : nullptr;
  return reference == nullptr ? nullptr : &reference->path;
}

Name customer_at(const source::Span& span) {
  Name name;
  name.text = name.spelling = "customer";
  name.known = syntax::KnownName::customer;
  name.span = span;
  return name;
}

class Filler {
 public:
  Filler(const Environment& environment, std::vector<Extent>& extents) : environment_(environment), extents_(extents) {}

  void declaration(syntax::Declaration& tree) {
    locals_.clear();
    std::visit([&](auto& node) { declare(node); }, tree.node);
  }

  void expression(ExpressionPtr& tree) {
    if (tree) std::visit([&](auto& node) { express(*tree, node); }, tree->node);
  }

 private:
  // --- declarations -------------------------------------------------------------------------------------------------

  void declare(syntax::ImportDeclaration& node) { arguments(node.arguments); }
  void declare(syntax::TagDeclaration& node) { expression(node.value); }
  void declare(syntax::SegmentDeclaration& node) { expression(node.condition); }
  void declare(syntax::TriggerDeclaration& node) { pattern(node.pattern); }
  void declare(syntax::GoalDeclaration& node) { pattern(node.pattern); }
  void declare(syntax::MetricDeclaration& node) { expression(node.value); }
  void declare(syntax::TestDeclaration&) {}

  void declare(syntax::JourneyDeclaration& node) {
    for (syntax::Parameter& parameter : node.parameters) expression(parameter.fallback), keep(parameter.name);
    if (node.per) per(node.per->value);
    if (node.on) pattern(node.on->value);
    clause(node.audience);
    clause(node.when);
    clause(node.expires);
    if (node.purpose) purpose(node.purpose->value);
    if (node.reentry) expression(node.reentry->value.after);
    for (auto& goal : node.goals) path(goal.value.goal), expression(goal.value.within);
    for (auto& measure : node.measures) path(measure.value);
    for (auto& study : node.studies) path(study.value.goal);
    for (auto& exit : node.exits_on) pattern(exit.value);
    for (auto& exit : node.exits_when) expression(exit.value);
    if (node.steps) block(node.steps->value);
  }

  void per(syntax::InstanceKey& key) {
    keep(key.item);
    path(key.source);
    where(key.where);
  }

  void declare(syntax::PolicyDeclaration& node) {
    clause(node.applies_to);
    for (auto& consent : node.consents) purpose(consent.value.purpose), expression(consent.value.condition);
    clause(node.sensitive);
    clause(node.suitability);
    clause(node.arbitrate);
    for (auto& cap : node.caps) {
      expression(cap.value.window);
      for (Path& channel : cap.value.across) path(channel);
    }
  }

  template <typename Value>
  void clause(std::optional<syntax::Clause<Value>>& clause) {
    if (clause) expression(clause->value);
  }

  // A purpose is a bare name in the tree.
  void purpose(Name& name) {
    const std::optional<std::uint32_t> parameter = parameter_called(name);
    const Path* given = parameter ? path_of(environment_.arguments[*parameter]) : nullptr;
    if (given == nullptr || !given->is_simple()) return;
    note(name.span, *parameter);
    rename(name, given->first().text);
  }

  // --- patterns -----------------------------------------------------------------------------------------------------

  void pattern(syntax::PatternPtr& tree) {
    if (!tree) return;
    std::visit([&](auto& node) { match(node); }, tree->node);
    expression(tree->when);
  }
  void match(syntax::EventPattern& node) {
    if (const auto parameter = parameter_called(node.event.first())) note(node.span, *parameter);
    path(node.event);
    keep(node.alias);
    where(node.where);
  }
  void match(syntax::SequencePattern& node) {
    match(node.first);
    for (auto& following : node.rest) match(following.event), expression(following.within);
  }
  void match(syntax::AbsencePattern& node) { match(node.event), expression(node.duration); }
  void match(syntax::ChangePattern& node) { path(node.tag), expression(node.value); }
  void match(syntax::SchedulePattern&) {}
  void match(syntax::AnyPattern& node) {
    for (syntax::PatternPtr& alternative : node.alternatives) pattern(alternative);
  }

  // --- steps --------------------------------------------------------------------------------------------------------

  void block(syntax::Block& tree) {
    for (syntax::Step& step : tree.steps) {
      step_ = step.span;
      std::visit([&](auto& node) { act(node); }, step.node);
    }
  }
  void block(std::optional<syntax::Block>& tree) {
    if (tree) block(*tree);
  }

  void act(syntax::SendStep& node) { action(node.action, node.arguments); }
  void act(syntax::PlaceStep& node) { action(node.action, node.arguments), expression(node.duration); }
  void act(syntax::AssignStep& node) { action(node.task, node.arguments); }
  void act(syntax::GrantStep& node) {
    action(node.benefit, node.arguments);
    block(node.granted);
    block(node.refused);
  }
  void act(syntax::SetStep& node) { path(node.tag), expression(node.value); }
  void act(syntax::EmitStep& node) { action(node.event, node.arguments), expression(node.to); }
  void act(syntax::WaitStep& node) { expression(node.duration); }
  void act(syntax::WaitUntilStep& node) { expression(node.moment); }
  void act(syntax::WaitForStep& node) {
    pattern(node.pattern);
    expression(node.up_to);
    block(node.seen);
    block(node.timeout);
  }
  void act(syntax::WaitForAnyStep& node) {
    expression(node.up_to);
    for (auto& branch : node.branches) pattern(branch.pattern), block(branch.block);
    block(node.timeout);
  }
  void act(syntax::ChooseStep& node) {
    for (auto& branch : node.branches) expression(branch.condition), block(branch.block);
    block(node.otherwise);
    block(node.unknown);
  }
  void act(syntax::SplitStep& node) {
    for (auto& side : node.sides) block(side.block);
  }
  void act(syntax::RepeatStep& node) { expression(node.every), pattern(node.until), block(node.block); }
  void act(syntax::EachStep& node) { path(node.list), keep(node.item), where(node.where), block(node.block); }
  void act(syntax::StartStep& node) { action(node.journey, node.arguments); }
  void act(syntax::StopStep&) {}

  // What is done is at fault for the whole step, a value in it for its own place.
  void action(Path& name, std::vector<syntax::Argument>& given) {
    if (const auto parameter = parameter_called(name.first())) note(step_, *parameter);
    path(name);
    arguments(given);
  }
  void arguments(std::vector<syntax::Argument>& given) {
    for (syntax::Argument& argument : given) {
      expression(argument.value);
      keep(argument.alias);
      where(argument.where);
    }
  }

  // --- expressions --------------------------------------------------------------------------------------------------

  void where(ExpressionPtr& tree) {
    const bool outer = std::exchange(in_where_, true);
    expression(tree);
    in_where_ = outer;
  }
  void all(std::vector<ExpressionPtr>& trees) {
    for (ExpressionPtr& tree : trees) expression(tree);
  }

  void express(Expression& tree, syntax::Reference& node) { reference(tree, node.path, false); }
  void express(Expression&, syntax::SetLiteral& node) { all(node.elements); }
  void express(Expression&, syntax::FieldAccess& node) {
    expression(node.base);
    for (Name& field : node.fields) field_name(field);
  }
  void express(Expression& tree, syntax::Call& node) {
    for (std::size_t at = 0; at < node.arguments.size(); ++at) {
      syntax::Argument& argument = node.arguments[at];
      auto* subject = argument.value == nullptr ? nullptr : std::get_if<syntax::Reference>(&argument.value->node);
      if (at == 0 && subject != nullptr && looks_at_history(node)) {
        if (const auto parameter = parameter_called(subject->path.first())) note(tree.span, *parameter);
        reference(*argument.value, subject->path, true);
      } else {
        expression(argument.value);
      }
      keep(argument.alias);
      where(argument.where);
    }
  }
  void express(Expression&, syntax::Not& node) { expression(node.operand); }
  void express(Expression&, syntax::Negation& node) { expression(node.operand); }
  void express(Expression& tree, syntax::Chain& node) {
    note_operand(tree.span, node.first);
    expression(node.first);
    for (auto& link : node.rest) note_operand(tree.span, link.operand), expression(link.operand);
  }
  void express(Expression& tree, syntax::Comparison& node) {
    note_operand(tree.span, node.left);
    note_operand(tree.span, node.right);
    expression(node.left);
    expression(node.right);
  }
  void express(Expression& tree, syntax::Range& node) {
    note_operand(tree.span, node.low);
    note_operand(tree.span, node.high);
    expression(node.low);
    expression(node.high);
  }
  void express(Expression&, syntax::Presence& node) { expression(node.operand); }
  void express(Expression&, syntax::Default& node) { expression(node.operand), all(node.fallbacks); }
  void express(Expression&, syntax::AtTime& node) { expression(node.operand), expression(node.offset); }
  void express(Expression&, syntax::Over& node) { expression(node.operand), path(node.segment); }
  void express(Expression&, syntax::ChooseValue& node) {
    for (auto& branch : node.branches) expression(branch.condition), expression(branch.value);
    expression(node.otherwise);
    expression(node.unknown);
  }
  void express(Expression&, syntax::RelativeRange& node) { expression(node.length); }
  void express(Expression&, syntax::SinceRange& node) { expression(node.from); }
  void express(Expression&, syntax::BooleanLiteral&) {}
  void express(Expression&, syntax::QuantityLiteral&) {}
  void express(Expression&, syntax::TextLiteral&) {}
  void express(Expression&, syntax::DateLiteral&) {}
  void express(Expression&, syntax::TimeOfDayLiteral&) {}
  void express(Expression&, syntax::MomentLiteral&) {}
  void express(Expression&, syntax::CalendarRange&) {}

  // `subject`: where a history function is told what to look at.
  void reference(Expression& tree, Path& path, bool subject) {
    const bool of_something = path.first().known != syntax::KnownName::none || is_local(path.first());
    if (of_something && !parameter_called(path.first())) {
      for (std::size_t at = 1; at < path.parts.size(); ++at) part(path, at);
      return;
    }
    const std::optional<std::uint32_t> parameter = parameter_called(path.first());
    if (!parameter) return qualify(path, 0);
    note(path.span, *parameter);
    const Filled& argument = environment_.arguments[*parameter];
    if (const Path* given = path_of(argument)) return substitute(path, *given, argument, subject);
    if (argument.value == nullptr) return;
    const std::vector<Name> fields(path.parts.begin() + 1, path.parts.end());
    ExpressionPtr value = copy(*argument.value, tree.span);
    const bool in_parentheses = tree.in_parentheses;
    if (fields.empty()) {
      tree.node = std::move(value->node);
    } else {
      tree.node = syntax::FieldAccess{std::move(value), fields};
    }
    tree.in_parentheses = in_parentheses;
  }

  // A name after `event.`, `customer.` or an alias.
  void part(Path& path, std::size_t at) {
    const bool of_customer = path.first().known == syntax::KnownName::customer;
    if (of_customer && at == 1) {
      const std::optional<std::uint32_t> parameter = parameter_called(path.parts[1]);
      const Path* given = parameter ? path_of(environment_.arguments[*parameter]) : nullptr;
      if (given == nullptr) return qualify(path, 1);
      note(path.span, *parameter);
      splice(path, 1, copy(*given, path.parts[1].span).parts);
    } else {
      field_name(path.parts[at]);
    }
  }

  void substitute(Path& path, const Path& given, const Filled& argument, bool subject) {
    const source::Span at = path.first().span;
    std::vector<Name> parts = copy(given, at).parts;
    const Kind kind = argument.parameter->type.kind;
    if (kind == Kind::field && !subject && parts.size() > 1) {
      parts.erase(parts.begin(), parts.end() - 1);
      parts.back().of_event = true;
    }
    const bool of_customer = kind == Kind::tag || kind == Kind::segment || kind == Kind::list;
    if (of_customer && in_where_ && parts.front().known != syntax::KnownName::customer) {
      parts.insert(parts.begin(), customer_at(at));
    }
    for (std::size_t index = 1; index < path.parts.size(); ++index) field_name(path.parts[index]);
    splice(path, 0, std::move(parts));
  }

  // A name in the place of a field: a field's parameter stands for the field.
  void field_name(Name& name) {
    const std::optional<std::uint32_t> parameter = parameter_called(name);
    if (!parameter || environment_.arguments[*parameter].parameter->type.kind != Kind::field) return;
    const Path* given = path_of(environment_.arguments[*parameter]);
    if (given == nullptr) return;
    note(name.span, *parameter);
    rename(name, given->last().text);
  }

  // --- names of things ----------------------------------------------------------------------------------------------

  // A name where no value stands: an event, a trigger, a goal, a template.
  void path(Path& path) {
    const std::optional<std::uint32_t> parameter = parameter_called(path.first());
    if (!parameter) return qualify(path, 0);
    note(path.span, *parameter);
    if (const Path* given = path_of(environment_.arguments[*parameter])) {
      for (std::size_t at = 1; at < path.parts.size(); ++at) field_name(path.parts[at]);
      splice(path, 0, copy(*given, path.first().span).parts);
    }
  }

  // A declaration of the module, or of what it imports: one name, whole.
  void qualify(Path& path, std::size_t from) {
    std::string written;
    for (std::size_t at = from; at < path.parts.size(); ++at) {
      written += (at == from ? "" : ".") + path.parts[at].text;
      const auto found = environment_.own.find(written);
      if (found == environment_.own.end()) {
        if (at == from && !environment_.imports.contains(written)) return;
        continue;
      }
      rename(path.parts[from], found->second);
      path.parts[from].span = source::cover(path.parts[from].span, path.parts[at].span);
      path.parts.erase(path.parts.begin() + static_cast<std::ptrdiff_t>(from) + 1,
                       path.parts.begin() + static_cast<std::ptrdiff_t>(at) + 1);
      return;
    }
  }

  static void splice(Path& path, std::size_t at, std::vector<Name> parts) {
    const auto place = path.parts.erase(path.parts.begin() + static_cast<std::ptrdiff_t>(at));
    path.parts.insert(place, std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
  }
  static void rename(Name& name, const std::string& text) {
    name.text = name.spelling = text;
    name.quoted = false;
    name.known = syntax::KnownName::none;
  }

  // What the declaration itself gives a name to, from there on.
  void keep(const Name& name) { locals_.insert(name.text); }
  void keep(const std::optional<Name>& name) {
    if (name) keep(*name);
  }
  [[nodiscard]] bool is_local(const Name& name) const { return locals_.contains(name.text); }
  [[nodiscard]] std::optional<std::uint32_t> parameter_called(const Name& name) const {
    if (is_local(name)) return std::nullopt;
    const auto found = environment_.parameters.find(name.text);
    return found == environment_.parameters.end() ? std::nullopt : std::optional(found->second);
  }
  // What stands beside a parameter is right or wrong because of its argument.
  void note_operand(const source::Span& whole, const ExpressionPtr& operand) {
    const auto* reference = operand ? operand->as<syntax::Reference>() : nullptr;
    if (reference == nullptr) return;
    if (const auto parameter = parameter_called(reference->path.first())) note(whole, *parameter);
  }
  void note(const source::Span& span, std::uint32_t parameter) {
    extents_.push_back({span.begin, span.end, parameter});
  }

  const Environment& environment_;
  std::vector<Extent>& extents_;
  std::set<std::string, std::less<>> locals_;
  bool in_where_ = false;
  source::Span step_;
};

}  // namespace

void fill(const Environment& environment, syntax::Declaration& tree, std::vector<Extent>& extents) {
  Filler(environment, extents).declaration(tree);
}

void fill(const Environment& environment, ExpressionPtr& tree, std::vector<Extent>& extents) {
  Filler(environment, extents).expression(tree);
}

}  // namespace wend::modules
