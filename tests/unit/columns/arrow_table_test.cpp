// What is refused of Arrow tables, and how it is said; what they mean is compared in tests/differential.
#include "runtime/columns/arrow_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/arrow_arrays.hpp"

namespace wend::columns {
namespace {

using tests::ArrowNode;
using tests::bytes_of;

class ArrowTableTest : public testing::Test {
 protected:
  ArrowTableTest() {
    const auto add = [&](const char* name, Type type) {
      schema_->tags.emplace_back().name = name;
      schema_->tags.back().type = type;
    };
    add("amount", type_of(TypeKind::integer));
    add("city", type_of(TypeKind::text));
    add("tier", enumeration(0));
    schema_->enums.resize(1);
    schema_->enums[0].name = "tier";
    schema_->enums[0].values.resize(2);
    schema_->enums[0].values[0].name = "mass";
    schema_->enums[0].values[1].name = "gold";
    batch_->format = "+s";
    batch_->length = 2;
    batch_->buffers = {std::nullopt};
  }
  void TearDown() override { EXPECT_EQ(tests::arrow_unreleased(), 0); }

  ArrowNode& add(std::string name, std::string format, std::vector<std::optional<std::vector<std::byte>>> buffers) {
    auto node = std::make_shared<ArrowNode>();
    node->name = std::move(name);
    node->format = std::move(format);
    node->length = 2;
    node->buffers = std::move(buffers);
    batch_->children.push_back(node);
    return *node;
  }
  ArrowNode& add_texts(std::string name, const std::vector<std::int32_t>& offsets) {
    return add(std::move(name), "u",
               {std::nullopt, bytes_of(offsets), bytes_of(std::vector<char>{'P', 'r', 'a', 'h'})});
  }

  // What the table is refused for; empty where it is taken.
  std::string refusal() {
    ArrowSchema schema{};
    ArrowArray array{};
    tests::export_schema(batch_, &schema);
    tests::export_array(batch_, &array);
    const auto table = ArrowTable::from_batch(schema_, Zone::utc(), &schema, &array);
    return table ? std::string() : table.error().message;
  }

  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  std::shared_ptr<ArrowNode> batch_ = std::make_shared<ArrowNode>();
};

TEST_F(ArrowTableTest, RefusesColumnsThatAreTooShort) {
  add("amount", "l", {std::nullopt, bytes_of(std::vector<std::int64_t>{1})}).length = 1;
  EXPECT_EQ(refusal(),
            "column `amount`: the Arrow array is malformed: its 1 rows are fewer than the 2 that are read of it");
}

TEST_F(ArrowTableTest, RefusesWrongCountsAndMissingBuffers) {
  ArrowNode& amount = add("amount", "l", {std::nullopt, std::nullopt});
  EXPECT_EQ(refusal(), "column `amount`: the Arrow array is malformed: its values are missing");
  amount.buffers = {std::nullopt, bytes_of(std::vector<std::int64_t>{1, 2})};
  amount.null_count = 1;
  EXPECT_EQ(refusal(), "column `amount`: the Arrow array is malformed: it has nulls and no bitmap of them");
  amount.null_count = 3;
  EXPECT_EQ(refusal(), "column `amount`: the Arrow array is malformed: it counts 3 nulls among 2 rows");
  amount.null_count = 0;
  amount.buffers.emplace_back();
  EXPECT_EQ(refusal(), "column `amount`: the Arrow array is malformed: it has 3 buffers where its type has 2");
}

TEST_F(ArrowTableTest, RefusesOffsetsThatFallOrAreNegative) {
  add_texts("city", {0, 3, 2});
  EXPECT_EQ(refusal(), "column `city`: the Arrow array is malformed: its offsets fall from 3 to 2");
  batch_->children.clear();
  add_texts("city", {-1, 3, 4});
  EXPECT_EQ(refusal(), "column `city`: the Arrow array is malformed: an offset is -1");
  batch_->children.clear();
  add_texts("city", {0, 2, 4});
  EXPECT_EQ(refusal(), "");
}

TEST_F(ArrowTableTest, RefusesNamesThatTheSchemaDoesNotHave) {
  add_texts("tier", {0, 2, 4});
  EXPECT_EQ(refusal(), "column `tier`: `Pr` is no value of tier");
}

TEST_F(ArrowTableTest, RefusesPromisesThatAreNotKept) {
  ArrowNode& amount = add("amount", "l", {tests::bitmap_of({true, false}), bytes_of(std::vector<std::int64_t>{1, 2})});
  amount.null_count = 1;
  EXPECT_EQ(refusal(), "");
  amount.flags = 0;
  EXPECT_EQ(refusal(), "column `amount`: a column that is not nullable has nulls");
}

TEST_F(ArrowTableTest, RefusesTwoColumnsOfOneTagAndNullRows) {
  add_texts("city", {0, 2, 4});
  add_texts("city", {0, 2, 4});
  EXPECT_EQ(refusal(), "tag `city` has two columns");
  batch_->children.pop_back();
  batch_->buffers = {tests::bitmap_of({true, false})};
  batch_->null_count = 1;
  EXPECT_EQ(refusal(), "a row of the Arrow table is null as a whole");
}

TEST_F(ArrowTableTest, RefusesTypesThatCannotHoldTheTag) {
  add("amount", "w:16", {std::nullopt, bytes_of(std::vector<std::int64_t>{1, 2})});
  EXPECT_EQ(
      refusal(),
      "column `amount` has the Arrow format `w:16`, which cannot hold integer; an integer, decimal128, float32 or "
      "float64 can");
}

TEST_F(ArrowTableTest, RefusesDecimalsThatCannotBe) {
  ArrowNode& amount = add("amount", "", {std::nullopt, std::vector<std::byte>(32)});
  for (const std::string format : {"d:0,2", "d:39,2", "d:,2", "d:x,2", "d:-3,2", "d:99999999999,2", "d:38", "d:38,",
                                   "d:38,2,256", "d:38,2,", "d:38;2"}) {
    amount.format = format;
    EXPECT_THAT(refusal(), testing::HasSubstr("has the Arrow format `" + format + "`, which cannot hold integer"))
        << format;
  }
  for (const std::string format : {"d:1,0", "d:38,2", "d:38,-2", "d:19,4,128"}) {
    amount.format = format;
    EXPECT_EQ(refusal(), "") << format;
  }
}

TEST_F(ArrowTableTest, TakesCodesBeyondTheDictionaryForMissing) {
  ArrowNode& tier = add("tier", "C", {std::nullopt, bytes_of(std::vector<std::uint8_t>{1, 200})});
  auto names = std::make_shared<ArrowNode>();
  names->format = "u";
  names->length = 2;
  names->buffers = {std::nullopt, bytes_of(std::vector<std::int32_t>{0, 4, 8}),
                    bytes_of(std::vector<char>{'m', 'a', 's', 's', 'g', 'o', 'l', 'd'})};
  tier.dictionary = names;
  ArrowSchema schema{};
  ArrowArray array{};
  tests::export_schema(batch_, &schema);
  tests::export_array(batch_, &array);
  const auto table = ArrowTable::from_batch(schema_, Zone::utc(), &schema, &array);
  ASSERT_TRUE(table) << table.error().message;
  layout::ColumnScratch scratch;
  const layout::Column& column = table->layout().columns[2];
  const layout::ColumnData& data = table->chunks().front().columns[2];
  EXPECT_EQ(std::get<std::int64_t>(layout::load(column, data, 0, scratch)), 1);
  EXPECT_FALSE(is_known(layout::load(column, data, 1, scratch)));
}

}  // namespace
}  // namespace wend::columns
