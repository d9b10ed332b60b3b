#include "compiler/check/coercion.hpp"

#include <algorithm>
#include <utility>

#include "compiler/check/names.hpp"

namespace wend::check {
namespace {

bool is_numeric(const Type& type) {
  return type == kInteger || type == kNumber;
}

// The enum and all that it is mapped to, nearest first. Mappings that run in a ring end where they began.
std::vector<schema::EnumIndex> mappings(const schema::Schema& schema, schema::EnumIndex index) {
  std::vector<schema::EnumIndex> chain{index};
  while (const auto next = schema.enums[chain.back()].mapped_to) {
    if (std::ranges::find(chain, *next) != chain.end()) break;
    chain.push_back(*next);
  }
  return chain;
}

std::optional<schema::EnumIndex> common_enum(const schema::Schema& schema, schema::EnumIndex left,
                                             schema::EnumIndex right) {
  const std::vector<schema::EnumIndex> right_chain = mappings(schema, right);
  for (const schema::EnumIndex candidate : mappings(schema, left)) {
    if (std::ranges::find(right_chain, candidate) != right_chain.end()) return candidate;
  }
  return std::nullopt;
}

// One mapping: a value is what the schema says it is mapped to, unknown where it says nothing.
Typed map_once(const Place& place, const Typed& value) {
  const schema::Enum& from = place.schema().enums[value.type.detail];
  const Type type = enumeration(*from.mapped_to);
  const auto image = [&](std::size_t position) -> OwnedValue {
    const std::optional<std::int32_t> mapped = from.values[position].mapped_to;
    return mapped ? OwnedValue(std::int64_t{*mapped}) : OwnedValue(Unknown{});
  };
  if (const ir::Constant* constant = place.constant_of(value.id)) {
    const auto* position = std::get_if<std::int64_t>(&constant->value);
    return place.constant(type, position ? image(static_cast<std::size_t>(*position)) : OwnedValue(Unknown{}));
  }
  std::vector<ir::ExpressionId> operands;
  for (std::size_t position = 0; position < from.values.size(); ++position) {
    const Typed candidate = place.constant(value.type, static_cast<std::int64_t>(position));
    operands.push_back(place.make(ir::Operation::equal, kBoolean, {value.id, candidate.id}).id);
    operands.push_back(place.constant(type, image(position)).id);
  }
  const ir::ExpressionId unknown = place.constant(type, Unknown{}).id;
  operands.insert(operands.end(), {unknown, unknown});
  return place.make(ir::Operation::choose, type, operands);
}

std::optional<Typed> map_enum(const Place& place, Typed value, schema::EnumIndex target) {
  const std::vector<schema::EnumIndex> chain = mappings(place.schema(), value.type.detail);
  if (std::ranges::find(chain, target) == chain.end()) return std::nullopt;
  while (value.type.detail != target) value = map_once(place, value);
  return value;
}

Typed widen(const Place& place, const Typed& value) {
  return place.make(ir::Operation::rescale, kNumber, {value.id});
}

// A literal span of days and weeks as hours.
std::optional<Typed> exact_span(const Place& place, const Typed& value) {
  const ir::Constant* constant = place.constant_of(value.id);
  const Period* period = constant == nullptr ? nullptr : std::get_if<Period>(&constant->value);
  if (period == nullptr || period->months != 0 || period->business_days != 0) return std::nullopt;
  return place.constant(kDuration, period->days * kDay);
}

// Makes all values of one type, that of `first` or one that it can be brought to; reports the value that cannot.
bool bring_together(const Place& place, const Trees& trees, const Typed& first, std::vector<Typed>& values) {
  Typed widest = first;
  for (std::size_t i = 0; i < trees.size(); ++i) {
    const std::optional<Type> type = common_type(place, widest, values[i]);
    if (!type) {
      report_mismatch(place, *trees[i], values[i].type, widest.type);
      return false;
    }
    if (widest.type != *type) widest = *coerce(place, widest, *type);
  }
  for (std::size_t i = 0; i < trees.size(); ++i) {
    const Checked fitting = require(place, *trees[i], values[i], widest.type);
    if (!fitting) return false;
    values[i] = *fitting;
  }
  return true;
}

// Without its leader, what takes its meaning from it has none, and that is not its fault.
bool follows_only(const Place& place, const syntax::Expression& tree) {
  return leading(place, tree) <= Lead::literal;
}

// Checks all but the leader, which gives them its type, and brings all to one.
std::optional<std::vector<Typed>> check_rest(const Place& place, const Trees& trees, Trees::const_iterator leader,
                                             const Checked& first, std::optional<Type> hint) {
  std::vector<Typed> values(trees.size());
  bool faulty = !first;
  for (auto tree = trees.begin(); tree != trees.end(); ++tree) {
    if (!first && follows_only(place, **tree)) continue;
    const Checked value = tree == leader ? first : place.check(**tree, first ? first->type : hint);
    faulty = faulty || !value;
    if (value) values[static_cast<std::size_t>(tree - trees.begin())] = *value;
  }
  if (faulty || !bring_together(place, trees, *first, values)) return std::nullopt;
  return values;
}

}  // namespace

std::optional<Typed> coerce(const Place& place, const Typed& value, const Type& type) {
  if (value.type == type) return value;
  if (value.type == kInteger && type == kNumber) return widen(place, value);
  if (value.type == kPeriod && type == kDuration) return exact_span(place, value);
  const bool enums = value.type.kind == TypeKind::enumeration && type.kind == TypeKind::enumeration;
  return enums ? map_enum(place, value, type.detail) : std::nullopt;
}

std::optional<Type> common_type(const Place& place, const Typed& left, const Typed& right) {
  if (left.type == right.type) return left.type;
  if (is_numeric(left.type) && is_numeric(right.type)) return kNumber;
  if (left.type.kind == TypeKind::enumeration && right.type.kind == TypeKind::enumeration) {
    const auto shared = common_enum(place.schema(), left.type.detail, right.type.detail);
    return shared ? std::optional(enumeration(*shared)) : std::nullopt;
  }
  const bool spans = (left.type == kPeriod && right.type == kDuration && exact_span(place, left)) ||
                     (left.type == kDuration && right.type == kPeriod && exact_span(place, right));
  return spans ? std::optional(kDuration) : std::nullopt;
}

Checked require(const Place& place, const syntax::Expression& tree, const Checked& value, const Type& type) {
  if (!value) return std::nullopt;
  const std::optional<Typed> fitting = coerce(place, *value, type);
  if (!fitting) report_mismatch(place, tree, value->type, type);
  return fitting;
}

std::optional<Pair> check_pair(const Place& place, const syntax::Expression& left, const syntax::Expression& right) {
  const bool right_leads = leading(place, right) > leading(place, left);
  const syntax::Expression& leader = right_leads ? right : left;
  const syntax::Expression& follower = right_leads ? left : right;
  const Checked first = place.check(leader);
  if (!first && follows_only(place, follower)) return std::nullopt;
  const Checked second = place.check(follower, first ? std::optional(first->type) : std::nullopt);
  if (!first || !second) return std::nullopt;
  const std::optional<Type> type = common_type(place, *first, *second);
  if (!type) {
    report_mismatch(place, follower, second->type, first->type);
    return std::nullopt;
  }
  Pair pair{*coerce(place, *first, *type), *coerce(place, *second, *type)};
  if (right_leads) std::swap(pair.left, pair.right);
  return pair;
}

std::optional<std::vector<Typed>> check_alike(const Place& place, const Trees& trees, std::optional<Type> hint) {
  const auto rank = [&](const syntax::Expression* tree) { return leading(place, *tree); };
  const auto leader = std::ranges::max_element(trees, {}, rank);
  if (leader == trees.end()) return std::vector<Typed>();
  return check_rest(place, trees, leader, place.check(**leader, hint), hint);
}

std::optional<std::vector<Typed>> check_like(const Place& place, const Typed& first, const Trees& trees) {
  return check_rest(place, trees, trees.begin(), first, std::nullopt);
}

}  // namespace wend::check
