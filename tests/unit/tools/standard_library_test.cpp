// Every module of the standard library is imported by a project of its own below tests/stdlib, which tests it: all that
// it declares, and both ways of all that can go two ways.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "compiler/diagnostics/render_text.hpp"
#include "compiler/format/format.hpp"
#include "compiler/modules/library.hpp"
#include "compiler/syntax/syntax.hpp"
#include "tools/wend/project/project.hpp"
#include "tools/wend/test/coverage.hpp"

namespace wend::tools {
namespace {

using check::Definition;
using check::DefinitionKind;

constexpr std::size_t kLeastTests = 5;

// What the expectations of a project's tests speak of, as `bank.card: segment resting, expect no`.
class Expected {
 public:
  Expected(const check::CheckedProgram& checked, std::string_view module) : checked_(checked), module_(module) {
    for (const check::Test& test : checked.tests) {
      for (const auto& clause : test.clauses) {
        if (const auto* expectation = std::get_if<check::TestExpectation>(&clause)) add(*expectation);
      }
    }
  }

  // One name for all imports of the module; empty for what it did not bring in.
  [[nodiscard]] std::string name(const Definition& definition) const {
    if (definition.kind == DefinitionKind::import || definition.instance == check::kNoIndex) return "";
    const modules::Instance& instance = checked_.facts.instances[definition.instance];
    if (instance.module != module_) return "";
    return definition.name.substr(definition.name.rfind('.') + 1);
  }

  [[nodiscard]] bool seen(const std::string& name) const { return wanted_.contains(name); }
  [[nodiscard]] bool seen_not(const std::string& name) const { return unwanted_.contains(name); }

 private:
  void add(const check::TestExpectation& expectation) {
    for (const check::Use& use : checked_.facts.uses) {
      const bool inside = use.span.file == expectation.span.file && use.span.begin >= expectation.span.begin &&
                          use.span.end <= expectation.span.end;
      if (!inside || use.kind != check::Use::Kind::definition) continue;
      (expectation.negated ? unwanted_ : wanted_).insert(name(checked_.facts.definitions[use.index]));
    }
  }

  const check::CheckedProgram& checked_;
  std::string_view module_;
  std::set<std::string> wanted_;
  std::set<std::string> unwanted_;
};

class StandardLibrary : public testing::TestWithParam<const modules::LibraryModule*> {
 protected:
  void SetUp() override {
    ASSERT_EQ(project_.load(), ExitStatus::clean) << diagnostics::render_text(project_.sink(), project_.sources(), {});
  }

  [[nodiscard]] std::string_view module() const { return GetParam()->name; }
  [[nodiscard]] const check::CheckedProgram& checked() { return project_.checked(); }

  Project project_{std::string(WEND_SOURCE_DIRECTORY "/tests/stdlib/") + std::string(GetParam()->name)};
};

TEST_P(StandardLibrary, PassesItsTests) {
  const Result<Zone> zone = Zone::named(project_.schema()->zone);
  ASSERT_TRUE(zone);
  const Bench bench(checked(), *zone);
  Seen seen;
  for (const check::Test& test : checked().tests) {
    const TestResult result = run_test(bench, test, seen);
    EXPECT_TRUE(result.passed()) << test.name << " " << result.error;
  }
  EXPECT_GE(checked().tests.size(), kLeastTests);
  for (const Gap& gap : coverage_of(checked().program, seen, Places(checked(), project_.sources())).gaps) {
    ADD_FAILURE() << gap.place << ": never " << gap.never << ": " << gap.what;
  }
}

// A journey has to be entered by some test; what a policy asks for is seen true and false by the coverage above.
TEST_P(StandardLibrary, HasATestOfEachDeclaration) {
  const Expected expected(checked(), module());
  std::size_t declarations = 0;
  for (const Definition& definition : checked().facts.definitions) {
    const std::string name = expected.name(definition);
    if (name.empty() || definition.kind == DefinitionKind::policy) continue;
    ++declarations;
    EXPECT_TRUE(expected.seen(name)) << "no test expects " << name;
  }
  EXPECT_GT(declarations, 0U);
}

TEST_P(StandardLibrary, TestsWhenASegmentOrATriggerDoesNotHold) {
  const Expected expected(checked(), module());
  for (const Definition& definition : checked().facts.definitions) {
    const std::string name = expected.name(definition);
    const bool holds_or_not = definition.kind == DefinitionKind::segment || definition.kind == DefinitionKind::trigger;
    if (name.empty() || !holds_or_not) continue;
    EXPECT_TRUE(expected.seen_not(name)) << "no test expects that " << name << " does not hold";
  }
}

// Defaults alone do not show that an argument is heeded.
TEST_P(StandardLibrary, IsTriedWithOtherArgumentsThanItsDefaults) {
  std::set<std::size_t> given;
  std::size_t parameters = 0;
  for (const modules::Instance& instance : checked().facts.instances) {
    if (instance.module != module()) continue;
    parameters = instance.arguments.size();
    for (std::size_t one = 0; one < parameters; ++one) {
      if (instance.arguments[one]) given.insert(one);
    }
  }
  EXPECT_EQ(given.size(), parameters) << "an argument that no import states";
  EXPECT_GT(parameters, 0U);
}

TEST_P(StandardLibrary, IsWrittenAsTheFormatterWritesIt) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const source::SourceFile& file =
      sources.file(sources.add(std::string(GetParam()->path), std::string(GetParam()->text)));
  const syntax::ParseResult parsed = syntax::parse(file, sink);
  ASSERT_FALSE(sink.has_errors());
  EXPECT_EQ(format::format_safely(file, parsed, {}).value_or("not safe"), GetParam()->text);
}

// The modules are held to what a project's own are: no parameter shares its name with a declaration.
TEST_P(StandardLibrary, CallsNoTwoThingsTheSame) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const source::SourceFile& file =
      sources.file(sources.add(std::string(GetParam()->path), std::string(GetParam()->text)));
  const syntax::ParseResult parsed = syntax::parse(file, sink);
  ASSERT_TRUE(parsed.module.head.has_value());
  std::set<std::string> names;
  for (const syntax::Parameter& parameter : parsed.module.head->parameters) {
    EXPECT_TRUE(names.insert(parameter.name.text).second) << parameter.name.text;
  }
  for (const syntax::Declaration& declaration : parsed.module.declarations) {
    EXPECT_TRUE(names.insert(declaration.name.text).second) << declaration.name.text;
  }
}

std::vector<const modules::LibraryModule*> all_modules() {
  std::vector<const modules::LibraryModule*> all;
  for (const modules::LibraryModule& module : modules::library()) all.push_back(&module);
  return all;
}

std::string test_name(const testing::TestParamInfo<const modules::LibraryModule*>& info) {
  std::string name(info.param->name);
  std::ranges::replace(name, '.', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Modules, StandardLibrary, testing::ValuesIn(all_modules()), test_name);

}  // namespace
}  // namespace wend::tools
