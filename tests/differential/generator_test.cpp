// The generator and the comparison themselves: a test that nothing can fail would show nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/differential/compare.hpp"
#include "tests/differential/report.hpp"

namespace wend::differential {
namespace {

using testing::HasSubstr;

constexpr std::uint64_t kScenarios = 60;

constexpr std::size_t kOperations = 0
#define WEND_OPERATION(name, operands, meaning) +1
#include "compiler/ir/operations.def"
#undef WEND_OPERATION
    ;

std::string all_conditions(const Scenario& scenario) {
  std::string text;
  for (const ir::ExpressionId condition : scenario.conditions()) text += ir::to_text(scenario.program(), condition);
  return text;
}

TEST(Generator, GivesTheSameScenarioForTheSameSeed) {
  EXPECT_EQ(all_conditions(Scenario(7)), all_conditions(Scenario(7)));
  EXPECT_NE(all_conditions(Scenario(7)), all_conditions(Scenario(8)));
}

void expect_row(const layout::Row& row, const std::vector<OwnedValue>& values) {
  for (std::uint32_t field = 0; field < values.size(); ++field) {
    EXPECT_TRUE(same(layout::load(row, field), borrow(values[field])))
        << "field " << field << " stored as " << static_cast<int>(row.layout->fields[field].storage);
  }
}

TEST(Generator, WritesTheSameValuesIntoRowsOfBothKinds) {
  for (std::uint64_t seed = 0; seed < kScenarios; ++seed) {
    const Scenario scenario(seed, {.conditions = 1, .customers = 5});
    for (const Customer& customer : scenario.customers()) {
      for (const RowKind kind : kRowKinds) {
        const Situation& situation = customer.situations[static_cast<std::size_t>(kind)];
        expect_row(situation.inputs.tags, customer.tags);
        for (std::size_t type = 0; type < customer.events.size(); ++type) {
          for (std::size_t index = 0; index < customer.events[type].size(); ++index) {
            expect_row(situation.events[type][index].fields, customer.events[type][index].values);
          }
        }
      }
    }
  }
}

TEST(Generator, TriesEveryStorageAndEveryMarkForWhatIsMissing) {
  std::set<layout::Storage> storages;
  std::set<layout::Missing> marks;
  for (std::uint64_t seed = 0; seed < kScenarios; ++seed) {
    const Scenario scenario(seed, {.conditions = 1, .customers = 1});
    for (const layout::Field& field : scenario.layouts(RowKind::host).tags.fields) {
      storages.insert(field.storage);
      marks.insert(field.missing);
    }
  }
  EXPECT_EQ(storages.size(), static_cast<std::size_t>(layout::Storage::inline_records) + 1);
  EXPECT_EQ(marks.size(), static_cast<std::size_t>(layout::Missing::sentinel) + 1);
}

struct Outcomes {
  std::size_t known = 0;
  std::size_t unknown = 0;
};

TEST(Generator, TriesEveryOperationKnownAndUnknown) {
  std::map<ir::Operation, Outcomes> by_operation;
  std::map<ir::Aggregate, Outcomes> by_aggregate;
  const auto note = [](Outcomes& outcomes, bool known) { ++(known ? outcomes.known : outcomes.unknown); };
  for (std::uint64_t seed = 0; seed < 10 * kScenarios; ++seed) {
    const Scenario scenario(seed, {.conditions = 10, .customers = 3});
    const ir::Program& program = scenario.program();
    for (const Customer& customer : scenario.customers()) {
      for (ir::ExpressionId id = 0; id < program.expressions.size(); ++id) {
        const bool known = is_known(eval::evaluate(program, id, customer.inputs(RowKind::dense)));
        note(by_operation[program.at(id).operation], known);
        if (program.at(id).operation == ir::Operation::window) {
          note(by_aggregate[program.windows[program.at(id).index].aggregate], known);
        }
      }
    }
  }
  // Fields of records stand inside the conditions on lists alone; native code leaves name lists to the reference.
  EXPECT_EQ(by_operation.erase(ir::Operation::record_field), 1U);
  for (const ir::Operation left_out : {ir::Operation::on_list, ir::Operation::list_field, ir::Operation::contact}) {
    EXPECT_FALSE(by_operation.contains(left_out)) << ir::name_of(left_out);
  }
  EXPECT_EQ(by_operation.size() + 4, kOperations);
  EXPECT_EQ(by_aggregate.size(), static_cast<std::size_t>(ir::Aggregate::time_since) + 1);
  for (const auto& [operation, outcomes] : by_operation) {
    EXPECT_GT(outcomes.known, 20U) << ir::name_of(operation);
    EXPECT_EQ(outcomes.unknown > 5, operation != ir::Operation::known) << ir::name_of(operation);
  }
  for (const auto& [aggregate, outcomes] : by_aggregate) {
    EXPECT_GT(outcomes.known, 10U) << static_cast<int>(aggregate);
    EXPECT_GT(outcomes.unknown, 5U) << static_cast<int>(aggregate);
  }
}

TEST(Generator, StaysWithinTheBoundsThatTheCheckerKeeps) {
  for (std::uint64_t seed = 0; seed < kScenarios; ++seed) {
    const Scenario scenario(seed, {.conditions = 10, .customers = 0});
    ir::Program copy = scenario.program();
    const ir::Builder measured(copy);
    for (const ir::ExpressionId condition : scenario.conditions()) {
      EXPECT_LE(measured.depth(condition), ir::kDeepest);
      EXPECT_LE(measured.steps(condition), ir::kMostSteps);
    }
  }
}

// Takes `<=` for `<`.
class WrongAboutOrder final : public Executor {
 public:
  [[nodiscard]] std::string_view name() const override { return "wrong"; }
  [[nodiscard]] Result<std::unique_ptr<Judges>> prepare(const Scenario& scenario,
                                                        std::span<const ir::ExpressionId> conditions,
                                                        RowKind) const override {
    auto judges = std::make_unique<Wrong>();
    judges->program = scenario.program();
    for (ir::ExpressionId id = 0; id < judges->program.expressions.size(); ++id) {
      if (judges->program.at(id).operation == ir::Operation::less_equal) {
        judges->program.expressions[id].operation = ir::Operation::less;
      }
    }
    judges->conditions.assign(conditions.begin(), conditions.end());
    return std::unique_ptr<Judges>(std::move(judges));
  }

 private:
  struct Wrong final : Judges {
    [[nodiscard]] Truth judge(std::size_t position, const eval::Inputs& inputs) const override {
      return eval::judge(program, conditions[position], inputs);
    }
    ir::Program program;
    std::vector<ir::ExpressionId> conditions;
  };
};

std::string first_mismatch(const Executor& executor) {
  for (std::uint64_t position = 0; position < kScenarios; ++position) {
    const Seed seed{1, position};
    const Comparison result = compare(seed, Scenario(seed.of_scenario()), executor, RowKind::host);
    if (result.mismatch) return *result.mismatch;
  }
  return {};
}

TEST(Comparison, FindsAnExecutorThatIsWrong) {
  const std::string report = first_mismatch(WrongAboutOrder());
  EXPECT_THAT(report, HasSubstr("wrong on host rows says false, the reference says true"));
  EXPECT_THAT(report, HasSubstr("condition: (less_equal "));
  EXPECT_THAT(report, HasSubstr("WEND_SEED=1 WEND_SCENARIO="));
  EXPECT_THAT(report, HasSubstr("tags:\n    tag0 = "));
}

// Refuses everything.
class Refusing final : public Executor {
 public:
  [[nodiscard]] std::string_view name() const override { return "refusing"; }
  [[nodiscard]] Result<std::unique_ptr<Judges>> prepare(const Scenario&, std::span<const ir::ExpressionId>,
                                                        RowKind) const override {
    return Error{"no"};
  }
};

TEST(Comparison, TakesARefusalForAMismatch) {
  EXPECT_THAT(first_mismatch(Refusing()), HasSubstr("refusing: no"));
}

}  // namespace
}  // namespace wend::differential
