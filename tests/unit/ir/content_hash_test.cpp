#include "compiler/ir/content_hash.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "compiler/ir/builder.hpp"
#include "compiler/schema/fingerprint.hpp"

namespace wend::ir {
namespace {

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr Type kInteger = type_of(TypeKind::integer);

std::shared_ptr<schema::Schema> two_tags() {
  auto schema = std::make_shared<schema::Schema>();
  for (const char* name : {"aum", "age"}) {
    schema->tags.emplace_back();
    schema->tags.back().name = name;
    schema->tags.back().type = kInteger;
  }
  schema->events.emplace_back();
  schema->events.back().name = "deposit";
  schema->events.back().fields.emplace_back();
  schema->events.back().fields.back().name = "amount";
  schema->events.back().fields.back().type = kInteger;
  return schema;
}

class ContentHashTest : public testing::Test {
 protected:
  ContentHashTest() { program_.schema = two_tags(); }

  ExpressionId number(std::int64_t value) { return build_.constant(kInteger, value); }
  ExpressionId tag(std::uint32_t index) { return build_.leaf(Operation::tag, kInteger, index); }
  ExpressionId under(ExpressionId left, ExpressionId right) {
    return build_.make(Operation::less, kBoolean, {left, right});
  }
  ExpressionId deposits(ExpressionId where) {
    Window window;
    window.where = where;
    window.reach.unbounded = true;
    window.type = kInteger;
    return build_.window(window);
  }
  ExpressionId records_of(ExpressionId list) {
    Selection selection;
    selection.list = list;
    selection.type = kInteger;
    return build_.selection(selection);
  }
  ExpressionId amount_over(std::int64_t limit) {
    return under(number(limit), build_.leaf(Operation::event_field, kInteger, 0, Slot::candidate));
  }
  ContentHash hash_of(ExpressionId id) { return ContentHashes(program_).of(id); }

  Program program_;
  Builder build_{program_};
};

TEST_F(ContentHashTest, DoesNotDependOnWhereTheExpressionStands) {
  const ContentHash alone = hash_of(under(deposits(amount_over(5)), number(7)));
  Program other;
  other.schema = two_tags();
  Program first = std::move(program_);
  program_ = std::move(other);
  build_ = Builder(program_);
  deposits(amount_over(9));
  under(tag(1), number(3));
  EXPECT_EQ(hash_of(under(deposits(amount_over(5)), number(7))), alone);
}

TEST_F(ContentHashTest, KeepsApartWhatComputesSomethingElse) {
  const std::vector<ExpressionId> all{
      number(1),
      number(2),
      build_.constant(money_in(0), std::int64_t{1}),
      build_.constant(kInteger, Unknown{}),
      tag(0),
      tag(1),
      under(tag(0), number(1)),
      under(number(1), tag(0)),
      deposits(kNone),
      deposits(amount_over(1)),
      deposits(amount_over(2)),
      build_.leaf(Operation::event_field, kInteger, 0, Slot::entered),
      build_.moment({Moment::Base::today, {}, 0, true}),
      build_.moment({Moment::Base::week, {}, 0, true}),
      build_.make(Operation::sum, kInteger, {tag(0), tag(1)}, 1),
      build_.make(Operation::sum, kInteger, {tag(0), tag(1)}, 2),
      records_of(tag(0)),
      records_of(tag(1)),
  };
  const ContentHashes hashes(program_);
  std::set<ContentHash> seen{hashes.of(kNone)};
  for (const ExpressionId id : all) EXPECT_TRUE(seen.insert(hashes.of(id)).second) << to_text(program_, id);
}

TEST_F(ContentHashTest, ChangesWithTheSchemaButNotWithItsLabels) {
  const ExpressionId condition = under(tag(0), number(1));
  const ContentHash before = hash_of(condition);
  auto schema = two_tags();
  schema->tags[0].label["en"] = "assets";
  program_.schema = schema;
  EXPECT_EQ(hash_of(condition), before);
  schema->tags[1].name = "years";
  EXPECT_NE(hash_of(condition), before);
}

TEST(ContentHash, IsWrittenAsHexadecimalDigitsWithTheHighHalfFirst) {
  EXPECT_EQ(wend::to_text(ContentHash{.low = 0x1F, .high = 0xABCDEF0123456789}), "abcdef0123456789000000000000001f");
}

TEST(ContentHash, IsTheSameOnEveryMachineAndInEveryBuild) {
  EXPECT_EQ(wend::to_text(schema::fingerprint(*two_tags())), "f9ceca64fdc765e00b98abea20afa04c");
}

}  // namespace
}  // namespace wend::ir
