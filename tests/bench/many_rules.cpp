#include "tests/bench/many_rules.hpp"

#include <array>

namespace wend::bench {
namespace {

using ir::Operation;

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr std::array kKinds = {money_in(0), type_of(TypeKind::date), enumeration(0), kBoolean};

}  // namespace

ManyRules::ManyRules(std::size_t count) {
  const auto schema = std::make_shared<schema::Schema>();
  schema->tags.resize(kRuleTags);
  program_->schema = schema;
  for (std::uint32_t tag = 0; tag < kRuleTags; ++tag) types_.push_back(kKinds[tag % kKinds.size()]);
  layout_ = std::make_shared<layout::RowLayout>(layout::dense_layout(types_));
  std::mt19937_64 random(7);  // NOLINT(cert-msc51-cpp): the same rules every time
  for (std::size_t rule = 0; rule < count; ++rule) {
    requests_.push_back({.condition = make_rule(random), .tags = layout_.get()});
  }
}

ir::ExpressionId ManyRules::make_rule(std::mt19937_64& random) {
  std::vector<ir::ExpressionId> parts(3 + random() % 4);
  for (ir::ExpressionId& part : parts) part = condition(static_cast<std::uint32_t>(random() % kRuleTags), random);
  return build_.make(Operation::conjunction, kBoolean, parts);
}

ir::ExpressionId ManyRules::condition(std::uint32_t index, std::mt19937_64& random) {
  const Type type = types_[index];
  const ir::ExpressionId tag = build_.leaf(Operation::tag, type, index);
  const auto number = static_cast<std::int64_t>(random() % 1'000'000);
  if (type == kBoolean) return random() % 2 == 0 ? tag : build_.make(Operation::negation, kBoolean, {tag});
  if (type.kind == TypeKind::enumeration) {
    const std::vector<std::int32_t> tiers = {static_cast<std::int32_t>(number % 4),
                                             4 + static_cast<std::int32_t>(number % 3)};
    return build_.make(Operation::member, kBoolean, {tag, build_.constant(set_of_enumeration(0), tiers)});
  }
  const ir::ExpressionId limit = build_.constant(type, number);
  if (random() % 2 == 0) return build_.make(Operation::less, kBoolean, {limit, tag});
  return build_.make(Operation::less_equal, kBoolean, {tag, limit});
}

}  // namespace wend::bench
