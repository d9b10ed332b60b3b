#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "tests/unit/tables/fixture.hpp"

namespace wend::tables {
namespace {

void ExpectRoundTrip(const schema::Schema& schema, const std::vector<Customer>& customers) {
  const TemporaryFolder folder;
  write_table(folder.path("t.wcol"), schema, customers);
  const auto table = Table::open(folder.path("t.wcol"), schema, {.all_tags = true, .ids = true});
  ASSERT_TRUE(table) << table.error().message;
  const auto read = read_table(**table, schema);
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->size(), customers.size());
  for (std::size_t row = 0; row < customers.size(); ++row) {
    ASSERT_EQ((*read)[row].id, customers[row].id) << row;
    for (std::size_t tag = 0; tag < schema.tags.size(); ++tag) {
      ASSERT_EQ((*read)[row].values[tag], customers[row].values[tag]) << schema.tags[tag].name << " of row " << row;
    }
  }
}

TEST(ColumnFile, GivesBackWhatWasWrittenOfEveryType) {
  const schema::Schema schema = every_type();
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    ExpectRoundTrip(schema, RandomCustomers(schema, seed).take(500));
  }
}

TEST(ColumnFile, GivesBackAnyNumberOfRows) {
  const schema::Schema schema = every_type();
  for (const std::size_t rows : {0, 1, 2, 63, 64, 65, 127, 128, 129}) {
    SCOPED_TRACE(rows);
    ExpectRoundTrip(schema, RandomCustomers(schema, rows).take(rows));
  }
}

TEST(ColumnFile, GivesBackRowsOnEitherSideOfAChunksEnd) {
  const schema::Schema schema = every_type();
  for (const std::size_t rows : {kMostChunkRows - 1, kMostChunkRows, kMostChunkRows + 1, 2 * kMostChunkRows + 65}) {
    SCOPED_TRACE(rows);
    ExpectRoundTrip(schema, RandomCustomers(schema, rows).take(rows));
  }
}

TEST(ColumnFile, GivesBackScalarsAtTheEndsOfWhatFits) {
  schema::Schema schema;
  schema.tags.resize(1);
  schema.tags[0].name = "visits";
  schema.tags[0].type = type_of(TypeKind::integer);
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();
  const std::vector<std::vector<std::int64_t>> cases{{kLeast},
                                                     {kGreatest},
                                                     {kLeast, kGreatest},
                                                     {kLeast, kLeast + 1},
                                                     {kGreatest - 1, kGreatest},
                                                     {kLeast, 0},
                                                     {0, kGreatest},
                                                     {-1, 0},
                                                     {0, 255},
                                                     {0, 256},
                                                     {0, 65'535},
                                                     {0, 65'536},
                                                     {0, 4'294'967'295},
                                                     {0, 4'294'967'296},
                                                     {kGreatest - 255, kGreatest},
                                                     {-300, 100},
                                                     {kLeast, kLeast + 65'535},
                                                     {5, 5, 5}};
  for (const std::vector<std::int64_t>& scalars : cases) {
    std::vector<Customer> customers;
    for (const std::int64_t scalar : scalars) customers.push_back({std::to_string(customers.size()), {scalar}});
    ExpectRoundTrip(schema, customers);
    customers.push_back({"missing", {Unknown{}}});
    ExpectRoundTrip(schema, customers);
  }
}

// What a column takes, in bytes, but for its table and the ends of sections.
std::uint64_t bytes_of_column(const schema::Schema& schema, const std::vector<Customer>& customers) {
  const TemporaryFolder folder;
  write_table(folder.path("t.wcol"), schema, customers);
  const auto table = *Table::open(folder.path("t.wcol"), schema, {.all_tags = true});
  std::uint64_t bytes = 0;
  for (std::size_t chunk = 0; chunk < table->chunks(); ++chunk) bytes += table->piece(chunk, 0)->section.size;
  return bytes;
}

class ColumnFileSize : public testing::Test {
 protected:
  std::uint64_t bytes(Type type, const std::function<OwnedValue(std::int64_t)>& value) {
    schema_.tags[0].type = type;
    std::vector<Customer> customers;
    for (std::int64_t row = 0; row < 6'400; ++row) customers.push_back({std::to_string(row), {value(row)}});
    return bytes_of_column(schema_, customers);
  }

  schema::Schema schema_ = [] {
    schema::Schema schema = every_type();
    schema.tags.resize(1);
    return schema;
  }();
};

TEST_F(ColumnFileSize, MoneyInWholeYuanTakesTwoBytes) {
  EXPECT_EQ(bytes(money_in(0), [](std::int64_t row) { return OwnedValue{(row * 7 % 60'000 + 1'000'000) * 10'000}; }),
            2U * 6'400);
}

TEST_F(ColumnFileSize, AFewTextsTakeOneByteEach) {
  EXPECT_EQ(
      bytes(type_of(TypeKind::text), [](std::int64_t row) { return OwnedValue{"city " + std::to_string(row % 200)}; }),
      6'400U);
}

TEST_F(ColumnFileSize, BooleansTakeABitAndMissingOnesAnother) {
  EXPECT_EQ(bytes(type_of(TypeKind::boolean), [](std::int64_t row) { return OwnedValue{row % 3 == 0}; }), 800U);
  const auto with_missing = bytes(type_of(TypeKind::boolean), [](std::int64_t row) {
    return row % 5 == 0 ? OwnedValue{} : OwnedValue{row % 3 == 0};
  });
  EXPECT_EQ(with_missing, aligned(800) + 800);
}

TEST_F(ColumnFileSize, OneValueOrNoneTakesNothing) {
  EXPECT_EQ(bytes(type_of(TypeKind::date), [](std::int64_t) { return OwnedValue{std::int64_t{20'000}}; }), 0U);
  EXPECT_EQ(bytes(type_of(TypeKind::boolean), [](std::int64_t) { return OwnedValue{true}; }), 0U);
  EXPECT_EQ(bytes(type_of(TypeKind::text), [](std::int64_t) { return OwnedValue{std::string("Shanghai")}; }), 0U);
  EXPECT_EQ(bytes(type_of(TypeKind::text), [](std::int64_t) { return OwnedValue{}; }), 0U);
}

}  // namespace
}  // namespace wend::tables
