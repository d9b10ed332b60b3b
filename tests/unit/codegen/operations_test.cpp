// Every operation over edge values out of rows, against the reference: what it gives, and whether it is known.
#include <algorithm>
#include <limits>
#include <string>

#include "compiler/codegen/form.hpp"
#include "tests/unit/codegen/twin.hpp"

namespace wend::codegen {
namespace {

using ir::Operation;

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

const std::vector<OwnedValue>& edge_scalars() {
  static const std::vector<OwnedValue> values = {Unknown{},
                                                 std::int64_t{0},
                                                 std::int64_t{1},
                                                 std::int64_t{-1},
                                                 std::int64_t{2},
                                                 std::int64_t{7},
                                                 std::int64_t{63},
                                                 std::int64_t{64},
                                                 std::int64_t{20513},
                                                 std::int64_t{500'000},
                                                 std::int64_t{-1'500'000},
                                                 std::int64_t{2'932'896},
                                                 std::int64_t{9'223'372'036'855},
                                                 std::int64_t{1'772'445'600'000'000},
                                                 kLeast,
                                                 kLeast + 1,
                                                 kMost};
  return values;
}

const std::vector<OwnedValue>& edge_periods() {
  constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
  static const std::vector<OwnedValue> values = {Unknown{},
                                                 Period{},
                                                 Period{.months = 1},
                                                 Period{.days = 30},
                                                 Period{.days = 31},
                                                 Period{.months = -12, .days = 365},
                                                 Period{.business_days = 2},
                                                 Period{.months = 1, .days = -3},
                                                 Period{.months = most},
                                                 Period{-most - 1, -most - 1, -most - 1}};
  return values;
}

const std::vector<OwnedValue>& edge_texts() {
  static const std::vector<OwnedValue> values = {
      Unknown{},           std::string(),     std::string("a"),    std::string("ab"),      std::string("b"),
      std::string("上海"), std::string("上"), std::string("\xff"), std::string("a\0b", 3), std::string(300, 'a')};
  return values;
}

const std::vector<OwnedValue>& edge_ordinals() {
  static const std::vector<OwnedValue> values = {Unknown{}, std::vector<std::int32_t>{}, std::vector<std::int32_t>{0},
                                                 std::vector<std::int32_t>{1, 2, 7},
                                                 std::vector<std::int32_t>{0, 1, 2, 7, 63, 64, 500'000}};
  return values;
}

const std::vector<OwnedValue>& edge_text_sets() {
  static const std::vector<OwnedValue> values = {Unknown{}, std::vector<std::string>{}, std::vector<std::string>{"a"},
                                                 std::vector<std::string>{"", "ab", "上海"},
                                                 std::vector<std::string>{"a", "ab", "b"}};
  return values;
}

const std::vector<OwnedValue>& edges_of(const Type& type) {
  static const std::vector<OwnedValue> truths = {Unknown{}, false, true};
  switch (form_of(type)) {
    case Form::none:
    case Form::truth: return truths;
    case Form::scalar: return edge_scalars();
    case Form::period: return edge_periods();
    case Form::text: return edge_texts();
    case Form::ordinals: return edge_ordinals();
    case Form::texts: return edge_text_sets();
  }
  return truths;
}

// Scalars take 64 bits in the rows here, so that values that no column holds reach the operations too.
Type widest(const Type& type) {
  return form_of(type) == Form::scalar ? kInteger : type;
}

struct OperationCase {
  std::string name;
  Operation operation;
  Type type;
  std::vector<Type> operands;
  std::uint32_t index = 0;
};

// The operands are tags; one more tag carries what the reference gives, to compare with.
class OperationsTest : public testing::TestWithParam<OperationCase> {
 protected:
  OperationsTest() {
    std::vector<Type> types = GetParam().operands;
    types.push_back(GetParam().type);
    for (Type& type : types) type = widest(type);
    layout_ = layout::dense_layout(types);
    schema_->tags.resize(types.size());
    schema_->areas.resize(1);
    schema_->areas[0].polygon = {{-1, -1}, {64, -1}, {64, 20'513}};
    program_.schema = schema_;
    const std::vector<Zone> zones = {Zone::utc(), *Zone::named("Asia/Shanghai"), *Zone::named("Europe/Prague")};
    zones_ = zones;
  }

  ir::ExpressionId make_operation() {
    const OperationCase& tested = GetParam();
    std::vector<ir::ExpressionId> operands;
    for (std::uint32_t position = 0; position < tested.operands.size(); ++position) {
      operands.push_back(build_.leaf(Operation::tag, tested.operands[position], position));
    }
    return build_.make(tested.operation, tested.type, operands, tested.index);
  }

  // Judges both conditions for every combination of edge values in every zone.
  void compare(ir::ExpressionId operation, const Twin& known, const Twin& same) {
    const std::size_t operands = GetParam().operands.size();
    std::vector<std::size_t> picked(operands);
    do {
      std::vector<Value> row;
      for (std::size_t position = 0; position < operands; ++position) {
        row.push_back(borrow(edges_of(GetParam().operands[position])[picked[position]]));
      }
      for (const Zone& zone : zones_) judge(operation, row, zone, known, same);
    } while (!HasFailure() && advance(picked));
  }

  std::size_t judged_ = 0;
  ir::Program program_;
  ir::Builder build_{program_};
  layout::RowLayout layout_;

 private:
  void judge(ir::ExpressionId operation, std::vector<Value> row, const Zone& zone, const Twin& known,
             const Twin& same) {
    eval::Inputs inputs;
    inputs.now = 1'772'445'600'000'000;
    inputs.zone = zone;
    std::vector<std::byte> block;
    layout::append_row(layout_, row, block);
    inputs.tags = {&layout_, block.data()};
    row.push_back(eval::evaluate(program_, operation, inputs));
    std::vector<std::byte> with_result;
    layout::append_row(layout_, row, with_result);
    inputs.tags.data = with_result.data();
    known.judge(inputs);
    same.judge(inputs);
    ++judged_;
  }

  bool advance(std::vector<std::size_t>& picked) const {
    for (std::size_t position = 0; position < picked.size(); ++position) {
      if (++picked[position] < edges_of(GetParam().operands[position]).size()) return true;
      picked[position] = 0;
    }
    return false;
  }

  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  std::vector<Zone> zones_;
};

TEST_P(OperationsTest, GivesWhatTheReferenceGives) {
  const ir::ExpressionId operation = make_operation();
  const auto last = static_cast<std::uint32_t>(GetParam().operands.size());
  const ir::ExpressionId expected = build_.leaf(Operation::tag, GetParam().type, last);
  const ir::ExpressionId is_known = build_.make(Operation::known, kBoolean, {operation});
  const ir::ExpressionId is_same = build_.make(Operation::equal, kBoolean, {operation, expected});
  const Twin known(program_, {.condition = is_known, .tags = &layout_});
  const Twin same(program_, {.condition = is_same, .tags = &layout_});
  compare(operation, known, same);
  EXPECT_GT(judged_, 0U);
}

const std::vector<OperationCase>& cases() {
  static const std::vector<OperationCase> all = {
      {"conjunction", Operation::conjunction, kBoolean, {kBoolean, kBoolean, kBoolean}},
      {"conjunction_of_none", Operation::conjunction, kBoolean, {}},
      {"disjunction", Operation::disjunction, kBoolean, {kBoolean, kBoolean, kBoolean}},
      {"disjunction_of_none", Operation::disjunction, kBoolean, {}},
      {"negation", Operation::negation, kBoolean, {kBoolean}},
      {"known_text", Operation::known, kBoolean, {kText}},
      {"known_set", Operation::known, kBoolean, {kTexts}},
      {"equal_booleans", Operation::equal, kBoolean, {kBoolean, kBoolean}},
      {"equal_scalars", Operation::equal, kBoolean, {kMoney, kMoney}},
      {"equal_periods", Operation::equal, kBoolean, {kPeriod, kPeriod}},
      {"equal_texts", Operation::equal, kBoolean, {kText, kText}},
      {"equal_ordinals", Operation::equal, kBoolean, {kColours, kColours}},
      {"equal_text_sets", Operation::equal, kBoolean, {kTexts, kTexts}},
      {"not_equal_scalars", Operation::not_equal, kBoolean, {kDate, kDate}},
      {"not_equal_periods", Operation::not_equal, kBoolean, {kPeriod, kPeriod}},
      {"not_equal_texts", Operation::not_equal, kBoolean, {kText, kText}},
      {"less_scalars", Operation::less, kBoolean, {kNumber, kNumber}},
      {"less_periods", Operation::less, kBoolean, {kPeriod, kPeriod}},
      {"less_texts", Operation::less, kBoolean, {kText, kText}},
      {"less_booleans", Operation::less, kBoolean, {kBoolean, kBoolean}},
      {"less_equal_scalars", Operation::less_equal, kBoolean, {kColour, kColour}},
      {"less_equal_periods", Operation::less_equal, kBoolean, {kPeriod, kPeriod}},
      {"less_equal_texts", Operation::less_equal, kBoolean, {kText, kText}},
      {"member_ordinal", Operation::member, kBoolean, {kColour, kColours}},
      {"member_text", Operation::member, kBoolean, {kText, kTexts}},
      {"contains_all_ordinals", Operation::contains_all, kBoolean, {kColours, kColours}},
      {"contains_all_texts", Operation::contains_all, kBoolean, {kTexts, kTexts}},
      {"contains_any_ordinals", Operation::contains_any, kBoolean, {kColours, kColours}},
      {"contains_any_texts", Operation::contains_any, kBoolean, {kTexts, kTexts}},
      {"text_contains", Operation::text_contains, kBoolean, {kText, kText}},
      {"text_starts_with", Operation::text_starts_with, kBoolean, {kText, kText}},
      {"sum_of_none", Operation::sum, kInteger, {}},
      {"sum_of_one", Operation::sum, kInteger, {kInteger}, 1},
      {"sum_of_one_subtracted", Operation::sum, kInteger, {kInteger}, 0},
      {"sum_of_two", Operation::sum, kMoney, {kMoney, kMoney}, 2},
      {"sum_and_difference", Operation::sum, kMoney, {kMoney, kMoney}, 1},
      {"sum_of_two_subtracted", Operation::sum, kMoney, {kMoney, kMoney}, 0},
      {"sum_of_three", Operation::sum, kMoney, {kMoney, kMoney, kMoney}, 3},
      {"sum_of_two_less_one", Operation::sum, kMoney, {kMoney, kMoney, kMoney}, 2},
      {"multiply_integers", Operation::multiply, kInteger, {kInteger, kInteger}, 0},
      {"multiply_numbers", Operation::multiply, kMoney, {kMoney, kNumber}, 1},
      {"divide_integers", Operation::divide, kInteger, {kInteger, kInteger}, 0},
      {"divide_numbers", Operation::divide, kNumber, {kMoney, kMoney}, 1},
      {"negate_scalar", Operation::negate, kMoney, {kMoney}},
      {"negate_period", Operation::negate, kPeriod, {kPeriod}},
      {"rescale", Operation::rescale, kNumber, {kInteger}},
      {"round_number", Operation::round, kNumber, {kNumber}, 2},
      {"round_to_none", Operation::round, kNumber, {kNumber}, 0},
      {"round_money", Operation::round, kMoney, {kMoney}, 1},
      {"round_to_more", Operation::round, kMoney, {kMoney}, 9},
      {"round_integer", Operation::round, kInteger, {kInteger}, 0},
      {"least", Operation::least, kMoney, {kMoney, kMoney, kMoney}},
      {"greatest", Operation::greatest, kMoney, {kMoney, kMoney, kMoney}},
      {"period_sum", Operation::period_sum, kPeriod, {kPeriod, kPeriod}},
      {"period_scale", Operation::period_scale, kPeriod, {kPeriod, kInteger}},
      {"date_plus_period", Operation::date_plus_period, kDate, {kDate, kPeriod}},
      {"time_plus_period", Operation::time_plus_period, kTime, {kTime, kPeriod}},
      {"date_of", Operation::date_of, kDate, {kTime}},
      {"start_of_date", Operation::start_of_date, kTime, {kDate}},
      {"next_anniversary", Operation::next_anniversary, kDate, {kDate}},
      {"anniversary_within", Operation::anniversary_within, kBoolean, {kDate, kDate, kDate}},
      {"choose_booleans", Operation::choose, kBoolean, {kBoolean, kBoolean, kBoolean, kBoolean, kBoolean, kBoolean}},
      {"choose_scalars", Operation::choose, kDate, {kBoolean, kDate, kDate, kDate}},
      {"choose_periods", Operation::choose, kPeriod, {kBoolean, kPeriod, kPeriod, kPeriod}},
      {"choose_texts", Operation::choose, kText, {kBoolean, kText, kText, kText}},
      {"choose_ordinals", Operation::choose, kColours, {kBoolean, kColours, kColours, kColours}},
      {"choose_text_sets", Operation::choose, kTexts, {kBoolean, kTexts, kTexts, kTexts}},
      {"fallback_booleans", Operation::fallback, kBoolean, {kBoolean, kBoolean}},
      {"fallback_scalars", Operation::fallback, kMoney, {kMoney, kMoney}},
      {"fallback_periods", Operation::fallback, kPeriod, {kPeriod, kPeriod}},
      {"fallback_texts", Operation::fallback, kText, {kText, kText}},
      {"fallback_text_sets", Operation::fallback, kTexts, {kTexts, kTexts}},
      {"place", Operation::place, type_of(TypeKind::place), {kNumber, kNumber}},
      {"distance",
       Operation::distance,
       type_of(TypeKind::distance),
       {type_of(TypeKind::place), type_of(TypeKind::place)}},
      {"in_area", Operation::in_area, kBoolean, {type_of(TypeKind::place)}},
      {"time_of_day_of", Operation::time_of_day_of, type_of(TypeKind::time_of_day), {kTime}},
      {"is_business_day", Operation::is_business_day, kBoolean, {kDate}},
  };
  return all;
}

INSTANTIATE_TEST_SUITE_P(, OperationsTest, testing::ValuesIn(cases()),
                         [](const auto& tested) { return tested.param.name; });

// The leaves are tested by rows_test, constants_test and frame_test. Name lists are left to the reference.
TEST(Operations, HaveACaseEach) {
  const auto is_leaf = [](Operation operation) { return ir::arity(operation) == 0; };
#define WEND_OPERATION(name, operands, meaning)                                                    \
  EXPECT_TRUE(is_leaf(Operation::name) || Operation::name == Operation::product_field ||           \
              Operation::name == Operation::on_list || Operation::name == Operation::list_field || \
              std::ranges::count(cases(), Operation::name, &OperationCase::operation) > 0)         \
      << #name;
#include "compiler/ir/operations.def"
#undef WEND_OPERATION
}

}  // namespace
}  // namespace wend::codegen
