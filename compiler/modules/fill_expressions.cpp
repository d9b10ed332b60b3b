#include "compiler/modules/fill_expressions.hpp"

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

void splice(Path& path, std::size_t at, std::vector<Name> parts) {
  const auto place = path.parts.erase(path.parts.begin() + static_cast<std::ptrdiff_t>(at));
  path.parts.insert(place, std::make_move_iterator(parts.begin()), std::make_move_iterator(parts.end()));
}
void rename(Name& name, const std::string& text) {
  name.text = name.spelling = text;
  name.quoted = false;
  name.known = syntax::KnownName::none;
}

}  // namespace

struct ExpressionFiller::Visitor {
  ExpressionFiller& filler;

  void operator()(Expression& tree, syntax::Reference& node) { filler.reference(tree, node.path, false); }
  void operator()(Expression&, syntax::SetLiteral& node) { filler.all(node.elements); }
  void operator()(Expression&, syntax::FieldAccess& node) {
    filler.expression(node.base);
    for (Name& field : node.fields) filler.field_name(field);
  }
  void operator()(Expression& tree, syntax::Call& node) {
    for (std::size_t at = 0; at < node.arguments.size(); ++at) {
      syntax::Argument& argument = node.arguments[at];
      auto* subject = argument.value == nullptr ? nullptr : std::get_if<syntax::Reference>(&argument.value->node);
      if (at == 0 && subject != nullptr && looks_at_history(node)) {
        if (const auto parameter = filler.parameter_called(subject->path.first())) filler.note(tree.span, *parameter);
        filler.reference(*argument.value, subject->path, true);
      } else {
        filler.expression(argument.value);
      }
      filler.keep(argument.alias);
      filler.where(argument.where);
    }
  }
  void operator()(Expression&, syntax::Not& node) { filler.expression(node.operand); }
  void operator()(Expression&, syntax::Negation& node) { filler.expression(node.operand); }
  void operator()(Expression& tree, syntax::Chain& node) {
    filler.note_operand(tree.span, node.first);
    filler.expression(node.first);
    for (auto& link : node.rest) filler.note_operand(tree.span, link.operand), filler.expression(link.operand);
  }
  void operator()(Expression& tree, syntax::Comparison& node) {
    filler.note_operand(tree.span, node.left);
    filler.note_operand(tree.span, node.right);
    filler.expression(node.left);
    filler.expression(node.right);
  }
  void operator()(Expression& tree, syntax::Range& node) {
    filler.note_operand(tree.span, node.low);
    filler.note_operand(tree.span, node.high);
    filler.expression(node.low);
    filler.expression(node.high);
  }
  void operator()(Expression&, syntax::Presence& node) { filler.expression(node.operand); }
  void operator()(Expression&, syntax::Default& node) { filler.expression(node.operand), filler.all(node.fallbacks); }
  void operator()(Expression&, syntax::AtTime& node) {
    filler.expression(node.operand), filler.expression(node.offset);
  }
  void operator()(Expression&, syntax::Over& node) { filler.expression(node.operand), filler.path(node.segment); }
  void operator()(Expression&, syntax::ChooseValue& node) {
    for (auto& branch : node.branches) filler.expression(branch.condition), filler.expression(branch.value);
    filler.expression(node.otherwise);
    filler.expression(node.unknown);
  }
  void operator()(Expression&, syntax::RelativeRange& node) { filler.expression(node.length); }
  void operator()(Expression&, syntax::SinceRange& node) { filler.expression(node.from); }
  void operator()(Expression&, syntax::BooleanLiteral&) {}
  void operator()(Expression&, syntax::QuantityLiteral&) {}
  void operator()(Expression&, syntax::TextLiteral&) {}
  void operator()(Expression&, syntax::DateLiteral&) {}
  void operator()(Expression&, syntax::TimeOfDayLiteral&) {}
  void operator()(Expression&, syntax::MomentLiteral&) {}
  void operator()(Expression&, syntax::CalendarRange&) {}
};

void ExpressionFiller::expression(ExpressionPtr& tree) {
  if (tree) std::visit([&](auto& node) { Visitor{*this}(*tree, node); }, tree->node);
}

void ExpressionFiller::where(ExpressionPtr& tree) {
  const bool outer = std::exchange(in_where_, true);
  expression(tree);
  in_where_ = outer;
}
void ExpressionFiller::all(std::vector<ExpressionPtr>& trees) {
  for (ExpressionPtr& tree : trees) expression(tree);
}

void ExpressionFiller::arguments(std::vector<syntax::Argument>& given) {
  for (syntax::Argument& argument : given) {
    expression(argument.value);
    keep(argument.alias);
    where(argument.where);
  }
}

// `subject`: where a history function is told what to look at.
void ExpressionFiller::reference(Expression& tree, Path& path, bool subject) {
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
void ExpressionFiller::part(Path& path, std::size_t at) {
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

void ExpressionFiller::substitute(Path& path, const Path& given, const Filled& argument, bool subject) {
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
void ExpressionFiller::field_name(Name& name) {
  const std::optional<std::uint32_t> parameter = parameter_called(name);
  if (!parameter || environment_.arguments[*parameter].parameter->type.kind != Kind::field) return;
  const Path* given = path_of(environment_.arguments[*parameter]);
  if (given == nullptr) return;
  note(name.span, *parameter);
  rename(name, given->last().text);
}

// A name where no value stands: an event, a trigger, a goal, a template.
void ExpressionFiller::path(Path& path) {
  const std::optional<std::uint32_t> parameter = parameter_called(path.first());
  if (!parameter) return qualify(path, 0);
  note(path.span, *parameter);
  if (const Path* given = path_of(environment_.arguments[*parameter])) {
    for (std::size_t at = 1; at < path.parts.size(); ++at) field_name(path.parts[at]);
    splice(path, 0, copy(*given, path.first().span).parts);
  }
}

// A declaration of the module, or of what it imports: one name, whole.
void ExpressionFiller::qualify(Path& path, std::size_t from) {
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

// A purpose is a bare name in the tree.
void ExpressionFiller::purpose(Name& name) {
  const std::optional<std::uint32_t> parameter = parameter_called(name);
  const Path* given = parameter ? path_of(environment_.arguments[*parameter]) : nullptr;
  if (given == nullptr || !given->is_simple()) return;
  note(name.span, *parameter);
  rename(name, given->first().text);
}

void ExpressionFiller::quantity(syntax::GivenQuantity& quantity) {
  if (!quantity.parameter || !quantity.parameter->is_simple()) return;
  const std::optional<std::uint32_t> parameter = parameter_called(quantity.parameter->first());
  const syntax::Expression* given = parameter ? environment_.arguments[*parameter].value : nullptr;
  const auto* literal = given == nullptr ? nullptr : given->as<syntax::QuantityLiteral>();
  if (literal == nullptr) return;
  note(quantity.span, *parameter);
  const source::Span at = quantity.span;
  static_cast<syntax::Quantity&>(quantity) = literal->quantity;
  quantity.span = quantity.unit_span = at;
  quantity.parameter.reset();
}

void ExpressionFiller::word(Name& name) {
  const std::optional<std::uint32_t> parameter = parameter_called(name);
  const syntax::Expression* given = parameter ? environment_.arguments[*parameter].value : nullptr;
  const auto* text = given == nullptr ? nullptr : given->as<syntax::TextLiteral>();
  if (text == nullptr) return;
  note(name.span, *parameter);
  name.text = text->value;
}

std::optional<std::uint32_t> ExpressionFiller::parameter_called(const Name& name) const {
  if (is_local(name)) return std::nullopt;
  const auto found = environment_.parameters.find(name.text);
  return found == environment_.parameters.end() ? std::nullopt : std::optional(found->second);
}
void ExpressionFiller::note(const Name& name, const source::Span& span) {
  if (const auto parameter = parameter_called(name)) note(span, *parameter);
}

// What stands beside a parameter is right or wrong because of its argument.
void ExpressionFiller::note_operand(const source::Span& whole, const ExpressionPtr& operand) {
  const auto* reference = operand ? operand->as<syntax::Reference>() : nullptr;
  if (reference == nullptr) return;
  if (const auto parameter = parameter_called(reference->path.first())) note(whole, *parameter);
}
void ExpressionFiller::note(const source::Span& span, std::uint32_t parameter) {
  extents_.push_back({span.begin, span.end, parameter});
}

}  // namespace wend::modules
