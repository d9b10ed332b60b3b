// Columns against the reference: the scenarios' customers as Arrow batches of random types and slices, every row
// compared. The environment is that of differential_test.cpp.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <numeric>
#include <random>

#include "runtime/columns/arrow_table.hpp"
#include "runtime/columns/query.hpp"
#include "runtime/engine/native_library.hpp"
#include "tests/differential/arrow_columns.hpp"
#include "tests/differential/report.hpp"

namespace wend::differential {
namespace {

constexpr std::size_t kScenarios = 150;

std::optional<std::uint64_t> from_environment(const char* name) {
  const char* text = std::getenv(name);
  if (text == nullptr) return std::nullopt;
  return std::strtoull(text, nullptr, 10);
}

// A batch, and what its rows hold.
struct Batch {
  std::shared_ptr<tests::ArrowNode> node;
  std::vector<std::vector<OwnedValue>> values;  // by tag, then by row
  std::vector<OwnedValue> customers;
  std::size_t rows = 0;
};

class Tables {
 public:
  Tables(const Scenario& scenario, std::uint64_t seed) : scenario_(scenario), random_(seed) {
    for (const schema::Tag& tag : schema().tags) choices_.push_back(random_choice(random_, schema(), tag.type));
  }

  Batch batch(std::size_t rows) {
    Batch made;
    made.rows = rows;
    const std::size_t skipped = random_.chance(50) ? 0 : random_.below(70);
    std::vector<const Customer*> customers;
    for (std::size_t row = 0; row < rows; ++row) {
      customers.push_back(&scenario_.customers()[random_.below(scenario_.customers().size())]);
    }
    made.node = std::make_shared<tests::ArrowNode>();
    made.node->format = "+s";
    made.node->offset = static_cast<std::int64_t>(skipped);
    made.node->length = static_cast<std::int64_t>(rows);
    made.node->buffers = {std::nullopt};
    for (std::uint32_t tag = 0; tag < choices_.size(); ++tag) {
      std::vector<OwnedValue> values;
      for (const Customer* customer : customers) values.push_back(customer->tags[tag]);
      if (choices_[tag].format.empty()) {
        values.assign(rows, Unknown{});
      } else {
        add_column(made, schema().tags[tag].name, schema().tags[tag].type, choices_[tag], skipped, values);
      }
      made.values.push_back(std::move(values));
    }
    for (const Customer* customer : customers) {
      // An empty id is no id.
      made.customers.emplace_back(customer->id.empty() ? OwnedValue{Unknown{}} : OwnedValue{customer->id});
    }
    add_column(made, "customer", type_of(TypeKind::customer), {.format = "u"}, skipped, made.customers);
    return made;
  }

 private:
  [[nodiscard]] const schema::Schema& schema() const { return *scenario_.program().schema; }

  // The batch's own offset counts on top of the column's.
  void add_column(Batch& batch, const std::string& name, const Type& type, const ArrowChoice& choice,
                  std::size_t skipped, std::vector<OwnedValue>& values) {
    const std::size_t own = random_.chance(50) ? 0 : random_.below(70);
    auto node = random_column(random_, schema(), scenario_.zone(), type, choice, own + skipped, values);
    node->name = name;
    node->offset = static_cast<std::int64_t>(own);
    node->length += static_cast<std::int64_t>(skipped);
    if (node->null_count > 0) node->null_count = -1;
    batch.node->children.push_back(std::move(node));
  }

  const Scenario& scenario_;
  Random random_;
  std::vector<ArrowChoice> choices_;
};

bool bit(const columns::Bits& bits, std::size_t row) {
  return (bits.words[row / 64] >> row % 64 & 1U) != 0;
}

class Comparer {
 public:
  Comparer(const Scenario& scenario, const Batch& batch) : scenario_(scenario), batch_(batch) {
    std::vector<schema::TagIndex> all(scenario.program().schema->tags.size());
    std::iota(all.begin(), all.end(), 0U);
    layout_ = layout::tag_layout(*scenario.program().schema, all);
    for (std::size_t row = 0; row < batch.rows; ++row) {
      std::vector<Value> values;
      for (const auto& column : batch.values) values.push_back(borrow(column[row]));
      rows_.emplace_back();
      layout::append_row(layout_, values, rows_.back());
    }
  }

  [[nodiscard]] Truth expected(ir::ExpressionId condition, std::size_t row) const {
    eval::Inputs inputs;
    inputs.tags = {&layout_, rows_[row].data()};
    inputs.now = scenario_.now();
    inputs.zone = scenario_.zone();
    if (const auto* id = std::get_if<std::string>(&batch_.customers[row])) inputs.customer = *id;
    return eval::judge(scenario_.program(), condition, inputs);
  }

 private:
  const Scenario& scenario_;
  const Batch& batch_;
  layout::RowLayout layout_;
  std::vector<std::vector<std::byte>> rows_;
};

struct Tally {
  std::size_t compared = 0;
  std::array<std::size_t, 3> truths{};
};

enum class Executor : std::uint8_t { plain_blocks, blocks, native };

Result<engine::NativeColumnCode> compile(const columns::Query& query) {
  static const Result<engine::NativeLibrary> library = engine::NativeLibrary::open();
  if (!library) return library.error();
  return library->compile(layout::NativeColumnRequest{.program = &query.masks(), .layout = &query.layout()});
}

void compare(const Seed& seed, const Scenario& scenario, Tally& tally) {
  Tables tables(scenario, seed.of_scenario());
  std::vector<Batch> batches;
  tests::ArrowBatches exported;
  for (const std::size_t rows : {std::size_t{70}, std::size_t{0}, std::size_t{64}, std::size_t{1}, std::size_t{150}}) {
    batches.push_back(tables.batch(rows));
    exported.batches.push_back(batches.back().node);
  }
  ArrowArrayStream stream;
  tests::export_stream(std::move(exported), &stream);
  const auto table = columns::ArrowTable::from_stream(scenario.program().schema, scenario.zone(), &stream);
  ASSERT_TRUE(table) << table.error().message << '\n' << how_to_repeat(seed);
  columns::Query query(scenario.program(), scenario.conditions(), table->layout());
  const Result<engine::NativeColumnCode> code = compile(query);
  ASSERT_TRUE(code) << code.error().message << '\n' << how_to_repeat(seed);
  for (const Executor executor : {Executor::plain_blocks, Executor::blocks, Executor::native}) {
    const auto instructions =
        executor == Executor::plain_blocks ? columns::Instructions::plain : columns::best_instructions();
    if (executor == Executor::native) query.use({}, code->columns());
    const columns::Moment moment{.now = scenario.now(), .zone = scenario.zone()};
    const auto found = query.truths(table->chunks(), moment, {.threads = 2, .instructions = instructions});
    for (std::size_t chunk = 0; chunk < batches.size(); ++chunk) {
      const Comparer comparer(scenario, batches[chunk]);
      for (std::size_t position = 0; position < scenario.conditions().size(); ++position) {
        const ir::ExpressionId condition = scenario.conditions()[position];
        const columns::Truths& truths = found[position][chunk];
        for (std::size_t row = 0; row < batches[chunk].rows; ++row) {
          const Truth expected = comparer.expected(condition, row);
          ++tally.compared;
          ++tally.truths[static_cast<std::size_t>(expected)];
          const bool same = bit(truths.yes, row) == (expected == Truth::yes) &&
                            bit(truths.known, row) == (expected != Truth::unknown);
          ASSERT_TRUE(same) << "executor " << static_cast<int>(executor) << ": "
                            << ir::to_text(scenario.program(), condition) << "\nbatch " << chunk << ", row " << row
                            << ", expected " << static_cast<int>(expected) << '\n'
                            << how_to_repeat(seed);
        }
      }
    }
  }
}

TEST(ColumnsDifferential, ArrowColumnsAgreeWithTheReference) {
  const std::uint64_t run = from_environment("WEND_SEED").value_or(std::random_device{}());
  std::cout << "WEND_SEED=" << run << '\n' << std::flush;
  std::vector<std::uint64_t> scenarios(from_environment("WEND_SCENARIOS").value_or(kScenarios));
  std::iota(scenarios.begin(), scenarios.end(), std::uint64_t{0});
  if (const auto one = from_environment("WEND_SCENARIO")) scenarios = {*one};
  Tally tally;
  for (const std::uint64_t position : scenarios) {
    const Seed seed{run, position};
    const Scenario scenario(seed.of_scenario());
    compare(seed, scenario, tally);
    if (testing::Test::HasFatalFailure()) return;
    ASSERT_EQ(tests::arrow_unreleased(), 0) << how_to_repeat(seed);
  }
  std::cout << tally.compared << " comparisons: " << tally.truths[0] << " false, " << tally.truths[1] << " true, "
            << tally.truths[2] << " unknown\n";
  if (scenarios.size() < kScenarios) return;
  for (const std::size_t truth : tally.truths) EXPECT_GE(truth, tally.compared / 50) << "too one-sided to show much";
}

}  // namespace
}  // namespace wend::differential
