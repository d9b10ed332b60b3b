// Code over columns that is kept and shared: what it has in common, and that it is never used for anything else.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "compiler/codegen/column_shape.hpp"
#include "tests/unit/codegen/column_table.hpp"

namespace wend::codegen {
namespace {

namespace fs = std::filesystem;
using masks::Kind;
using masks::MaskProgram;

class ColumnCodeTest : public testing::Test {
 protected:
  ColumnCodeTest() {
    std::string pattern = (fs::temp_directory_path() / "wend-columns-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~ColumnCodeTest() override { fs::remove_all(folder_); }

  Compiler compiler_of() const {
    const std::string place = folder_.string();
    Result<Compiler> made = Compiler::create({.cache = place.c_str()});
    EXPECT_TRUE(made);
    return std::move(*made);
  }

  // So many comparisons of each column, with limits of the table's own.
  static MaskProgram program_of(ColumnTable& table, int comparisons = 1) {
    MaskProgram program;
    for (std::uint32_t tag = 0; tag < table.layout().columns.size(); ++tag) {
      for (const Kind kind : table.kinds_of(tag)) {
        for (int more = 0; more < comparisons; ++more) program.roots.push_back(table.add(program, kind, tag));
      }
    }
    return program;
  }

  static layout::NativeCounters judge(const Compiler& with, ColumnTable& table, const MaskProgram& program) {
    EXPECT_EQ(table.differences(with, program, Instructions::host, true), 0U);
    return with.counters();
  }

  fs::path only_entry() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder_)) found.push_back(entry.path());
    EXPECT_EQ(found.size(), 1U);
    return found.at(0);
  }

  fs::path folder_;
};

TEST_F(ColumnCodeTest, IsFoundByTheNextStartWithoutGenerating) {
  ColumnTable table(9, 1);
  const MaskProgram program = program_of(table, 5);
  const layout::NativeCounters first = judge(compiler_of(), table, program);
  EXPECT_EQ(first.functions, 1U);
  EXPECT_GT(first.generate_nanoseconds, 0U);
  EXPECT_EQ(first.cache_stored, 1U);
  EXPECT_EQ(first.conditions, program.roots.size());
  const layout::NativeCounters second = judge(compiler_of(), table, program);
  EXPECT_EQ(second.functions, 0U);
  EXPECT_EQ(second.generate_nanoseconds, 0U);
  EXPECT_EQ(second.cache_loaded, 1U);
  EXPECT_EQ(second.cache_refused + second.cache_failures, 0U);
  EXPECT_EQ(second.conditions, program.roots.size());
}

TEST_F(ColumnCodeTest, IsSharedByProgramsThatDifferInLimitsAlone) {
  const Compiler with = compiler_of();
  for (const std::uint64_t seed : {1, 2, 3}) {
    ColumnTable table(9, seed);
    EXPECT_EQ(judge(with, table, program_of(table)).functions, 1U);
  }
  EXPECT_EQ(with.counters().live_code_bytes, 0U);
  EXPECT_EQ(with.counters().live_conditions, 0U);
}

TEST_F(ColumnCodeTest, IsMadeAgainWhereAByteWasChanged) {
  ColumnTable table(3, 1);
  const MaskProgram program = program_of(table);
  judge(compiler_of(), table, program);
  const auto size = static_cast<std::streamoff>(fs::file_size(only_entry()));
  for (const std::streamoff at : {std::streamoff{0}, std::streamoff{20}, std::streamoff{70}, size / 2, size - 1}) {
    {
      std::fstream stream(only_entry(), std::ios::in | std::ios::out | std::ios::binary);
      stream.seekg(at);
      const int byte = stream.get();
      stream.seekp(at);
      stream.put(static_cast<char>(byte ^ 1));
    }
    const layout::NativeCounters counters = judge(compiler_of(), table, program);
    EXPECT_EQ(counters.cache_refused, 1U) << at;
    EXPECT_EQ(counters.functions, 1U) << at;
  }
}

TEST_F(ColumnCodeTest, IsOfAnotherShapeWhereAnythingThatItRestsOnDiffers) {
  MaskProgram program;
  program.nodes = {{.kind = Kind::at_least, .tag = 0, .index = 0}, {.kind = Kind::truth, .tag = 1}};
  program.operands = {0, 1};
  program.nodes.push_back({.kind = Kind::conjunction, .operand_count = 2});
  program.roots = {2};
  layout::ColumnLayout layout;
  layout.columns = {{.storage = layout::ColumnStorage::integer64, .type = {}},
                    {.storage = layout::ColumnStorage::bits, .type = {}}};
  std::vector<ContentHash> shapes;
  const auto add = [&](const MaskProgram& of, const layout::ColumnLayout& stored, bool knowns = true,
                       Instructions instructions = Instructions::host) {
    shapes.push_back(shape_of({.program = &of, .layout = &stored, .knowns = knowns}, instructions));
  };
  add(program, layout);
  add(program, layout, false);
  add(program, layout, true, Instructions::avx2);
  const auto changed = [&](const auto& change) {
    MaskProgram other = program;
    layout::ColumnLayout stored = layout;
    change(other, stored);
    add(other, stored);
  };
  changed([](MaskProgram& other, auto&) { other.nodes[0].kind = Kind::at_most; });
  changed([](MaskProgram& other, auto&) { other.nodes[0].tag = 1; });
  changed([](MaskProgram& other, auto&) { other.nodes[0].index = 1; });
  changed([](MaskProgram& other, auto&) { other.operands[0] = 1; });
  changed([](MaskProgram& other, auto&) { other.nodes[2].operand_count = 1; });
  changed([](MaskProgram& other, auto&) { other.roots[0] = 1; });
  changed([](MaskProgram& other, auto&) { other.roots.push_back(1); });
  changed([](auto&, layout::ColumnLayout& other) { other.columns[0].storage = layout::ColumnStorage::integer32; });
  changed([](auto&, layout::ColumnLayout& other) { other.columns[0].nullable = false; });
  changed([](auto&, layout::ColumnLayout& other) { other.columns[0].partial = true; });
  changed([](auto&, layout::ColumnLayout& other) { other.columns.push_back(other.columns[0]); });
  std::ranges::sort(shapes);
  EXPECT_EQ(std::ranges::adjacent_find(shapes), shapes.end());
}

}  // namespace
}  // namespace wend::codegen
