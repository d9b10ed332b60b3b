#include "tests/differential/compare.hpp"

#include "tests/differential/report.hpp"

namespace wend::differential {
namespace {

// The first condition in the program's order, operands before what uses them, about which the two disagree for the
// customer: the smallest part that is to blame.
ir::ExpressionId smallest(const Scenario& scenario, const Executor& executor, RowKind kind, const Customer& customer,
                          ir::ExpressionId whole) {
  const std::vector<ir::ExpressionId> parts = boolean_parts(scenario.program(), whole);
  const Result<std::unique_ptr<Judges>> judges = executor.prepare(scenario, parts, kind);
  if (!judges) return whole;
  for (std::size_t position = 0; position < parts.size(); ++position) {
    const Truth expected =
        executor.expected(eval::judge(scenario.program(), parts[position], customer.inputs(RowKind::dense)));
    if ((*judges)->judge(position, customer.inputs(kind)) != expected) return parts[position];
  }
  return whole;
}

std::string describe(const Seed& seed, const Scenario& scenario, const Executor& executor, RowKind kind,
                     const Customer& customer, ir::ExpressionId whole) {
  const ir::ExpressionId part = smallest(scenario, executor, kind, customer, whole);
  const Truth expected = executor.expected(eval::judge(scenario.program(), part, customer.inputs(RowKind::dense)));
  const Result<std::unique_ptr<Judges>> judges = executor.prepare(scenario, std::span(&part, 1), kind);
  const Truth found = judges ? (*judges)->judge(0, customer.inputs(kind)) : Truth::unknown;
  return report({seed, executor.name(), kind, part, expected, found}, scenario, customer);
}

}  // namespace

std::uint64_t Seed::of_scenario() const {
  Random random(run ^ (scenario + 1) * 0x9E37'79B9'7F4A'7C15ULL);
  return random.seed();
}

Comparison compare(const Seed& seed, const Scenario& scenario, const Executor& executor, RowKind kind) {
  Comparison result;
  const Result<std::unique_ptr<Judges>> judges = executor.prepare(scenario, scenario.conditions(), kind);
  if (!judges) {
    result.mismatch = std::string(executor.name()) + ": " + judges.error().message + "\n" + how_to_repeat(seed);
    return result;
  }
  for (const Customer& customer : scenario.customers()) {
    for (std::size_t position = 0; position < scenario.conditions().size(); ++position) {
      const ir::ExpressionId condition = scenario.conditions()[position];
      const Truth truth = eval::judge(scenario.program(), condition, customer.inputs(RowKind::dense));
      ++result.compared;
      ++result.truths[static_cast<std::size_t>(truth)];
      if ((*judges)->judge(position, customer.inputs(kind)) == executor.expected(truth)) continue;
      result.mismatch = describe(seed, scenario, executor, kind, customer, condition);
      return result;
    }
  }
  return result;
}

}  // namespace wend::differential
