// Random programs through their bytes: they come back the same, and judge the same. They hold more than the checker
// would make (the least of values without an order, say), so that they are not verified.
#include <gtest/gtest.h>

#include "compiler/bytes/bytes.hpp"
#include "runtime/eval/evaluate.hpp"
#include "tests/differential/scenario.hpp"

namespace wend::differential {
namespace {

constexpr std::uint64_t kScenarios = 60;

void expect_same_judgement(const Scenario& scenario, const ir::Program& loaded) {
  for (const Customer& customer : scenario.customers()) {
    const eval::Inputs inputs = customer.inputs(RowKind::dense);
    for (const ir::ExpressionId condition : scenario.conditions()) {
      EXPECT_EQ(eval::judge(loaded, condition, inputs), eval::judge(scenario.program(), condition, inputs));
    }
  }
}

TEST(Bytes, BringRandomProgramsBackAsTheyWere) {
  for (std::uint64_t seed = 0; seed < kScenarios; ++seed) {
    SCOPED_TRACE(seed);
    const Scenario scenario(seed);
    const std::vector<std::byte> bytes = bytes::encode(scenario.program());
    const Result<ir::Program> loaded = bytes::decode_trusted(bytes, scenario.program().schema);
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(bytes::encode(*loaded), bytes);
    expect_same_judgement(scenario, *loaded);
  }
}

}  // namespace
}  // namespace wend::differential
