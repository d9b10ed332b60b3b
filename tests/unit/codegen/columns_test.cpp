#include <gtest/gtest.h>

#include <ostream>

#include "tests/unit/codegen/column_table.hpp"

namespace wend::codegen {

// GoogleTest names the parameter with it.
static void PrintTo(Instructions instructions, std::ostream* out) {
  *out << static_cast<int>(instructions);
}

namespace {

using masks::Kind;
using masks::MaskProgram;
using masks::NodeId;

class Columns : public testing::TestWithParam<Instructions> {
 protected:
  static const Compiler& compiler() {
    static const Result<Compiler> compiler = Compiler::create();
    return *compiler;
  }
};

INSTANTIATE_TEST_SUITE_P(Machines, Columns,
                         testing::Values(Instructions::host, Instructions::avx2, Instructions::baseline));

// A random condition on nodes that are there.
NodeId add_random(ColumnTable& table, MaskProgram& program, bool rows) {
  const auto pick = [&](std::size_t most) { return table.random()() % most; };
  const auto some = [&] { return static_cast<NodeId>(pick(program.nodes.size())); };
  if (program.nodes.empty() || pick(3) == 0) {
    constexpr std::array plain = {Kind::always, Kind::never, Kind::missing};
    if (pick(20) == 0) return table.add(program, plain[pick(plain.size())], 0U);
    if (rows && pick(5) == 0) return table.add(program, Kind::row, 0U);
    const auto tag = static_cast<std::uint32_t>(pick(table.layout().columns.size()));
    const std::vector<Kind> kinds = table.kinds_of(tag);
    return table.add(program, kinds[pick(kinds.size())], tag);
  }
  const std::size_t form = pick(6);
  const NodeId one[] = {some()};
  if (form == 0) return table.add(program, Kind::negation, one);
  if (form == 1) return table.add(program, Kind::known, one);
  std::vector<NodeId> operands(2 + pick(3));
  for (NodeId& operand : operands) operand = some();
  return table.add(program, form % 2 == 0 ? Kind::conjunction : Kind::disjunction, operands);
}

TEST_P(Columns, CompareEveryStorageAsItIsStored) {
  for (const std::size_t blocks : {1, 9, 24}) {
    // Code for machines without AVX takes long to compile, and does not differ by the number of blocks.
    if (GetParam() == Instructions::baseline && blocks != 9) continue;
    ColumnTable table(blocks, 17 * blocks);
    MaskProgram program;
    for (std::uint32_t tag = 0; tag < table.layout().columns.size(); ++tag) {
      for (const Kind kind : table.kinds_of(tag)) {
        for (int again = 0; again < 3; ++again) program.roots.push_back(table.add(program, kind, tag));
      }
    }
    EXPECT_EQ(table.differences(compiler(), program, GetParam(), blocks != 9), 0U) << blocks;
  }
}

TEST_P(Columns, CompareFewTogetherBlockByBlock) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    ColumnTable table(1 + seed * 3, seed);
    MaskProgram program;
    std::vector<NodeId> leaves;
    for (int leaf = 0; leaf < 8; ++leaf) {
      const auto tag = static_cast<std::uint32_t>(table.random()() % table.layout().columns.size());
      const std::vector<Kind> kinds = table.kinds_of(tag);
      leaves.push_back(table.add(program, kinds[table.random()() % kinds.size()], tag));
    }
    program.roots = {table.add(program, Kind::conjunction, leaves), table.add(program, Kind::disjunction, leaves)};
    program.roots.insert(program.roots.end(), leaves.begin(), leaves.begin() + 6);
    EXPECT_EQ(table.differences(compiler(), program, GetParam(), seed % 2 == 0), 0U) << seed;
  }
}

TEST_P(Columns, CompareWithManyLimitsInALoop) {
  ColumnTable table(11, 3);
  MaskProgram program;
  for (std::uint32_t tag = 0; tag < table.layout().columns.size(); ++tag) {
    for (const Kind kind : table.kinds_of(tag)) {
      for (int again = 0; again < 5; ++again) program.roots.push_back(table.add(program, kind, tag));
    }
  }
  EXPECT_EQ(table.differences(compiler(), program, GetParam(), true), 0U);
}

// From too few for a ranking to several of them.
TEST_P(Columns, RankNumbersAmongManyLimits) {
  for (const std::size_t limits : {4, 7, 12, 25, 60, 140}) {
    if (GetParam() == Instructions::baseline && limits != 7) continue;
    ColumnTable table(1 + limits % 11, limits);
    // Numbers of eight bytes are narrowed then, where there are many limits.
    if (limits != 25) table.keep_limits_near();
    MaskProgram program;
    for (std::uint32_t tag = 0; tag < table.layout().columns.size(); ++tag) {
      if (!layout::is_ranked(table.layout().columns[tag].storage)) continue;
      for (const Kind kind : {Kind::at_most, Kind::interval, Kind::at_least}) {
        for (std::size_t limit = 0; limit < limits; ++limit) program.roots.push_back(table.add(program, kind, tag));
      }
    }
    EXPECT_EQ(table.differences(compiler(), program, GetParam(), limits % 2 == 0), 0U) << limits;
  }
}

TEST_P(Columns, CombineMasksAsThreeValuedLogicDoes) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    ColumnTable table(1 + seed % 10, seed);
    MaskProgram program;
    for (std::size_t node = 0; node < 4 + seed; ++node) add_random(table, program, false);
    for (NodeId node = 0; node < program.nodes.size(); node += 3) program.roots.push_back(node);
    EXPECT_EQ(table.differences(compiler(), program, GetParam(), seed % 2 == 0), 0U) << seed;
  }
}

TEST_P(Columns, AskForTheRowsThatStillMatter) {
  for (std::uint64_t seed = 100; seed < 130; ++seed) {
    ColumnTable table(1 + seed % 10, seed);
    MaskProgram program;
    for (std::size_t node = 0; node < seed - 90; ++node) add_random(table, program, true);
    // The last alone, now and then: most answers do not matter then.
    for (auto node = static_cast<NodeId>(program.nodes.size()); node > 0; node = seed % 2 == 0 ? node / 2 : 0) {
      program.roots.push_back(node - 1);
    }
    EXPECT_EQ(table.differences(compiler(), program, GetParam(), seed % 3 == 0), 0U) << seed;
  }
}

TEST_P(Columns, AreJudgedInOnePassForManyConditions) {
  ColumnTable table(17, 5);
  MaskProgram program;
  for (std::size_t node = 0; node < 4'000; ++node) add_random(table, program, node % 10 == 0);
  for (NodeId node = 0; node < program.nodes.size(); node += 17) program.roots.push_back(node);
  EXPECT_EQ(table.differences(compiler(), program, GetParam(), true), 0U);
}

TEST(ColumnRows, AreNotAskedForWhereOthersDecide) {
  const Result<Compiler> compiler = Compiler::create();
  ASSERT_TRUE(compiler);
  for (const Kind kind : {Kind::conjunction, Kind::disjunction}) {
    ColumnTable table(8, 7);
    MaskProgram program;
    const NodeId flag = table.add(program, Kind::truth, 0U);
    const NodeId row = table.add(program, Kind::row, 0U);
    const NodeId later = table.add(program, Kind::row, 0U);
    program.nodes[later].index = 51;
    const NodeId all[] = {flag, row, later};
    program.roots.push_back(table.add(program, kind, all));
    std::size_t expected = 0;
    for (std::size_t at = 0; at < 8 * layout::kBlockRows; ++at) {
      const Truth decides = kind == Kind::conjunction ? Truth::no : Truth::yes;
      if (table.judge(program, flag, at) == decides) continue;
      expected += table.judge(program, row, at) == decides ? 1 : 2;
    }
    std::size_t asked = 0;
    EXPECT_EQ(table.differences(*compiler, program, Instructions::host, true, &asked), 0U);
    EXPECT_EQ(asked, expected);
  }
}

TEST(ColumnCompiler, RefusesMoreNodesThanItsBound) {
  const Result<Compiler> compiler = Compiler::create();
  ASSERT_TRUE(compiler);
  MaskProgram program;
  program.nodes.resize(kMostMaskNodes + 1);
  program.roots.push_back(0);
  const layout::ColumnLayout layout;
  const auto compiled = compiler->compile(layout::NativeColumnRequest{.program = &program, .layout = &layout});
  ASSERT_FALSE(compiled);
  EXPECT_NE(compiled.error().message.find(std::to_string(kMostMaskNodes)), std::string::npos);
}

TEST(ColumnCompiler, GivesItsMemoryBack) {
  const Result<Compiler> compiler = Compiler::create();
  ASSERT_TRUE(compiler);
  ColumnTable table(1, 1);
  MaskProgram program;
  program.roots.push_back(table.add(program, Kind::truth, 0U));
  {
    const auto code = compiler->compile(layout::NativeColumnRequest{.program = &program, .layout = &table.layout()});
    ASSERT_TRUE(code);
    EXPECT_GT(compiler->counters().live_code_bytes, 0U);
    EXPECT_EQ(compiler->counters().functions, 1U);
  }
  EXPECT_EQ(compiler->counters().live_code_bytes, 0U);
}

TEST(ColumnCompiler, JudgesNoBlocksWithoutLookingAtAnything) {
  const Result<Compiler> compiler = Compiler::create();
  ASSERT_TRUE(compiler);
  ColumnTable table(1, 1);
  MaskProgram program;
  program.roots.push_back(table.add(program, Kind::truth, 0U));
  const auto code = compiler->compile(layout::NativeColumnRequest{.program = &program, .layout = &table.layout()});
  ASSERT_TRUE(code);
  const layout::ColumnFrame nothing;
  code->columns().predicate(&nothing);
}

}  // namespace
}  // namespace wend::codegen
