#include "runtime/value/value.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "runtime/value/type.hpp"

namespace wend {
namespace {

std::vector<OwnedValue> one_of_each_form() {
  return {Unknown{},
          true,
          std::int64_t{42},
          Period{1, 2, 3},
          std::string("金卡"),
          std::vector<std::int32_t>{1, 5},
          std::vector<std::string>{"上海", "杭州"},
          OwnedRecords{{"a row", "another"}}};
}

TEST(Value, SurvivesBeingBorrowedAndOwned) {
  const std::vector<OwnedValue> values = one_of_each_form();
  ASSERT_EQ(values.size(), std::variant_size_v<OwnedValue>);
  for (const OwnedValue& value : values) {
    EXPECT_EQ(own(borrow(value)), value);
    EXPECT_EQ(is_known(borrow(value)), is_known(value));
  }
}

TEST(Value, IsTheSameAsItselfAndNoOther) {
  const std::vector<OwnedValue> values = one_of_each_form();
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t j = 0; j < values.size(); ++j) {
      EXPECT_EQ(same(borrow(values[i]), borrow(values[j])), i == j) << i << " and " << j;
    }
  }
}

struct Pair {
  OwnedValue left;
  OwnedValue right;
};

TEST(Value, DiffersWhereTheContentsDo) {
  const Pair cases[] = {
      {true, false},
      {std::int64_t{1}, std::int64_t{2}},
      {Period{1, 0, 0}, Period{0, 30, 0}},
      {std::string("a"), std::string("b")},
      {std::vector<std::int32_t>{1, 2}, std::vector<std::int32_t>{1}},
      {std::vector<std::int32_t>{1, 2}, std::vector<std::int32_t>{1, 3}},
      {std::vector<std::string>{"a"}, std::vector<std::string>{"a", "b"}},
      {std::vector<std::string>{"a"}, std::vector<std::string>{"b"}},
  };
  for (const Pair& tried : cases) EXPECT_FALSE(same(borrow(tried.left), borrow(tried.right)));
}

TEST(Value, ReadsTextsOutOfARowAsOutOfStrings) {
  const std::string_view block = "上海杭州";
  const Texts::Entry entries[] = {{0, 6}, {6, 6}};
  const Texts in_row(reinterpret_cast<const std::byte*>(block.data()), entries);
  const std::vector<std::string> strings{"上海", "杭州"};
  EXPECT_TRUE(same(in_row, Texts(strings)));
  EXPECT_EQ(own(in_row), OwnedValue(strings));
  EXPECT_TRUE(same(Texts(), Texts()));
  EXPECT_FALSE(same(Texts(), in_row));
}

TEST(Value, IsATruthOnlyWhereItIsAKnownBoolean) {
  EXPECT_EQ(truth_of(true), Truth::yes);
  EXPECT_EQ(truth_of(false), Truth::no);
  EXPECT_EQ(truth_of(Unknown{}), Truth::unknown);
  EXPECT_EQ(truth_of(std::int64_t{1}), Truth::unknown);
  for (const Truth truth : {Truth::no, Truth::yes, Truth::unknown}) EXPECT_EQ(truth_of(value_of(truth)), truth);
}

struct Logic {
  Truth left;
  Truth right;
  Truth both;
  Truth either;
};

TEST(Truth, FollowsKleene) {
  constexpr Truth no = Truth::no;
  constexpr Truth yes = Truth::yes;
  constexpr Truth unknown = Truth::unknown;
  const Logic cases[] = {
      {no, no, no, no},           {no, yes, no, yes},           {no, unknown, no, unknown},
      {yes, no, no, yes},         {yes, yes, yes, yes},         {yes, unknown, unknown, yes},
      {unknown, no, no, unknown}, {unknown, yes, unknown, yes}, {unknown, unknown, unknown, unknown},
  };
  for (const Logic& tried : cases) {
    EXPECT_EQ(conjunction(tried.left, tried.right), tried.both);
    EXPECT_EQ(disjunction(tried.left, tried.right), tried.either);
  }
  EXPECT_EQ(negation(no), yes);
  EXPECT_EQ(negation(yes), no);
  EXPECT_EQ(negation(unknown), unknown);
}

TEST(Type, IsTheSameWhereKindAndDetailAre) {
  EXPECT_EQ(money_in(1), money_in(1));
  EXPECT_NE(money_in(1), money_in(2));
  EXPECT_NE(enumeration(1), set_of_enumeration(1));
  EXPECT_NE(set_of_text(), type_of(TypeKind::set));
  EXPECT_TRUE(is_scalar(TypeKind::money));
  EXPECT_FALSE(is_scalar(TypeKind::period));
}

}  // namespace
}  // namespace wend
