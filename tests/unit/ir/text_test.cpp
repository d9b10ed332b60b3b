#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "compiler/ir/builder.hpp"

namespace wend::ir {
namespace {

std::shared_ptr<const schema::Schema> small_schema() {
  schema::Schema schema;
  schema.currencies = {"CNY"};
  schema::Enum tier;
  tier.name = "tier";
  tier.values = {{"mass", {}, {}}, {"gold", {}, {}}};
  schema.enums.push_back(tier);
  schema::Tag aum;
  aum.name = "aum";
  aum.type = money_in(0);
  schema.tags.push_back(aum);
  schema::Field amount;
  amount.name = "amount";
  amount.type = money_in(0);
  schema::Event deposit;
  deposit.name = "deposit";
  deposit.fields.push_back(amount);
  schema.events.push_back(deposit);
  return std::make_shared<const schema::Schema>(std::move(schema));
}

class TextTest : public testing::Test {
 protected:
  TextTest() { program_.schema = small_schema(); }

  std::string constant(Type type, OwnedValue value) {
    return to_text(program_, build_.constant(type, std::move(value)));
  }

  Program program_;
  Builder build_{program_};
};

TEST_F(TextTest, NamesTagsAndWritesMoneyWithItsCurrency) {
  const ExpressionId less =
      build_.make(Operation::less, type_of(TypeKind::boolean),
                  {build_.leaf(Operation::tag, money_in(0), 0), build_.constant(money_in(0), std::int64_t{55'000})});
  EXPECT_EQ(to_text(program_, less), "(less (tag aum) (constant 5.5 CNY))");
}

TEST_F(TextTest, WritesConstantsAsTheLanguageDoes) {
  EXPECT_EQ(constant(type_of(TypeKind::integer), Unknown{}), "(constant unknown)");
  EXPECT_EQ(constant(type_of(TypeKind::boolean), true), "(constant true)");
  EXPECT_EQ(constant(enumeration(0), std::int64_t{1}), "(constant gold)");
  EXPECT_EQ(constant(enumeration(0), std::int64_t{9}), "(constant #9)");
  EXPECT_EQ(constant(set_of_enumeration(0), std::vector<std::int32_t>{0, 1}), "(constant {mass, gold})");
  EXPECT_EQ(constant(set_of_text(), std::vector<std::string>{}), "(constant {})");
  EXPECT_EQ(constant(type_of(TypeKind::text), std::string("a\"b")), R"((constant "a\"b"))");
  EXPECT_EQ(constant(type_of(TypeKind::date), std::int64_t{20'514}), "(constant 2026-03-02)");
}

TEST_F(TextTest, WritesWindowsWithTheirRange) {
  Window window;
  window.aggregate = Aggregate::average;
  window.field = 0;
  window.earlier = true;
  window.from = build_.moment({Moment::Base::today, {0, -89, 0}, 0, true});
  window.until = build_.moment({Moment::Base::now, {}, 0, true});
  window.type = money_in(0);
  EXPECT_EQ(to_text(program_, build_.window(window)),
            "(window average earlier deposit.amount from (moment today -89 days as time) until (moment now as time))");
}

TEST_F(TextTest, WritesPositionsWhereThereIsNoSchema) {
  program_.schema = nullptr;
  EXPECT_EQ(to_text(program_, build_.leaf(Operation::tag, money_in(0), 0)), "(tag #0)");
  EXPECT_EQ(to_text(program_, kNone), "()");
}

}  // namespace
}  // namespace wend::ir
