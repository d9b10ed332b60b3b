// Every program in the documentation is checked against the bank's schema. What the opening fence says:
//
//     ```wend                     a whole file by itself, without fault
//     ```wend bank                a file beside the bank's segments and triggers
//     ```wend expression          an expression on each line, over the bank's tags and segments
//     … error E0201               each file, or each expression, has this fault and no other
//     ```wend file PATH           checked by the commands of its page, see story.hpp; likewise `append`
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "compiler/check/check.hpp"
#include "compiler/diagnostics/render_text.hpp"
#include "compiler/schema/read.hpp"
#include "compiler/syntax/syntax.hpp"
#include "tests/docs/pages.hpp"
#include "tests/docs/story.hpp"

namespace wend::docs {
namespace {

constexpr std::string_view kBank = "examples/bank/";

// What the compiler says of texts beside each other.
class Compilation {
 public:
  Compilation() {
    const source::FileId file = sources_.add("schema.json", contents_of(root() / kBank / "schema.json"));
    schema_ = schema::read(sources_.file(file), sink_);
    EXPECT_NE(schema_, nullptr) << said();
  }

  void add(const std::string& path, std::string text) {
    const source::FileId file = sources_.add(path, std::move(text));
    modules_.push_back(std::make_unique<syntax::Module>(syntax::parse(sources_.file(file), sink_).module));
  }
  void add_bank() {
    for (const std::string path : {"segments/segments.wend", "triggers/triggers.wend"}) {
      add(path, contents_of(root() / kBank / path));
    }
  }

  void check(const std::optional<std::string>& expression) {
    if (schema_ == nullptr) return;
    const schema::Names names(*schema_);
    std::vector<const syntax::Module*> modules;
    for (const auto& module : modules_) modules.push_back(module.get());
    check::CheckedProgram checked = check::check(modules, schema_, names, sources_, sink_);
    if (!expression) return;
    const source::FileId file = sources_.add("expression", *expression);
    const syntax::ExpressionPtr tree = syntax::parse_expression(sources_.file(file), sink_);
    if (tree) (void)check::check_expression(checked, names, *tree, sink_);
  }

  [[nodiscard]] std::vector<std::string> codes() const {
    std::vector<std::string> codes;
    for (const diagnostics::Diagnostic& said : sink_.all()) codes.emplace_back(diagnostics::entry(said.code).code);
    return codes;
  }
  [[nodiscard]] std::string said() const { return diagnostics::render_text(sink_, sources_, {}); }

 private:
  source::SourceMap sources_;
  diagnostics::Sink sink_;
  std::shared_ptr<const schema::Schema> schema_;
  std::vector<std::unique_ptr<syntax::Module>> modules_;
};

bool has(const Block& block, std::string_view word) {
  return std::ranges::find(block.words, word) != block.words.end();
}

// The codes that the block says it has.
std::vector<std::string> expected_of(const Block& block) {
  const auto error = std::ranges::find(block.words, "error");
  return error == block.words.end() ? std::vector<std::string>{}
                                    : std::vector<std::string>(error + 1, block.words.end());
}

void expect_codes(const Compilation& compilation, const Block& block, std::string_view text) {
  EXPECT_THAT(compilation.codes(), testing::ElementsAreArray(expected_of(block))) << block.place() << "\n"
                                                                                  << text << "\n"
                                                                                  << compilation.said();
}

void check_expressions(const Block& block) {
  for (const std::string& line : lines_of(block.text)) {
    if (line.empty()) continue;
    Compilation compilation;
    compilation.add_bank();
    compilation.check(line);
    expect_codes(compilation, block, line);
  }
}

void check_file(const Block& block) {
  Compilation compilation;
  if (has(block, "bank")) compilation.add_bank();
  compilation.add(block.place(), block.text);
  compilation.check(std::nullopt);
  expect_codes(compilation, block, block.text);
}

TEST(Documentation, ProgramsMeanWhatTheirPagesSay) {
  const std::vector<Block> programs = blocks_in("wend");
  EXPECT_FALSE(programs.empty());
  for (const Block& block : programs) {
    if (writes_file(block)) continue;
    has(block, "expression") ? check_expressions(block) : check_file(block);
  }
}

TEST(Documentation, ShowsOnItsFirstPageTheProgramThatItRuns) {
  const std::vector<Block> programs = blocks_in("wend");
  ASSERT_FALSE(programs.empty());
  EXPECT_EQ(programs.front().page, "README.md");
  EXPECT_TRUE(contents_of(root() / "examples/tutorial/payroll.wend").starts_with(programs.front().text));
}

TEST(Documentation, SaysOfEveryBlockWhichLanguageItIsIn) {
  for (const std::string& page : pages()) {
    for (const Block& block : blocks_of(page, contents_of(root() / page))) {
      EXPECT_FALSE(block.words.empty()) << block.place();
    }
  }
}

}  // namespace
}  // namespace wend::docs
