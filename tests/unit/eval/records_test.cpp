// Lists of records: what is asked of them, and what is unknown.
#include "runtime/eval/records.hpp"

#include <optional>

#include "tests/unit/eval/fixture.hpp"

namespace wend::eval {
namespace {

using Aggregate = ir::Selection::Aggregate;

// A list `holdings` whose records have an amount (integer), a flag and a name.
class RecordsTest : public EvaluatorTest {
 protected:
  static constexpr schema::FieldIndex kAmount = 0;
  static constexpr schema::FieldIndex kFlag = 1;
  static constexpr schema::FieldIndex kName = 2;
  static constexpr Type kList{TypeKind::list, TypeKind::boolean, 0};

  RecordsTest() {
    auto schema = std::make_shared<schema::Schema>();
    schema->lists.resize(1);
    schema->lists[0].fields.resize(3);
    schema->lists[0].fields[kAmount].type = kInteger;
    schema->lists[0].fields[kFlag].type = kBoolean;
    schema->lists[0].fields[kName].type = kText;
    schema->tags.resize(2);
    schema->tags[0].type = kList;
    schema->tags[1].type = kList;
    program_.schema = schema;
    record_ = layout::record_layout(schema->lists[0]);
    tags_ = layout::tag_layout(*schema, std::array{0U, 1U});
  }

  void add(const Value& amount, const Value& flag = Unknown{}, const Value& name = Unknown{}) {
    std::vector<std::byte> row;
    layout::append_row(record_, std::vector<Value>{amount, flag, name}, row);
    records_.rows.emplace_back(reinterpret_cast<const char*>(row.data()), row.size());
  }

  Id list() { return build_.leaf(Operation::tag, kList, 0); }
  Id field(schema::FieldIndex index, const Type& type, std::uint32_t slot = ir::kFirstElementRecord) {
    return build_.leaf(Operation::record_field, type, ir::index_of({slot, index}));
  }
  Id flag() { return field(kFlag, kBoolean); }

  Value ask(Aggregate aggregate, Id where, std::optional<schema::FieldIndex> of = std::nullopt,
            const Type& type = kInteger) {
    return evaluate_in_row(build_.selection({aggregate, list(), of, where, ir::kFirstElementRecord, type}));
  }

  Value evaluate_in_row(Id id) {
    block_.clear();
    const OwnedValue owned(records_);
    const Value holdings = borrow(owned);
    layout::append_row(tags_, std::vector<Value>{is_missing_ ? Value(Unknown{}) : holdings, holdings}, block_);
    Inputs inputs;
    inputs.tags = {&tags_, block_.data()};
    return eval::evaluate(program_, id, inputs);
  }

  layout::RowLayout record_;
  layout::RowLayout tags_;
  OwnedRecords records_;
  std::vector<std::byte> block_;
  bool is_missing_ = false;
};

TEST_F(RecordsTest, OfAMissingListNothingIsKnown) {
  is_missing_ = true;
  for (const Aggregate aggregate : {Aggregate::any, Aggregate::every, Aggregate::none, Aggregate::count, Aggregate::sum,
                                    Aggregate::average, Aggregate::min, Aggregate::max, Aggregate::one}) {
    EXPECT_FALSE(is_known(ask(aggregate, ir::kNone, kAmount)));
  }
}

TEST_F(RecordsTest, OfAnEmptyListEveryIsTrueAndAnyFalse) {
  EXPECT_TRUE(same(ask(Aggregate::every, flag()), true));
  EXPECT_TRUE(same(ask(Aggregate::any, flag()), false));
  EXPECT_TRUE(same(ask(Aggregate::none, flag()), true));
}

TEST_F(RecordsTest, OfNothingCountAndSumAreZeroAndTheOthersUnknown) {
  EXPECT_TRUE(same(ask(Aggregate::count, ir::kNone), std::int64_t{0}));
  EXPECT_TRUE(same(ask(Aggregate::sum, ir::kNone, kAmount), std::int64_t{0}));
  for (const Aggregate aggregate : {Aggregate::average, Aggregate::min, Aggregate::max, Aggregate::one}) {
    EXPECT_FALSE(is_known(ask(aggregate, ir::kNone, kAmount)));
  }
}

TEST_F(RecordsTest, AnyEveryAndNoneAreKleenes) {
  add(std::int64_t{1}, false);
  add(std::int64_t{2}, Unknown{});
  EXPECT_FALSE(is_known(ask(Aggregate::any, flag())));
  EXPECT_TRUE(same(ask(Aggregate::every, flag()), false));
  EXPECT_FALSE(is_known(ask(Aggregate::none, flag())));
  add(std::int64_t{3}, true);
  EXPECT_TRUE(same(ask(Aggregate::any, flag()), true));
  EXPECT_TRUE(same(ask(Aggregate::none, flag()), false));
}

TEST_F(RecordsTest, EveryIsUnknownWhereNoneIsFalseAndOneUnknown) {
  add(std::int64_t{1}, true);
  add(std::int64_t{2}, Unknown{});
  EXPECT_FALSE(is_known(ask(Aggregate::every, flag())));
}

TEST_F(RecordsTest, ARecordForWhichWhereIsUnknownIsNotCounted) {
  add(std::int64_t{1}, true);
  add(std::int64_t{2}, Unknown{});
  add(std::int64_t{4}, false);
  EXPECT_TRUE(same(ask(Aggregate::count, flag()), std::int64_t{1}));
  EXPECT_TRUE(same(ask(Aggregate::sum, flag(), kAmount), std::int64_t{1}));
}

TEST_F(RecordsTest, AggregatesSkipMissingFields) {
  add(std::int64_t{3});
  add(Unknown{});
  add(std::int64_t{6});
  EXPECT_TRUE(same(ask(Aggregate::count, ir::kNone), std::int64_t{3}));
  EXPECT_TRUE(same(ask(Aggregate::count, ir::kNone, kAmount), std::int64_t{2}));
  EXPECT_TRUE(same(ask(Aggregate::sum, ir::kNone, kAmount), std::int64_t{9}));
  EXPECT_TRUE(same(ask(Aggregate::average, ir::kNone, kAmount, kNumber), std::int64_t{4'500'000}));
  EXPECT_TRUE(same(ask(Aggregate::min, ir::kNone, kAmount), std::int64_t{3}));
  EXPECT_TRUE(same(ask(Aggregate::max, ir::kNone, kAmount), std::int64_t{6}));
}

TEST_F(RecordsTest, ASumThatDoesNotFitIsUnknown) {
  add(std::int64_t{INT64_MAX});
  add(std::int64_t{1});
  EXPECT_FALSE(is_known(ask(Aggregate::sum, ir::kNone, kAmount)));
  EXPECT_TRUE(same(ask(Aggregate::max, ir::kNone, kAmount), std::int64_t{INT64_MAX}));
}

TEST_F(RecordsTest, OneIsTheOnlyRecordThatMatches) {
  add(std::int64_t{1}, true, std::string_view("gold"));
  add(std::int64_t{2}, false, std::string_view("silver"));
  EXPECT_TRUE(same(ask(Aggregate::one, flag(), kName, kText), std::string_view("gold")));
  EXPECT_FALSE(is_known(ask(Aggregate::one, ir::kNone, kName, kText)));
  add(std::int64_t{3}, true);
  EXPECT_FALSE(is_known(ask(Aggregate::one, flag(), kName, kText)));
}

TEST_F(RecordsTest, AMissingFieldDoesNotMakeAnotherRecordTheOne) {
  add(Unknown{}, true);
  EXPECT_FALSE(is_known(ask(Aggregate::one, flag(), kAmount)));
  add(std::int64_t{2}, true);
  EXPECT_FALSE(is_known(ask(Aggregate::one, flag(), kAmount)));
}

TEST_F(RecordsTest, AListInsideTheConditionOfAListKeepsItsRecordApart) {
  add(std::int64_t{1});
  add(std::int64_t{5});
  // How many records have another that is greater.
  const std::uint32_t inner = ir::kFirstElementRecord + 1;
  const Id greater = make(Operation::less, {field(kAmount, kInteger), field(kAmount, kInteger, inner)});
  const Id any = build_.selection({Aggregate::any, list(), std::nullopt, greater, inner, kBoolean});
  EXPECT_TRUE(same(ask(Aggregate::count, any), std::int64_t{1}));
}

TEST_F(RecordsTest, AFieldOutsideOfAnyListIsUnknown) {
  add(std::int64_t{1});
  EXPECT_FALSE(is_known(evaluate_in_row(field(kAmount, kInteger))));
}

TEST_F(RecordsTest, AreWalkedThroughInTheListsOrder) {
  add(std::int64_t{2}, true);
  add(std::int64_t{1}, Unknown{});
  evaluate_in_row(list());
  Inputs inputs;
  inputs.tags = {&tags_, block_.data()};
  RecordCursor cursor(program_, inputs, list(), ir::kFirstItemRecord);
  ASSERT_TRUE(cursor.is_known());
  ASSERT_EQ(cursor.size(), 2U);
  const Id condition = field(kFlag, kBoolean, ir::kFirstItemRecord);
  EXPECT_EQ(cursor.judge(0, condition), Truth::yes);
  EXPECT_EQ(cursor.judge(1, condition), Truth::unknown);
  EXPECT_EQ(cursor.judge(1, ir::kNone), Truth::yes);
  EXPECT_TRUE(same(layout::load(cursor.record(1), kAmount), std::int64_t{1}));
  EXPECT_EQ(cursor.record(2).data, nullptr);
}

}  // namespace
}  // namespace wend::eval
