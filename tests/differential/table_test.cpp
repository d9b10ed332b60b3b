// Conditions asked of a column file against the reference, on random programs and customers. The same seeds always.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>

#include "runtime/engine/native_library.hpp"
#include "runtime/tables/table_query.hpp"
#include "runtime/tables/table_writer.hpp"
#include "tests/differential/scenario.hpp"

namespace wend::differential {
namespace {

constexpr std::uint32_t kChunk = 64;
constexpr std::size_t kChunks = 12;

using Held = std::set<std::pair<std::size_t, std::size_t>>;  // conditions and rows

class File {
 public:
  File() : path_(std::filesystem::temp_directory_path() / ("wend-table-" + std::to_string(::getpid()))) {}
  ~File() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

// Hosts may hand over numbers of enums' values and of products that the schema does not have; a file has their names.
bool is_nameable(const schema::Schema& schema, const Type& type, const OwnedValue& value) {
  const TypeKind kind = type.kind == TypeKind::set ? type.element : type.kind;
  if (kind != TypeKind::enumeration && kind != TypeKind::product) return true;
  const std::size_t names =
      kind == TypeKind::product ? schema.products.items.size() : schema.enums[type.detail].values.size();
  const auto* set = std::get_if<std::vector<std::int32_t>>(&value);
  if (set != nullptr) return set->empty() || (set->front() >= 0 && std::cmp_less(set->back(), names));
  const auto* number = std::get_if<std::int64_t>(&value);
  return number == nullptr || (*number >= 0 && std::cmp_less(*number, names));
}

std::vector<const Customer*> nameable(const Scenario& scenario) {
  const schema::Schema& schema = *scenario.program().schema;
  std::vector<const Customer*> customers;
  for (const Customer& customer : scenario.customers()) {
    bool fits = true;
    for (std::size_t tag = 0; tag < schema.tags.size(); ++tag) {
      fits = fits && is_nameable(schema, schema.tags[tag].type, customer.tags[tag]);
    }
    if (fits) customers.push_back(&customer);
  }
  return customers;
}

// Chunks of one customer, of two and of many, so that the directory settles some of them; the last is shorter.
std::vector<const Customer*> rows_of(const Scenario& scenario, Random& random) {
  std::vector<const Customer*> rows;
  const std::vector<const Customer*> customers = nameable(scenario);
  if (customers.empty()) return rows;
  const auto any = [&] { return random.pick(customers); };
  for (std::size_t chunk = 0; chunk < kChunks; ++chunk) {
    const Customer* few[] = {any(), any()};
    for (std::uint32_t row = 0; row < kChunk; ++row) {
      rows.push_back(chunk % 3 == 2 ? any() : few[chunk % 3 == 0 ? 0 : random.below(2)]);
    }
  }
  rows.resize(rows.size() - random.below(kChunk));
  return rows;
}

// With sketches of one code for each number and of so few that most comparisons leave rows open.
void write(const Scenario& scenario, const std::vector<const Customer*>& rows, Random& random,
           const std::string& path) {
  constexpr std::size_t kSketchCodes[] = {2, 3, 5, tables::kMostSketchCodes};
  const tables::TableShape shape{.chunk_rows = kChunk,
                                 .sketch_codes = kSketchCodes[random.below(std::size(kSketchCodes))]};
  auto writer = tables::TableWriter::create(path, *scenario.program().schema, shape);
  ASSERT_TRUE(writer) << writer.error().message;
  for (const Customer* customer : rows) {
    std::vector<Value> values;
    for (const OwnedValue& value : customer->tags) values.push_back(borrow(value));
    ASSERT_TRUE(writer->add(customer->id, values));
  }
  const auto written = writer->finish();
  ASSERT_TRUE(written) << written.error().message;
}

Held expected(const Scenario& scenario, const std::vector<const Customer*>& rows) {
  Held held;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    eval::Inputs inputs;
    inputs.tags = rows[row]->inputs(RowKind::dense).tags;
    inputs.customer = rows[row]->id;
    inputs.now = scenario.now();
    inputs.zone = scenario.zone();
    for (std::size_t condition = 0; condition < scenario.conditions().size(); ++condition) {
      if (eval::holds(scenario.program(), scenario.conditions()[condition], inputs)) held.emplace(condition, row);
    }
  }
  return held;
}

class AskedOfTable : public testing::Test {
 protected:
  // Whether the file says what the reference says, however it is asked.
  void ask(const Scenario& scenario, const Held& expected) {
    const auto opened = tables::Table::open(file_.path(), *scenario.program().schema, {.all_tags = true, .ids = true});
    ASSERT_TRUE(opened) << opened.error().message;
    tables::TableQuery query(**opened, scenario.program(), scenario.conditions(),
                             {.now = scenario.now(), .zone = scenario.zone()});
    Held held;
    const auto visited =
        query.visit(2, [&](const tables::TableQuery::Match& match) { held.emplace(match.condition, match.position); });
    ASSERT_TRUE(visited) << visited.error().message;
    for (const auto& [condition, row] : difference(expected, held)) {
      FAIL() << "row " << row << (held.contains({condition, row}) ? " holds: " : " does not hold: ")
             << ir::to_text(scenario.program(), scenario.conditions()[condition]);
    }
    const auto counted = query.count(2);
    ASSERT_TRUE(counted) << counted.error().message;
    EXPECT_EQ(counted->counts, visited->counts);
    EXPECT_EQ(std::accumulate(counted->counts.begin(), counted->counts.end(), std::uint64_t{0}), expected.size());
    ASSERT_NO_FATAL_FAILURE(ask_native(query, counted->counts));
    settled_ += counted->chunks_settled;
    read_ += counted->chunks_read;
    holding_ += expected.size();
  }

  // The same by native code.
  void ask_native(tables::TableQuery& query, const std::vector<std::uint64_t>& counts) {
    static const Result<engine::NativeLibrary> library = engine::NativeLibrary::open();
    ASSERT_TRUE(library) << library.error().message;
    std::vector<engine::NativeColumnCode> code;
    const Status used = query.use([&](const layout::NativeColumnRequest& request) -> Result<layout::NativeColumns> {
      Result<engine::NativeColumnCode> compiled = library->compile(request);
      if (!compiled) return compiled.error();
      return code.emplace_back(*std::move(compiled)).columns();
    });
    ASSERT_TRUE(used) << used.error().message;
    const auto counted = query.count(2);
    ASSERT_TRUE(counted) << counted.error().message;
    EXPECT_EQ(counted->counts, counts);
  }

  static Held difference(const Held& left, const Held& right) {
    Held difference;
    std::ranges::set_symmetric_difference(left, right, std::inserter(difference, difference.end()));
    return difference;
  }

  File file_;
  std::uint64_t settled_ = 0;
  std::uint64_t read_ = 0;
  std::size_t holding_ = 0;
};

TEST_F(AskedOfTable, ConditionsHoldForWhomTheReferenceSays) {
  constexpr std::uint64_t kScenarios = 60;
  constexpr std::size_t kConditions[] = {1, 1, 2, 10};  // a chunk is settled where all conditions are
  for (std::uint64_t seed = 1; seed <= kScenarios; ++seed) {
    SCOPED_TRACE(seed);
    const Scenario scenario(seed, {.conditions = kConditions[seed % std::size(kConditions)], .customers = 50});
    Random random(seed);
    const std::vector<const Customer*> rows = rows_of(scenario, random);
    ASSERT_NO_FATAL_FAILURE(write(scenario, rows, random, file_.path()));
    ASSERT_NO_FATAL_FAILURE(ask(scenario, expected(scenario, rows)));
  }
  EXPECT_GT(settled_, 30U);
  EXPECT_GT(read_, 100U);
  EXPECT_GT(holding_, 10'000U);
}

}  // namespace
}  // namespace wend::differential
