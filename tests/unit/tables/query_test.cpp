// Counts by sketches against what is found customer by customer, over whole chunks and a last one that is short.
#include "runtime/tables/table_query.hpp"

#include <gtest/gtest.h>

#include "compiler/ir/builder.hpp"
#include "tests/unit/tables/fixture.hpp"

namespace wend::tables {
namespace {

using ir::ExpressionId;
using ir::Operation;

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr std::size_t kRows = 2 * kMostChunkRows + 1'003;

enum Tag : std::uint32_t { visits, opened, aum, tier };

std::shared_ptr<const schema::Schema> small_schema() {
  auto made = std::make_shared<schema::Schema>();
  const auto add = [&](const char* name, Type type) {
    made->tags.emplace_back().name = name;
    made->tags.back().type = type;
  };
  add("visits", type_of(TypeKind::integer));
  add("opened", type_of(TypeKind::date));
  add("aum", type_of(TypeKind::integer));
  add("tier", type_of(TypeKind::text));
  return made;
}

// Visits have few numbers, dates some thousands, and sums are large and seldom the same: most of them small.
std::vector<Customer> customers() {
  constexpr std::uint64_t kDifferent[] = {40, 20'000, 3'000'000, 5};
  std::mt19937_64 random(7);
  std::vector<Customer> made;
  for (std::size_t row = 0; row < kRows; ++row) {
    Customer& customer = made.emplace_back(Customer{std::to_string(row), {}});
    for (std::uint32_t tag = visits; tag <= tier; ++tag) {
      auto number = static_cast<std::int64_t>(random() % kDifferent[tag]);
      if (tag == aum) number *= number;
      const bool is_missing = random() % 9 == 0;
      const OwnedValue value = tag == tier ? OwnedValue{std::string(1, static_cast<char>('a' + number))} : number;
      customer.values.push_back(is_missing ? OwnedValue{} : value);
    }
  }
  return made;
}

class CountBySketches : public testing::Test {
 protected:
  struct Opened {
    std::shared_ptr<const schema::Schema> schema = small_schema();
    TemporaryFolder folder;
    std::shared_ptr<const Table> table;
    Opened() {
      write_table(folder.path("t.wcol"), *schema, customers());
      table = *Table::open(folder.path("t.wcol"), *schema, {.all_tags = true});
    }
  };
  static const Opened& opened() {
    static const Opened opened;
    return opened;
  }

  CountBySketches() { program_.schema = opened().schema; }

  ExpressionId compare(Operation operation, Tag index, OwnedValue limit) {
    const Type type = program_.schema->tags[index].type;
    return build_.make(operation, kBoolean, {build_.leaf(Operation::tag, type, index), build_.constant(type, limit)});
  }
  ExpressionId join(Operation operation, const std::vector<ExpressionId>& parts) {
    return build_.make(operation, kBoolean, parts);
  }

  // By any number of threads as customer by customer: how many there are of the first condition.
  std::uint64_t count(const std::vector<ExpressionId>& conditions) {
    const TableQuery query(*opened().table, program_, conditions, {});
    const auto visited = query.visit(1, [](const TableQuery::Match&) {});
    for (const unsigned threads : {1U, 3U}) {
      const auto counted = query.count(threads);
      EXPECT_TRUE(counted && visited && counted->counts == visited->counts);
    }
    return visited ? visited->counts.front() : 0;
  }

  ir::Program program_;
  ir::Builder build_{program_};
};

TEST_F(CountBySketches, IsExactForAnyLimitOfOneColumn) {
  std::mt19937_64 random(11);
  for (int time = 0; time < 40; ++time) {
    const auto limit = static_cast<std::int64_t>(random() % 3'000'000);
    const Operation operations[] = {Operation::less, Operation::less_equal};
    count({compare(operations[time % 2], aum, OwnedValue{limit * limit / (time % 3 + 1)}),
           compare(operations[time % 2], Tag::opened, OwnedValue{limit % 20'000})});
  }
}

TEST_F(CountBySketches, IsExactForConjunctionsAndDisjunctions) {
  const ExpressionId rich = compare(Operation::less, aum, OwnedValue{std::int64_t{2'000'000'000'000}});
  const ExpressionId early = compare(Operation::less, Tag::opened, OwnedValue{std::int64_t{7'777}});
  const ExpressionId often = compare(Operation::less_equal, visits, OwnedValue{std::int64_t{12}});
  const ExpressionId tiers = compare(Operation::equal, tier, OwnedValue{std::string("b")});
  EXPECT_GT(count({join(Operation::conjunction, {rich, early, often, tiers})}), 500U);
  EXPECT_GT(count({join(Operation::disjunction, {join(Operation::conjunction, {rich, tiers}), early})}), 10'000U);
  EXPECT_GT(count({join(Operation::conjunction, {join(Operation::negation, {tiers}), rich, early}), early, often}), 0U);
}

// So many comparisons that sketches leave more open than they settle.
TEST_F(CountBySketches, IsExactForManyConditionsAtOnce) {
  std::vector<ExpressionId> conditions;
  for (std::int64_t limit = 0; limit < 60; ++limit) {
    conditions.push_back(compare(Operation::less, aum, OwnedValue{limit * limit * 2'000'000'000 + 1}));
    conditions.push_back(compare(Operation::less, Tag::opened, OwnedValue{limit * 331 + 5}));
  }
  count(conditions);
}

TEST(TableQuery, HasFewOfVeryManyLayoutsCompiled) {
  constexpr std::size_t kColumns = 70;
  constexpr std::size_t kLayouts = kColumns + 1;  // from chunk to chunk one column more has numbers of two bytes
  schema::Schema schema;
  for (std::size_t tag = 0; tag < kColumns; ++tag) {
    schema.tags.emplace_back().name = "n" + std::to_string(tag);
    schema.tags.back().type = type_of(TypeKind::integer);
  }
  const TemporaryFolder folder;
  auto writer = TableWriter::create(folder.path("t.wcol"), schema, {.chunk_rows = 64});
  ASSERT_TRUE(writer) << writer.error().message;
  for (std::size_t chunk = 0; chunk < kLayouts; ++chunk) {
    for (std::int64_t row = 0; row < 64; ++row) {
      std::vector<Value> values;
      while (values.size() < kColumns) values.emplace_back(values.size() < chunk ? row * 401 + row % 2 : row);
      ASSERT_TRUE(writer->add(std::to_string(chunk * 64 + static_cast<std::size_t>(row)), values));
    }
  }
  ASSERT_TRUE(writer->finish());
  const auto table = Table::open(folder.path("t.wcol"), schema, {.all_tags = true});
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ((*table)->layouts().size(), kLayouts);
  ir::Program program;
  program.schema = std::make_shared<const schema::Schema>(schema);
  ir::Builder build(program);
  const Type integer = type_of(TypeKind::integer);
  TableQuery query(**table, program,
                   {build.make(Operation::less, kBoolean,
                               {build.leaf(Operation::tag, integer, 0), build.constant(integer, std::int64_t{20})})},
                   {});
  std::size_t compiled = 0;
  ASSERT_TRUE(query.use([&](const layout::NativeColumnRequest&) {
    ++compiled;
    return Result<layout::NativeColumns>(layout::NativeColumns{});
  }));
  EXPECT_LE(compiled, 2 * TableQuery::kMostCompiled);
  EXPECT_GE(compiled, TableQuery::kMostCompiled);
  EXPECT_GT(query.count(2)->counts.front(), 0U);
}

}  // namespace
}  // namespace wend::tables
