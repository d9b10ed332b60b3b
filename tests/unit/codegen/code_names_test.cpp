// What perf and GDB are told of compiled functions.
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "tests/unit/codegen/column_table.hpp"
#include "tests/unit/codegen/twin.hpp"

// GDB's list, as it finds it.
extern "C" {
struct GdbEntry {
  GdbEntry* next;
  GdbEntry* previous;
  const char* object;
  std::uint64_t size;
};
struct GdbDescriptor {
  std::uint32_t version;
  std::uint32_t action;
  GdbEntry* relevant;
  GdbEntry* first;
};
extern GdbDescriptor gdb_descriptor __asm__("__jit_debug_descriptor");
}

namespace wend::codegen {
namespace {

using ir::Operation;

class CodeNamesTest : public testing::Test {
 protected:
  CodeNamesTest() {
    schema_->tags.resize(1);
    program_.schema = schema_;
  }

  Request named(const char* name, std::int64_t limit) {
    const ir::ExpressionId condition = build_.make(
        Operation::less, kBoolean, {build_.constant(kMoney, limit), build_.leaf(Operation::tag, kMoney, 0)});
    return {.condition = condition, .tags = &layout_, .events = {}, .name = name};
  }

  // Of objects that GDB is shown.
  static int shown_with(std::string_view name) {
    int found = 0;
    for (const GdbEntry* entry = gdb_descriptor.first; entry != nullptr; entry = entry->next) {
      found += std::string_view(entry->object, entry->size).find(name) != std::string_view::npos ? 1 : 0;
    }
    return found;
  }

  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  ir::Program program_;
  ir::Builder build_{program_};
  layout::RowLayout layout_ = layout::dense_layout(std::vector{kMoney});
};

TEST_F(CodeNamesTest, GdbIsShownAFunctionForAsLongAsItIsThere) {
  const Result<Compiler> own = Compiler::create({.debugger = true});
  ASSERT_TRUE(own);
  const Request request = named("segment:rich", 5);
  {
    const Result<Code> code = own->compile(program_, std::span(&request, 1), Effort::optimised);
    ASSERT_TRUE(code);
    EXPECT_EQ(shown_with("wend:segment:rich"), 1);
  }
  EXPECT_EQ(shown_with("wend:segment:rich"), 0);
}

TEST_F(CodeNamesTest, ASegmentsConditionIsCalledAfterIt) {
  const Result<Compiler> own = Compiler::create({.debugger = true});
  ASSERT_TRUE(own);
  const Request request = named(nullptr, 6);
  program_.segments.push_back({"wealthy", "", request.condition});
  const Result<Code> code = own->compile(program_, std::span(&request, 1), Effort::optimised);
  ASSERT_TRUE(code);
  EXPECT_EQ(shown_with("wend:segment:wealthy"), 1);
}

TEST_F(CodeNamesTest, CodeThatSeveralShareIsCalledByItsShape) {
  const Result<Compiler> own = Compiler::create({.debugger = true});
  ASSERT_TRUE(own);
  const std::array requests = {named("segment:rich", 5), named("segment:richer", 50)};
  const Result<Code> code = own->compile(program_, requests, Effort::quick);
  ASSERT_TRUE(code);
  EXPECT_EQ(shown_with("wend:segment:rich"), 0);
  EXPECT_EQ(shown_with("wend:shape:"), 1);
}

TEST_F(CodeNamesTest, PerfFindsWhereAFunctionLies) {
  const std::string file = "/tmp/perf-" + std::to_string(getpid()) + ".map";
  std::remove(file.c_str());
  const Result<Compiler> own = Compiler::create({.perf_map = true});
  ASSERT_TRUE(own);
  const Request request = named("segment:rich", 5);
  const Result<Code> code = own->compile(program_, std::span(&request, 1), Effort::optimised);
  ASSERT_TRUE(code);
  std::ifstream map(file);
  std::uint64_t address = 0;
  std::uint64_t size = 0;
  std::string name;
  map >> std::hex >> address >> size >> name;
  EXPECT_EQ(address, reinterpret_cast<std::uintptr_t>(code->predicates()[0].code));
  EXPECT_GT(size, 0U);
  EXPECT_EQ(name, "wend:segment:rich");
  std::remove(file.c_str());
}

TEST_F(CodeNamesTest, CodeOverColumnsIsCalledAsItsRequestSaysWithAllItsParts) {
  const std::string file = "/tmp/perf-" + std::to_string(getpid()) + ".map";
  std::remove(file.c_str());
  const Result<Compiler> own = Compiler::create({.perf_map = true, .debugger = true});
  ASSERT_TRUE(own);
  ColumnTable table(1, 1);
  masks::MaskProgram masks;
  // Too many for one function.
  for (int condition = 0; condition < 20; ++condition) masks.roots.push_back(table.add(masks, masks::Kind::truth, 0U));
  const auto code =
      own->compile(layout::NativeColumnRequest{.program = &masks, .layout = &table.layout(), .name = "columns:night"});
  ASSERT_TRUE(code);
  EXPECT_EQ(shown_with("wend:columns:night:tiles"), 1);
  std::ifstream map(file);
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> shown;  // where from, and how much
  for (std::string name; map.good();) {
    std::uint64_t address = 0;
    std::uint64_t size = 0;
    if (map >> std::hex >> address >> size >> name) shown[name] = {address, size};
  }
  ASSERT_TRUE(shown.contains("wend:columns:night"));
  EXPECT_EQ(shown["wend:columns:night"].first, reinterpret_cast<std::uintptr_t>(code->columns().predicate));
  ASSERT_TRUE(shown.contains("wend:columns:night:masks"));
  std::uint64_t end = 0;
  std::map<std::uint64_t, std::uint64_t> in_order;
  for (const auto& [name, stretch] : shown) in_order.insert(stretch);
  for (const auto& [address, size] : in_order) {
    EXPECT_GE(address, end) << "no two functions lie in one place";
    EXPECT_GT(size, 0U);
    end = address + size;
  }
  std::remove(file.c_str());
}

TEST_F(CodeNamesTest, NobodyIsToldWithoutBeingAsked) {
  const Request request = named("segment:quiet", 7);
  const Result<Code> code = compiler().compile(program_, std::span(&request, 1), Effort::optimised);
  ASSERT_TRUE(code);
  EXPECT_EQ(shown_with("wend:segment:quiet"), 0);
}

}  // namespace
}  // namespace wend::codegen
