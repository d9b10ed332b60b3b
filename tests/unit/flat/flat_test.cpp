#include "runtime/flat/flat.hpp"

#include "tests/unit/eval/allocations.hpp"
#include "tests/unit/flat/fixture.hpp"

namespace wend::flat {
namespace {

class Flat : public FlatTest {
 protected:
  Flat() {
    tags_ = layout::dense_layout(std::vector{kInteger, kInteger, kBoolean, kColour, kText, kDate});
    schema_->tags.resize(tags_.fields.size());
    put({std::int64_t{7}, std::int64_t{9}, true, std::int64_t{2}, std::string_view("上海"), std::int64_t{20'000}});
  }

  Id colours(std::vector<std::int32_t> values) { return build_.constant(kColours, std::move(values)); }
  Id text(std::string value) { return build_.constant(kText, std::move(value)); }
  Id less(Id left, Id right) { return make(Operation::less, {left, right}); }
};

TEST_F(Flat, JudgesAConjunctionOfTests) {
  const Id all = make(Operation::conjunction, {less(tag(0), integer(8)), less(integer(8), tag(1)), tag(2),
                                               make(Operation::member, {tag(3), colours({0, 2})})});
  EXPECT_EQ(judge(all), Truth::yes);
  put({std::int64_t{7}, std::int64_t{9}, Unknown{}, std::int64_t{2}});
  EXPECT_EQ(judge(all), Truth::unknown);
  put({std::int64_t{8}, std::int64_t{9}, Unknown{}, std::int64_t{2}});
  EXPECT_EQ(judge(all), Truth::no);
}

TEST_F(Flat, JudgesADisjunctionByTheContrariesOfItsTests) {
  const Id any = make(Operation::disjunction, {less(tag(1), integer(8)), make(Operation::negation, {tag(2)}),
                                               make(Operation::equal, {tag(0), tag(1)})});
  EXPECT_EQ(judge(any), Truth::no);
  put({std::int64_t{9}, std::int64_t{9}, Unknown{}});
  EXPECT_EQ(judge(any), Truth::yes);
  put({std::int64_t{9}, Unknown{}, true});
  EXPECT_EQ(judge(any), Truth::unknown);
}

TEST_F(Flat, JoinsTestsWithWhatElseIsAsked) {
  const Id mixed = make(
      Operation::conjunction,
      {make(Operation::text_starts_with, {tag(4), text("上")}), less(tag(0), integer(8)),
       make(Operation::disjunction, {less(make(Operation::sum, {tag(0), tag(1)}, kInteger, 2), integer(10)), tag(2)})});
  EXPECT_EQ(judge(mixed), Truth::yes);
  put({std::int64_t{1}, std::int64_t{1}, Unknown{}, Unknown{}, std::string_view("北京")});
  EXPECT_EQ(judge(mixed), Truth::no);
  put({std::int64_t{7}, std::int64_t{9}, Unknown{}, Unknown{}, std::string_view("上")});
  EXPECT_EQ(judge(mixed), Truth::unknown);
}

TEST_F(Flat, JudgesMoreTestsThanAreJudgedAtOnce) {
  std::vector<Id> tests;
  for (std::int64_t limit = 0; limit < 40; ++limit) tests.push_back(less(tag(1), integer(10 + limit)));
  tests.push_back(less(integer(8), tag(1)));
  const Id all = build_.make(Operation::conjunction, kBoolean, tests);
  EXPECT_EQ(judge(all), Truth::yes);
  put({Unknown{}, std::int64_t{8}});
  EXPECT_EQ(judge(all), Truth::no);
}

TEST_F(Flat, KnowsThatNothingIsKnownWithoutARow) {
  const Id known = make(Operation::known, {tag(0)});
  const Id missing = make(Operation::negation, {known});
  for (const layout::Row& row : {layout::Row{&tags_, nullptr}, layout::Row{}}) {
    inputs_.tags = row;
    EXPECT_EQ(judge(known), Truth::no);
    EXPECT_EQ(judge(make(Operation::conjunction, {missing, less(tag(0), integer(1))})), Truth::unknown);
    EXPECT_EQ(judge(make(Operation::disjunction, {missing, less(tag(0), integer(1))})), Truth::yes);
    EXPECT_EQ(judge(make(Operation::equal, {tag(0), tag(1)})), Truth::unknown);
  }
}

TEST_F(Flat, LeavesRowsThatLieInAnotherWayToTheReference) {
  const Code code = compile(less(tag(0), integer(8)));
  const std::vector<std::uint32_t> wanted{0};
  const layout::RowLayout other = layout::dense_layout(std::vector{kInteger, kBoolean}, wanted);
  std::vector<std::byte> row;
  layout::append_row(other, std::vector<Value>{std::int64_t{7}, true}, row);
  eval::Inputs inputs;
  inputs.tags = {&other, row.data()};
  EXPECT_FALSE(code.fits(inputs));
  EXPECT_EQ(code.judge(inputs), Truth::yes);
}

TEST_F(Flat, ChoosesByTheFirstTrueCondition) {
  const Id chosen = make(Operation::choose,
                         {less(tag(0), integer(5)), integer(1), tag(2), integer(2), integer(3), integer(4)}, kInteger);
  const auto is = [&](std::int64_t value) { return judge(make(Operation::equal, {chosen, integer(value)})); };
  EXPECT_EQ(is(2), Truth::yes);
  put({Unknown{}, Unknown{}, false});
  EXPECT_EQ(is(4), Truth::yes);
  put({std::int64_t{9}, Unknown{}, false});
  EXPECT_EQ(is(3), Truth::yes);
}

TEST_F(Flat, AsksTheReferenceForWhatIsNestedTooDeep) {
  Id nested = tag(0);
  for (int depth = 0; depth < 200; ++depth) nested = make(Operation::sum, {integer(1), nested}, kInteger, 2);
  EXPECT_EQ(judge(make(Operation::equal, {nested, integer(207)})), Truth::yes);
  std::vector<Id> many(500, tag(0));
  EXPECT_EQ(judge(make(Operation::equal, {build_.make(Operation::sum, kInteger, many, 500), integer(3'500)})),
            Truth::yes);
}

TEST_F(Flat, TakesMomentsThatWereComputedBefore) {
  const Id today = build_.moment({});
  const Id opened = less(tag(5), today);
  inputs_.now = *parse_time("2026-03-10T12:00:00Z", Zone::utc());
  const Code code = compile(opened);
  const std::vector<layout::Cell> moments = moments_of(program_, inputs_.now, inputs_.zone);
  EXPECT_EQ(judge(opened), Truth::yes);
  EXPECT_EQ(code.judge(inputs_, moments), Truth::yes);
  inputs_.now = 0;
  EXPECT_EQ(judge(opened), Truth::no);
}

TEST_F(Flat, TakesNoMemoryToJudge) {
  const Id cities = build_.constant(set_of_text(), std::vector<std::string>{"上海", "北京"});
  const Code code =
      compile(make(Operation::conjunction, {less(tag(0), integer(8)), make(Operation::member, {tag(4), cities}),
                                            less(tag(5), build_.moment({}))}));
  const std::size_t before = eval::allocations();
  EXPECT_EQ(code.judge(inputs_), Truth::no);
  EXPECT_EQ(eval::allocations(), before);
}

TEST_F(Flat, IsUnknownWhereTheConditionIsNoBoolean) {
  EXPECT_EQ(compile(tag(0)).judge(inputs_), Truth::unknown);
}

}  // namespace
}  // namespace wend::flat
