#include "tests/bench/bank_rows.hpp"

#include <array>
#include <string>
#include <string_view>

namespace wend::bench {
namespace {

using ir::Operation;

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr Type kNumber = type_of(TypeKind::number);
constexpr Type kDate = type_of(TypeKind::date);
constexpr Type kText = type_of(TypeKind::text);
constexpr Type kMoney = money_in(0);
constexpr Type kTier = enumeration(0);

}  // namespace

BankRows::BankRows()
    : types_{kMoney, kMoney, kDate, kTier, kBoolean, kNumber, kBoolean, kText},
      schema_(std::make_shared<schema::Schema>()),
      build_(program_),
      layout_(layout::dense_layout(types_)) {
  schema_->tags.resize(types_.size());
  program_.schema = schema_;
  std::mt19937_64 random(1);  // NOLINT(cert-msc51-cpp): the same rows every time
  for (std::size_t row = 0; row < kBankRows; ++row) append(random);
}

ir::ExpressionId BankRows::plain(std::int64_t limit) {
  return make(Operation::conjunction,
              {make(Operation::less_equal, {money(limit), tag(0)}), make(Operation::less, {tag(1), money(900'000)}),
               make(Operation::less, {build_.constant(kDate, std::int64_t{20'000}), tag(2)}),
               make(Operation::member, {tag(3), build_.constant(set_of_enumeration(0), std::vector{1, 3, 4})}), tag(4),
               make(Operation::not_equal, {tag(0), tag(1)}),
               make(Operation::less, {tag(5), build_.constant(kNumber, std::int64_t{700'000})}),
               make(Operation::negation, {tag(6)})});
}

ir::ExpressionId BankRows::mixed(std::int64_t limit) {
  const ir::ExpressionId share = build_.make(Operation::divide, kNumber, {tag(0), tag(1)}, 1);
  const OwnedValue cities = std::vector<std::string>{"上海", "北京", "杭州", "深圳"};
  return make(Operation::conjunction,
              {plain(limit), make(Operation::less, {share, build_.constant(kNumber, std::int64_t{2'000'000})}),
               make(Operation::member, {tag(7), build_.constant(set_of_text(), cities)})});
}

ir::ExpressionId BankRows::tag(std::uint32_t index) {
  return build_.leaf(Operation::tag, types_[index], index);
}

ir::ExpressionId BankRows::money(std::int64_t value) {
  return build_.constant(kMoney, value);
}

ir::ExpressionId BankRows::make(Operation operation, std::initializer_list<ir::ExpressionId> operands) {
  return build_.make(operation, kBoolean, operands);
}

void BankRows::append(std::mt19937_64& random) {
  const auto pick = [&](std::uint64_t most) { return static_cast<std::int64_t>(random() % most); };
  static constexpr std::array<std::string_view, 4> cities = {"上海", "北京", "南京", "天津"};
  std::vector<Value>& values = values_.emplace_back(
      std::vector<Value>{pick(1'000'000), pick(1'000'000), 19'000 + pick(2'000), pick(6), pick(2) == 0, pick(1'000'000),
                         pick(2) == 0, cities[random() % cities.size()]});
  for (Value& value : values) {
    if (pick(10) == 0) value = Unknown{};
  }
  layout::append_row(layout_, values, rows_.emplace_back());
}

}  // namespace wend::bench
