// Imports over several files: where things are said, and what bounds hold.
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/modules/library.hpp"
#include "tests/unit/check/checked_text.hpp"

namespace wend::check {
namespace {

TEST(Modules, BringInNoMoreThanTheBound) {
  std::string module = "module our.m(tag a)\n";
  for (int at = 0; at < 500; ++at)
    module += "segment s" + std::to_string(at) + " = a > " + std::to_string(at) + " CNY\n";
  std::string imports;
  for (int at = 0; at < 60; ++at) imports += "import our.m(a: aum) as m" + std::to_string(at) + "\n";
  const CheckedText text(std::vector<std::string>{imports, module});
  ASSERT_EQ(text.sink.all().size(), 1u);
  EXPECT_TRUE(text.said().starts_with("41:8 E0816")) << text.said();
}

TEST(Modules, SayWhatAnArgumentDoesWrongWithAPlaceInTheModule) {
  const CheckedText text(
      std::vector<std::string>{"import our.m(a: city) as m\n", "module our.m(tag a)\nsegment s = a > 5 CNY\n"});
  ASSERT_EQ(text.sink.all().size(), 1u);
  const diagnostics::Diagnostic& said = text.sink.all().front();
  EXPECT_EQ(text.sources.text(said.span), "city");
  ASSERT_FALSE(said.notes.empty());
  EXPECT_EQ(text.sources.file(said.notes.back().span.file).position(said.notes.back().span.begin).line, 2u);
}

TEST(Modules, SeeNothingOfTheProjectThatTheyWereNotGiven) {
  const std::string module = "module our.m(segment among)\nsegment s = among and theirs\n";
  const CheckedText text(std::vector<std::string>{
      "segment theirs = visits > 3\nsegment given = visits > 4\nimport our.m(among: given) as m\n", module});
  ASSERT_EQ(text.sink.all().size(), 1u) << text.said();
  EXPECT_NE(text.said().find("E0201 there is no tag `theirs`"), std::string::npos) << text.said();
  const CheckedText named(
      std::vector<std::string>{"segment theirs = visits > 3\nimport our.m(among: theirs) as m\n", module});
  EXPECT_EQ(named.said(), "") << "an argument has named it";
}

TEST(Modules, SeeNothingOfOtherImports) {
  const std::string first = "module our.one(tag a)\nsegment rich = a > 5 CNY\n";
  const std::string second = "module our.two(tag a)\nsegment s = one.rich\n";
  const CheckedText text(
      std::vector<std::string>{"import our.one(a: aum) as one\nimport our.two(a: aum) as two\n", first, second});
  EXPECT_EQ(text.said(), "2:13 E0201 there is no tag `one`: one\n    module `our.two` is brought in here as `two`\n");
}

TEST(Modules, HaveGroupsOfTheirOwn) {
  const CheckedText text(std::vector<std::string>{
      "import our.m as one\nimport our.m as two\njourney plain { on login exclusive care steps { stop } }\n",
      "module our.m(integer times = 1)\njourney j { on login exclusive care steps { stop } }\n"});
  EXPECT_EQ(text.said(), "");
  std::vector<std::string> groups;
  for (const ir::Journey& journey : text.checked.program.journeys) groups.push_back(journey.exclusive);
  std::ranges::sort(groups);
  EXPECT_EQ(groups, (std::vector<std::string>{"care", "one.care", "two.care"}));
}

TEST(Modules, AreFoundByThePromptToo) {
  CheckedText text(
      std::vector<std::string>{"import our.m(a: aum) as m\n", "module our.m(tag a)\nsegment rich = a > 5 CNY\n"});
  EXPECT_TRUE(text.check_more("m.rich and visits > 3").has_value()) << text.said();
}

TEST(Modules, WithoutParametersAreFoundByThePromptUnderBothForms) {
  CheckedText text(std::vector<std::string>{"import our.m as m\n", "module our.m\nsegment rich = aum > 5 CNY\n"});
  EXPECT_TRUE(text.check_more("m.rich and rich").has_value()) << text.said();
}

TEST(Modules, MakeNothingOfATemplateThatNobodyImports) {
  const CheckedText text(std::vector<std::string>{"module our.m(tag a)\nsegment rich = aa > 5 CNY\n"});
  EXPECT_TRUE(text.sink.all().empty()) << text.said();
  EXPECT_TRUE(text.checked.program.segments.empty());
}

TEST(Modules, OfTheLibraryStandInTheOrderOfTheirNames) {
  const auto library = modules::library();
  ASSERT_FALSE(library.empty());
  EXPECT_TRUE(std::ranges::is_sorted(library, {}, &modules::LibraryModule::name));
  EXPECT_EQ(modules::find_in_library("bank.rfm")->path, "stdlib/bank/rfm.wend");
  EXPECT_EQ(modules::find_in_library("bank.nothing"), nullptr);
}

}  // namespace
}  // namespace wend::check
