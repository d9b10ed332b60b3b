// Arrow tables as an embedder hands them in: who is counted, what is refused, and that everything is released once.
#include <wend/columns.hpp>

#include "tests/embedding/corner_bank.hpp"
#include "tests/support/arrow_arrays.hpp"

namespace wend::host::tests {
namespace {

using wend::tests::arrow_unreleased;
using wend::tests::ArrowNode;
using wend::tests::bytes_of;

std::shared_ptr<ArrowNode> column(std::string name, std::string format, std::int64_t rows,
                                  std::vector<std::byte> values) {
  auto node = std::make_shared<ArrowNode>();
  node->name = std::move(name);
  node->format = std::move(format);
  node->length = rows;
  node->buffers = {std::nullopt, std::move(values)};
  return node;
}

// Rows with these tiers, each with 60,000 CNY but every third, which has nothing.
std::shared_ptr<ArrowNode> batch_of(const std::vector<std::int8_t>& tiers) {
  const auto rows = static_cast<std::int64_t>(tiers.size());
  std::vector<std::int64_t> amounts;
  for (std::size_t row = 0; row < tiers.size(); ++row) amounts.push_back(row % 3 == 2 ? 0 : 60'000);
  auto batch = std::make_shared<ArrowNode>();
  batch->format = "+s";
  batch->length = rows;
  batch->buffers = {std::nullopt};
  batch->children = {column("tier", "c", rows, bytes_of(tiers)), column("aum", "l", rows, bytes_of(amounts)),
                     column("no_tag", "i", rows, bytes_of(std::vector<std::int32_t>(tiers.size())))};
  return batch;
}

Result<Columns> table_of(const Program& program, std::vector<std::shared_ptr<ArrowNode>> batches) {
  ArrowArrayStream stream{};
  wend::tests::export_stream({.batches = std::move(batches)}, &stream);
  Result<Columns> table = Columns::from_arrow(program, &stream);
  EXPECT_EQ(stream.release, nullptr);
  return table;
}

class ColumnsTest : public testing::Test {
 protected:
  void TearDown() override { EXPECT_EQ(arrow_unreleased(), 0); }

  Program program_ = compiled();
};

TEST_F(ColumnsTest, CountsAndNamesRowsThroughAllBatches) {
  const std::vector<std::int8_t> seventy(70, 1);
  const Result<Columns> table = table_of(program_, {batch_of(seventy), batch_of({}), batch_of({0, 1, 1, 2})});
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->rows(), 74U);
  const Result<Audience> audience = Audience::make(program_, {"savers", "储蓄客户"});
  ASSERT_TRUE(audience) << audience.error().message;
  for (const unsigned threads : {0U, 1U, 4U, 10'000U}) {
    const auto counts = audience->count(*table, march(2), threads);
    ASSERT_TRUE(counts);
    EXPECT_THAT(*counts, testing::ElementsAre(49U, 49U));
    const auto rows = audience->rows(*table, march(2), threads);
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->front().size(), 49U);
    EXPECT_THAT(std::vector(rows->front().end() - 3, rows->front().end()), testing::ElementsAre(69U, 71U, 73U));
    const auto bitmaps = audience->bitmaps(*table, march(2), threads);
    ASSERT_TRUE(bitmaps);
    ASSERT_EQ(bitmaps->front().size(), 2U);
    for (const std::uint64_t row : rows->front()) EXPECT_TRUE(bitmaps->front()[row / 64] >> row % 64 & 1U);
    EXPECT_EQ(bitmaps->front()[1] >> 10, 0U) << "nothing behind the last row";
  }
}

TEST_F(ColumnsTest, CountsTheSameWithAndWithoutNativeCode) {
  const std::vector<std::int8_t> tiers(1'000, 1);
  const Result<Columns> table = table_of(program_, {batch_of(tiers), batch_of({0, 1, 1, 2})});
  ASSERT_TRUE(table) << table.error().message;
  for (const Native native : {Native::off, Native::where_possible, Native::required}) {
    const Result<Audience> audience = Audience::make(program_, {"savers"}, native);
    ASSERT_TRUE(audience);
    for (int times = 0; times < 2; ++times) {
      const auto counts = audience->count(*table, march(2), 2);
      ASSERT_TRUE(counts) << counts.error().message;
      EXPECT_EQ(counts->front(), 669U);
    }
  }
}

TEST_F(ColumnsTest, AsksForTheTagsThatSegmentsRead) {
  auto batch = batch_of({1, 1});
  batch->children.erase(batch->children.begin());
  Result<Columns> table = table_of(program_, {batch});
  ASSERT_TRUE(table) << table.error().message;
  const Result<Audience> audience = Audience::make(program_, {"savers"});
  ASSERT_TRUE(audience);
  const auto refused = audience->count(*table, march(2));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::not_bound);
  EXPECT_EQ(refused.error().message, "`savers` reads the tag `tier`, of which the table has no column");
  ASSERT_TRUE(table->leave_out("tier"));
  EXPECT_EQ(table->leave_out("teir").error().fault, Fault::unknown_name);
  const auto nobody = audience->count(*table, march(2));
  ASSERT_TRUE(nobody);
  EXPECT_EQ(nobody->front(), 0U);
}

TEST_F(ColumnsTest, RefusesColumnsThatCannotHoldTheTag) {
  auto batch = batch_of({1, 1});
  batch->children[1] = column("aum", "tdD", 2, bytes_of(std::vector<std::int32_t>{1, 2}));
  const Result<Columns> table = table_of(program_, {batch});
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().fault, Fault::wrong_storage);
  EXPECT_THAT(table.error().message, testing::HasSubstr("column `aum` has the Arrow format `tdD`"));
}

TEST_F(ColumnsTest, RefusesSegmentsThatDoNotExist) {
  EXPECT_EQ(Audience::make(program_, {"savvers"}).error().fault, Fault::unknown_name);
}

TEST_F(ColumnsTest, TakesSingleBatchesAndNoneThatWasReleased) {
  const std::shared_ptr<ArrowNode> node = batch_of({1, 0});
  ArrowSchema schema{};
  ArrowArray array{};
  wend::tests::export_schema(node, &schema);
  wend::tests::export_array(node, &array);
  {
    const Result<Columns> table = Columns::from_arrow(program_, &schema, &array);
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->rows(), 2U);
    EXPECT_EQ(array.release, nullptr);
  }
  const Result<Columns> again = Columns::from_arrow(program_, &schema, &array);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().message, "the Arrow table was released before");
  EXPECT_FALSE(Columns::from_arrow(program_, nullptr));
}

}  // namespace
}  // namespace wend::host::tests
