// `in`, `contains`, `contains any` and sets.
#include <algorithm>
#include <vector>

#include "compiler/check/coercion.hpp"
#include "compiler/check/names.hpp"
#include "compiler/check/operators.hpp"
#include "compiler/check/record_names.hpp"
#include "compiler/check/time_range.hpp"
#include "compiler/diagnostics/codes/records.hpp"
#include "compiler/diagnostics/codes/types.hpp"

namespace wend::check {
namespace {

using ir::ExpressionId;
using ir::Operation;

// --- sets -----------------------------------------------------------------------------------------------------------

Type set_of(const Type& element) {
  return {TypeKind::set, element.kind, element.detail};
}
Type element_of(const Type& set) {
  return {set.element, TypeKind::boolean, set.detail};
}

template <typename Item>
std::optional<std::vector<Item>> constants_of(const Place& place, std::span<const Typed> elements) {
  std::vector<Item> items;
  for (const Typed& element : elements) {
    const ir::Constant* constant = place.constant_of(element.id);
    if (constant == nullptr) return std::nullopt;
    if constexpr (std::is_same_v<Item, std::string>) {
      const auto* text = std::get_if<std::string>(&constant->value);
      if (text == nullptr) return std::nullopt;
      items.push_back(*text);
    } else {
      const auto* scalar = std::get_if<std::int64_t>(&constant->value);
      if (scalar == nullptr) return std::nullopt;
      items.push_back(static_cast<Item>(*scalar));
    }
  }
  std::ranges::sort(items);
  items.erase(std::unique(items.begin(), items.end()), items.end());
  return items;
}

bool has_sets(const Type& element) {
  return element.kind == TypeKind::enumeration || element.kind == TypeKind::product || element.kind == TypeKind::text;
}

// The elements as one constant; nothing, and nothing is said, where they are not all constants of a type that has sets.
std::optional<Typed> constant_set(const Place& place, std::span<const Typed> elements) {
  const Type& type = elements.front().type;
  if (!has_sets(type)) return std::nullopt;
  if (type.kind == TypeKind::text) {
    auto texts = constants_of<std::string>(place, elements);
    return texts ? std::optional(place.constant(set_of(type), std::move(*texts))) : std::nullopt;
  }
  auto ordinals = constants_of<std::int32_t>(place, elements);
  return ordinals ? std::optional(place.constant(set_of(type), std::move(*ordinals))) : std::nullopt;
}

Trees elements_of(const syntax::SetLiteral& set) {
  Trees trees;
  for (const syntax::ExpressionPtr& element : set.elements) trees.push_back(element.get());
  return trees;
}

bool report_if_empty(const Place& place, const syntax::SetLiteral& set, const source::Span& span) {
  if (set.elements.empty()) place.report(codes::empty_set, span);
  return set.elements.empty();
}

// --- in -------------------------------------------------------------------------------------------------------------

Checked in_literal_set(const Place& place, const syntax::Comparison& node, const syntax::SetLiteral& set) {
  if (report_if_empty(place, set, node.right->span)) return std::nullopt;
  Trees trees = elements_of(set);
  trees.insert(trees.begin(), node.left.get());
  const auto values = check_alike(place, trees, std::nullopt);
  if (!values) return std::nullopt;
  const Typed value = values->front();
  const std::span<const Typed> elements = std::span(*values).subspan(1);
  if (value.type.kind == TypeKind::set) {
    place.report(codes::sets_do_not_compare, node.op_span).with("in").with(place.words(value.type));
    return std::nullopt;
  }
  if (const auto constant = constant_set(place, elements)) {
    return place.make(Operation::member, kBoolean, {value.id, constant->id});
  }
  std::vector<ExpressionId> choices;
  for (const Typed& element : elements) {
    choices.push_back(place.make(Operation::equal, kBoolean, {value.id, element.id}).id);
  }
  return place.make(Operation::disjunction, kBoolean, choices);
}

// A range of times of day that ends before it begins goes over midnight: either end is enough then.
Checked within_day(const Place& place, ExpressionId low, ExpressionId high, const Typed& between, const Typed& either) {
  const Typed over_midnight = place.make(Operation::less, kBoolean, {high, low});
  if (const ir::Constant* constant = place.constant_of(over_midnight.id)) {
    return constant->value == OwnedValue(true) ? either : between;
  }
  const ExpressionId unknown = place.constant(kBoolean, Unknown{}).id;
  return place.make(Operation::choose, kBoolean, {over_midnight.id, either.id, between.id, unknown});
}

Checked in_range(const Place& place, const syntax::Comparison& node, const syntax::Range& range) {
  const Checked value = place.check(*node.left);
  if (!value) return std::nullopt;
  if (value->type == kTime) {
    const auto stretch = check_time_range(place, *node.right);
    return stretch ? in_time_range(place, *value, *node.left, *stretch, node.right->span) : std::nullopt;
  }
  const auto values = check_like(place, *value, {node.left.get(), range.low.get(), range.high.get()});
  if (!values) return std::nullopt;
  const Type& type = values->front().type;
  if (!is_ordered(place, type)) {
    place.report(codes::no_order, range.op_span).with(range.excludes_high ? "..<" : "..").with(place.words(type));
    return std::nullopt;
  }
  const ExpressionId id = (*values)[0].id;
  const ExpressionId low = (*values)[1].id;
  const ExpressionId high = (*values)[2].id;
  const Typed above = place.make(Operation::less_equal, kBoolean, {low, id});
  const Operation upper = range.excludes_high ? Operation::less : Operation::less_equal;
  const Typed below = place.make(upper, kBoolean, {id, high});
  const Typed between = place.make(Operation::conjunction, kBoolean, {above.id, below.id});
  if (type.kind != TypeKind::time_of_day) return between;
  const Typed either = place.make(Operation::disjunction, kBoolean, {above.id, below.id});
  return within_day(place, low, high, between, either);
}

const syntax::Argument* anniversary_argument(const syntax::Expression& tree) {
  const auto* call = tree.as<syntax::Call>();
  const bool is_anniversary =
      call != nullptr && call->function == syntax::Function::anniversary && call->arguments.size() == 1;
  return is_anniversary ? &call->arguments.front() : nullptr;
}

Checked in_time(const Place& place, const syntax::Comparison& node) {
  const syntax::Argument* anniversary = anniversary_argument(*node.left);
  const syntax::Expression& value_tree = anniversary != nullptr ? *anniversary->value : *node.left;
  Checked value = place.check(value_tree, kDate);
  const auto range = check_time_range(place, *node.right);
  if (anniversary != nullptr) value = as_date(place, value_tree, value);
  if (!value || !range) return std::nullopt;
  if (anniversary != nullptr) return anniversary_in_range(place, *value, *range, node.right->span);
  return in_time_range(place, *value, value_tree, *range, node.right->span);
}

// `3-5` for a range, `30 days` for those that have passed, a value alone for a set of one.
void suggest_set(Report& report, const syntax::Expression& tree) {
  const source::Span before{tree.span.file, tree.span.begin, tree.span.begin};
  const source::Span after{tree.span.file, tree.span.end, tree.span.end};
  const auto* chain = tree.as<syntax::Chain>();
  const auto* literal = tree.as<syntax::QuantityLiteral>();
  if (chain != nullptr && chain->rest.size() == 1 && chain->rest.front().op == syntax::ChainOperator::subtract) {
    report.suggest(chain->rest.front().op_span, "..", diagnostics::Applicability::unsafe);
  } else if (literal != nullptr && literal->quantity.is_span_of_time()) {
    report.suggest(before, "last ", diagnostics::Applicability::unsafe);
  } else {
    report.suggest({{before, "{"}, {after, "}"}}, diagnostics::Applicability::unsafe);
  }
}

// A set that is not written out: a tag, a field.
Checked in_named_set(const Place& place, const syntax::Comparison& node) {
  const Checked set = place.check(*node.right);
  if (!set) return std::nullopt;
  if (set->type.kind != TypeKind::set) {
    suggest_set(place.report(codes::in_needs_set, node.right->span).with(place.words(set->type)), *node.right);
    return std::nullopt;
  }
  const Type element = element_of(set->type);
  const Checked value = require(place, *node.left, place.check(*node.left, element), element);
  if (!value) return std::nullopt;
  return place.make(Operation::member, kBoolean, {value->id, set->id});
}

// What a name after `in` is, where it is neither a tag nor a field.
struct Group {
  enum class Kind : std::uint8_t { list, area };
  Kind kind;
  std::uint32_t index;
};

// `customer in vip_names`, `home in grid_0192`.
std::optional<Group> group_named(const Place& place, const syntax::Expression& tree) {
  const auto* reference = tree.as<syntax::Reference>();
  if (reference == nullptr || !reference->path.is_simple()) return std::nullopt;
  const syntax::Name& name = reference->path.first();
  if (const auto list = name_list(place, name)) return Group{Group::Kind::list, *list};
  if (const auto area = area_named(place, name)) return Group{Group::Kind::area, *area};
  return std::nullopt;
}

Checked in_group(const Place& place, const syntax::Comparison& node, const Group& group) {
  const bool list = group.kind == Group::Kind::list;
  const Type type = list ? kCustomer : kPlace;
  const Checked value = place.check(*node.left, type);
  if (!value) return std::nullopt;
  if (value->type == type) {
    place.record(list ? Use::Kind::list : Use::Kind::area, node.right->span, group.index);
    return place.make(list ? Operation::on_list : Operation::in_area, kBoolean, {value->id}, group.index);
  }
  const std::string& name = list ? place.schema().lists[group.index].name : place.schema().areas[group.index].name;
  place.report(list ? codes::only_customers_on_lists : codes::only_places_in_areas, node.left->span)
      .with(name)
      .with(place.words(value->type));
  return std::nullopt;
}

// --- contains -------------------------------------------------------------------------------------------------------

Checked text_contains(const Place& place, const syntax::Comparison& node, const Typed& text) {
  if (node.op == syntax::ComparisonOperator::contains_any) {
    place.report(codes::contains_needs_set, node.left->span).with(place.words(text.type));
    return std::nullopt;
  }
  const Checked part = require(place, *node.right, place.check(*node.right, kText), kText);
  if (!part) return std::nullopt;
  return place.make(Operation::text_contains, kBoolean, {text.id, part->id});
}

// Elements one by one, or a constant set at once.
Checked contains_elements(const Place& place, const Typed& set, std::span<const Typed> elements, bool any) {
  if (const auto constant = constant_set(place, elements)) {
    return place.make(any ? Operation::contains_any : Operation::contains_all, kBoolean, {set.id, constant->id});
  }
  std::vector<ExpressionId> members;
  for (const Typed& element : elements) {
    members.push_back(place.make(Operation::member, kBoolean, {element.id, set.id}).id);
  }
  return place.make(any ? Operation::disjunction : Operation::conjunction, kBoolean, members);
}

Checked set_contains(const Place& place, const syntax::Comparison& node, const Typed& set) {
  const Type element = element_of(set.type);
  const bool any = node.op == syntax::ComparisonOperator::contains_any;
  if (const auto* literal = node.right->as<syntax::SetLiteral>()) {
    if (report_if_empty(place, *literal, node.right->span)) return std::nullopt;
    std::vector<Typed> elements;
    for (const syntax::ExpressionPtr& tree : literal->elements) {
      const Checked value = require(place, *tree, place.check(*tree, element), element);
      if (value) elements.push_back(*value);
    }
    if (elements.size() != literal->elements.size()) return std::nullopt;
    return contains_elements(place, set, elements, any);
  }
  const Checked right = place.check(*node.right, element);
  if (right && right->type == set.type) {
    return place.make(any ? Operation::contains_any : Operation::contains_all, kBoolean, {set.id, right->id});
  }
  const Checked value = require(place, *node.right, right, any ? set.type : element);
  return value ? contains_elements(place, set, std::span(&*value, 1), any) : std::nullopt;
}

}  // namespace

Checked check_membership(const Place& place, const syntax::Comparison& node) {
  if (const auto group = group_named(place, *node.right)) return in_group(place, node, *group);
  const bool anniversary_range =
      node.right->as<syntax::Range>() != nullptr && anniversary_argument(*node.left) != nullptr;
  if (is_time_range(*node.right) || anniversary_range) return in_time(place, node);
  if (const auto* set = node.right->as<syntax::SetLiteral>()) return in_literal_set(place, node, *set);
  if (const auto* range = node.right->as<syntax::Range>()) return in_range(place, node, *range);
  return in_named_set(place, node);
}

Checked check_contains(const Place& place, const syntax::Comparison& node) {
  const Checked left = place.check(*node.left);
  if (!left) return std::nullopt;
  if (left->type == kText) return text_contains(place, node, *left);
  if (left->type.kind == TypeKind::set) return set_contains(place, node, *left);
  Report report = place.report(codes::contains_needs_set, node.left->span).with(place.words(left->type));
  // A single value is compared, with a set that stands written out by `in`.
  const bool many =
      node.op == syntax::ComparisonOperator::contains_any || node.right->as<syntax::SetLiteral>() != nullptr;
  if (left->type.kind == TypeKind::enumeration || left->type == kInteger || left->type == kDate) {
    report.suggest(node.op_span, many ? "in" : "=", diagnostics::Applicability::unsafe);
  }
  return std::nullopt;
}

Checked check_set(const Place& place, const syntax::SetLiteral& node, const source::Span& span,
                  std::optional<Type> hint) {
  if (report_if_empty(place, node, span)) return std::nullopt;
  const bool hinted = hint && hint->kind == TypeKind::set;
  const auto elements = check_alike(place, elements_of(node), hinted ? std::optional(element_of(*hint)) : std::nullopt);
  if (!elements) return std::nullopt;
  const std::optional<Typed> set = constant_set(place, *elements);
  if (!set) place.report(codes::set_of_constants, span);
  return set;
}

}  // namespace wend::check
