#include "compiler/check/selections.hpp"

#include "compiler/check/expressions.hpp"
#include "compiler/check/names.hpp"
#include "compiler/check/operators.hpp"
#include "compiler/check/record_names.hpp"
#include "compiler/diagnostics/codes/names.hpp"
#include "compiler/diagnostics/codes/records.hpp"
#include "compiler/diagnostics/codes/types.hpp"

namespace wend::check {
namespace {

using Aggregate = ir::Selection::Aggregate;
using syntax::Function;

std::optional<Aggregate> aggregate_of(Function function) {
  switch (function) {
    case Function::any: return Aggregate::any;
    case Function::every: return Aggregate::every;
    case Function::none: return Aggregate::none;
    case Function::one: return Aggregate::one;
    case Function::count: return Aggregate::count;
    case Function::sum: return Aggregate::sum;
    case Function::average: return Aggregate::average;
    case Function::minimum: return Aggregate::min;
    case Function::maximum: return Aggregate::max;
    case Function::distinct:
    case Function::first:
    case Function::latest:
    case Function::happened:
    case Function::time_since:
    case Function::share:
    case Function::least:
    case Function::greatest:
    case Function::round:
    case Function::distance:
    case Function::place:
    case Function::anniversary:
    case Function::days_between:
    case Function::business_day:
    case Function::time_of_day: return std::nullopt;
  }
  return std::nullopt;
}

bool is_always_over_list(Aggregate aggregate) {
  switch (aggregate) {
    case Aggregate::any:
    case Aggregate::every:
    case Aggregate::none:
    case Aggregate::one: return true;
    case Aggregate::count:
    case Aggregate::sum:
    case Aggregate::average:
    case Aggregate::min:
    case Aggregate::max: return false;
  }
  return false;
}

bool needs_field(Aggregate aggregate) {
  switch (aggregate) {
    case Aggregate::sum:
    case Aggregate::average:
    case Aggregate::min:
    case Aggregate::max:
    case Aggregate::one: return true;
    case Aggregate::any:
    case Aggregate::every:
    case Aggregate::none:
    case Aggregate::count: return false;
  }
  return false;
}

bool takes_field(Aggregate aggregate) {
  return needs_field(aggregate) || aggregate == Aggregate::count;
}

bool may_take(const Place& place, Aggregate aggregate, const Type& type) {
  const bool amount =
      type == kInteger || type == kNumber || type.kind == TypeKind::money || type == kDuration || type == kDistance;
  switch (aggregate) {
    case Aggregate::sum:
    case Aggregate::average: return amount;
    case Aggregate::min:
    case Aggregate::max: return is_ordered(place, type) && type != kPeriod;
    case Aggregate::count:
    case Aggregate::one: return true;
    case Aggregate::any:
    case Aggregate::every:
    case Aggregate::none: return false;
  }
  return false;
}

Type result_of(Aggregate aggregate, const Type& field) {
  switch (aggregate) {
    case Aggregate::any:
    case Aggregate::every:
    case Aggregate::none: return kBoolean;
    case Aggregate::count: return kInteger;
    case Aggregate::average: return field == kInteger ? kNumber : field;
    case Aggregate::sum:
    case Aggregate::min:
    case Aggregate::max:
    case Aggregate::one: return field;
  }
  return field;
}

// How many names of the path are the list: `holdings`, `customer.holdings`.
std::size_t names_of_list(const syntax::Path& path) {
  return path.first().known == syntax::KnownName::customer && path.parts.size() > 1 ? 2 : 1;
}

syntax::Path list_in(const syntax::Path& path) {
  const std::size_t names = names_of_list(path);
  syntax::Path list;
  list.parts.assign(path.parts.begin(), path.parts.begin() + static_cast<std::ptrdiff_t>(names));
  list.span = list.parts.front().span;
  list.span.end = list.parts.back().span.end;
  return list;
}

// The first argument, which names a list.
const syntax::Path* subject_of(const Place& place, const syntax::Call& node, const source::Span& span) {
  const std::string function = node.callee.text();
  if (node.arguments.empty()) {
    place.report(codes::wrong_argument_count, span).with(function).with(1).with(0);
    return nullptr;
  }
  const syntax::Argument& argument = node.arguments.front();
  const auto* reference = argument.value->as<syntax::Reference>();
  if (reference == nullptr || argument.name) {
    const Checked value = place.check(*argument.value);
    if (value) place.report(codes::list_needed, argument.value->span).with(function).with(place.words(value->type));
    return nullptr;
  }
  return &reference->path;
}

// A list is as it is now.
bool asks_history(const Place& place, const syntax::Call& node, const syntax::Path& path) {
  const std::optional<source::Span>& earlier = node.arguments.front().earlier;
  if (node.arguments.size() == 1 && !earlier) return false;
  place.report(codes::list_has_no_history, earlier ? *earlier : node.arguments[1].span).with(list_in(path).text());
  return true;
}

// The field that is asked for: in the argument (`holdings.balance`) or after the call (`one(…).balance`).
bool set_field(const Place& place, const syntax::Call& node, const syntax::Path& path, const syntax::Name* after,
               ir::Selection& selection, Type& type) {
  const std::uint16_t list = place.context.program.at(selection.list).type.detail;
  const std::size_t names = names_of_list(path);
  const bool inside = path.parts.size() > names;
  if (path.parts.size() > names + 1 || (inside && after != nullptr)) {
    const syntax::Name& extra = inside && after != nullptr ? *after : path.parts[names + 1];
    place.report(codes::not_a_product, extra.span).with(extra.text).with("a field of a list");
    return false;
  }
  const syntax::Name* name = inside ? &path.parts[names] : after;
  if (name == nullptr) {
    if (!needs_field(selection.aggregate)) return true;
    place.report(codes::list_field_needed, node.callee.span).with(node.callee.text());
    return false;
  }
  if (!takes_field(selection.aggregate)) {
    place.report(codes::list_takes_no_field, name->span).with(node.callee.text());
    return false;
  }
  const RecordInScope record{list, selection.slot};
  const Checked field = check_record_field(place, record, *name);
  if (!field) return false;
  selection.field = ir::field_of(place.context.program.at(field->id).index).field;
  type = field->type;
  if (may_take(place, selection.aggregate, type)) return true;
  place.report(codes::aggregate_not_for, name->span).with(node.callee.text()).with(place.words(type));
  return false;
}

// In the `where` the list's own name speaks of its record, and so does what `as` names.
bool set_where(const Place& place, const syntax::Argument& argument, const syntax::Path& path,
               ir::Selection& selection) {
  if (argument.where == nullptr) return true;
  const RecordInScope record{place.context.program.at(selection.list).type.detail, selection.slot};
  Scope scope = place.scope.with_record(record);
  ++scope.lists_around;
  scope.name_record(path.parts[names_of_list(path) - 1].text, record);
  if (argument.alias) scope.name_record(argument.alias->text, record);
  const auto condition = check_condition(place.context, scope, *argument.where);
  if (!condition) return false;
  selection.where = *condition;
  // A derived tag brings the lists that it looks through with it.
  if (place.context.build.lists(*condition) + scope.lists_around <= ir::kMostElementRecords) return true;
  place.report(codes::lists_nested_too_deep, argument.where->span).with(ir::kMostElementRecords);
  return false;
}

}  // namespace

bool is_over_list(const Place& place, const syntax::Call& node) {
  const std::optional<Aggregate> aggregate = aggregate_of(*node.function);
  if (!aggregate) return false;
  if (is_always_over_list(*aggregate)) return true;
  if (node.arguments.empty()) return false;
  const auto* reference = node.arguments.front().value->as<syntax::Reference>();
  if (reference == nullptr) return false;
  const syntax::Path& path = reference->path;
  const std::string& name = path.parts[names_of_list(path) - 1].text;
  const auto tag = place.context.names.find(schema::Names::Kind::tag, name);
  if (tag && !tag->ambiguous) return place.schema().tags[tag->index].type.kind == TypeKind::list;
  if (place.context.names.find(schema::Names::Kind::event, name)) return false;
  return place.context.declarations.find(name).has_value();
}

Checked check_list(const Place& place, const syntax::Path& path, std::string_view asker) {
  const Checked list = check_reference(place, path, std::nullopt);
  if (!list || list->type.kind == TypeKind::list) return list;
  place.report(codes::list_needed, path.span).with(asker).with(place.words(list->type));
  return std::nullopt;
}

std::optional<ir::ExpressionId> check_record_condition(Context& context, const Scope& outer,
                                                       const RecordInScope& record, const syntax::Name& item,
                                                       const syntax::Expression& tree) {
  Scope scope = outer.with_record(record);
  scope.name_record(item.text, record);
  return check_condition(context, scope, tree);
}

Checked check_selection(const Place& place, const syntax::Call& node, const source::Span& span,
                        const syntax::Name* field) {
  if (place.scope.lists_around >= ir::kMostElementRecords) {
    place.report(codes::lists_nested_too_deep, span).with(ir::kMostElementRecords);
    return std::nullopt;
  }
  const syntax::Path* path = subject_of(place, node, span);
  if (path == nullptr) return std::nullopt;
  const Checked list = check_list(place, list_in(*path), node.callee.text());
  if (!list || asks_history(place, node, *path)) return std::nullopt;
  ir::Selection selection;
  selection.aggregate = *aggregate_of(*node.function);
  selection.list = list->id;
  selection.slot = ir::kFirstElementRecord + place.scope.lists_around;
  Type type;
  const bool field_is_good = set_field(place, node, *path, field, selection, type);
  const bool where_is_good = set_where(place, node.arguments.front(), *path, selection);
  if (!field_is_good || !where_is_good) return std::nullopt;
  selection.type = result_of(selection.aggregate, type);
  return Typed{place.context.build.selection(selection), selection.type};
}

}  // namespace wend::check
