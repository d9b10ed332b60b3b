#include "tools/wend/project/project.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/tools/fixture.hpp"
#include "tools/wend/project/files.hpp"

namespace wend::tools {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kSchema = R"({
  "name": "bank", "zone": "Asia/Shanghai", "currency": "CNY",
  "tags": [{"name": "aum", "type": "money CNY", "label": {"zh": "资产规模"}}]
})";

// `code line:column message` of all that was said, without the folder's name.
std::vector<std::string> said(const Project& project) {
  std::vector<std::string> lines;
  for (const diagnostics::Diagnostic& diagnostic : project.sink().all()) {
    std::string line(diagnostics::entry(diagnostic.code).code);
    if (diagnostic.span.file != source::kNowhere.file) {
      const auto position = project.sources().file(diagnostic.span.file).position(diagnostic.span.begin);
      line.append(" ").append(std::to_string(position.line)).append(":").append(std::to_string(position.column));
    }
    lines.push_back(line.append(" ").append(diagnostics::message(diagnostic)));
  }
  return lines;
}

class Projects : public testing::Test {
 protected:
  std::vector<std::string> load(std::string_view config) {
    folder_.write("wend.toml", config);
    folder_.write("schema.json", kSchema);
    Project project(folder_.path());
    status_ = project.load();
    config_ = project.config();
    segments_.clear();
    for (const ir::Segment& segment : project.checked().program.segments) segments_.push_back(segment.name);
    return said(project);
  }

  TemporaryFolder folder_;
  ExitStatus status_ = ExitStatus::clean;
  Config config_;
  std::vector<std::string> segments_;
};

TEST_F(Projects, MaySayNothingAtAll) {
  folder_.write("b.wend", "segment b = aum > 1 CNY\n");
  folder_.write("deep/er/a.wend", "segment a = aum > 2 CNY\n");
  folder_.write(".hidden/c.wend", "segment c = aum > 3 CNY\n");
  EXPECT_THAT(load(""), IsEmpty());
  EXPECT_EQ(status_, ExitStatus::clean);
  EXPECT_THAT(segments_, ElementsAre("b", "a")) << "in the order of the paths";
}

TEST_F(Projects, SayWhereThingsAre) {
  folder_.write("x/a.wend", "segment a = aum > 1 CNY\n");
  folder_.write("y/b.wend", "segment b = aum > 1 CNY\n");
  EXPECT_THAT(load("schema = \"schema.json\"\nsources = [\"x/*.wend\"]\nkeywords = \"zh\"\ncustomers = \"c.csv\"\n"
                   "events = \"e.jsonl\"\n[lint]\nE0101 = \"warning\"\n[approve]\nroles = [\"compliance\"]\n"),
              IsEmpty());
  EXPECT_THAT(segments_, ElementsAre("a"));
  EXPECT_EQ(config_.keywords, "zh");
  EXPECT_EQ(config_.customers, "c.csv");
  EXPECT_EQ(config_.lint.at("E0101"), "warning");
  EXPECT_THAT(config_.approve_roles, ElementsAre("compliance"));
}

TEST_F(Projects, HaveNoKeysButTheirOwn) {
  EXPECT_THAT(load("schemas = \"x\"\n"), ElementsAre("E0704 1:1 wend.toml has no key `schemas` here"));
  EXPECT_THAT(load("\n[approve]\nrole = [\"x\"]\n"), ElementsAre("E0704 3:1 wend.toml has no key `role` here"));
  EXPECT_THAT(load("[lint]\nW9999 = \"off\"\n"), ElementsAre("E0704 2:1 wend.toml has no key `W9999` here"));
  EXPECT_EQ(status_, ExitStatus::could_not_run);
}

TEST_F(Projects, HaveValuesOfTheRightKind) {
  EXPECT_THAT(load("schema = 7\n"), ElementsAre("E0705 1:10 `schema` has to be a text in quotes"));
  EXPECT_THAT(load("sources = \"a.wend\"\n"), ElementsAre("E0706 1:11 `sources` has to be a list of texts"));
  EXPECT_THAT(load("sources = [\"a.wend\", 7]\n"), ElementsAre("E0706 1:11 `sources` has to be a list of texts"));
  EXPECT_THAT(load("lint = 7\n"), ElementsAre("E0707 1:8 `lint` has to be a table"));
  EXPECT_THAT(load("keywords = \"de\"\n"), ElementsAre("E0708 1:12 `keywords` is `de`, expected one of: en, zh"));
  EXPECT_THAT(load("[lint]\nE0101 = \"loud\"\n"),
              ElementsAre("E0708 2:9 `E0101` is `loud`, expected one of: off, information, warning, error"));
}

TEST_F(Projects, AreTomlDocuments) {
  const auto lines = load("# 资产\nschema: \"x\"\n");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_TRUE(lines[0].starts_with("E0703 2:7 this is not TOML: ")) << lines[0];
}

TEST_F(Projects, WarnOfAPatternThatNothingFits) {
  EXPECT_THAT(load("sources = [\"segments/*.wend\"]\n"), ElementsAre("W0701 no file fits `segments/*.wend`"));
  EXPECT_EQ(status_, ExitStatus::clean);
}

TEST_F(Projects, HaveABoundedNumberOfSources) {
  for (std::size_t i = 0; i <= kMostSources; ++i) folder_.write(std::to_string(i) + ".wend", "");
  EXPECT_THAT(load(""), ElementsAre("E0709 the sources are more than 10000 files"));
  EXPECT_EQ(status_, ExitStatus::could_not_run);
}

TEST_F(Projects, NeedASchema) {
  EXPECT_THAT(load("schema = \"none.json\"\n"),
              ElementsAre("E0702 `" + folder_.path("none.json") + "` cannot be read: No such file or directory"));
  EXPECT_EQ(status_, ExitStatus::could_not_run);
}

TEST_F(Projects, CheckTheOtherSourcesBesideAFaultyOne) {
  folder_.write("a.wend", "segment a = aum > \n");
  folder_.write("b.wend", "segment b = aum > 1 CNY\n");
  EXPECT_FALSE(load("").empty());
  EXPECT_EQ(status_, ExitStatus::findings);
  EXPECT_THAT(segments_, testing::Contains("b"));
}

TEST(Project, IsNotAFolderWithoutAConfiguration) {
  const TemporaryFolder folder;
  Project project(folder.path());
  EXPECT_EQ(project.load(), ExitStatus::could_not_run);
  EXPECT_THAT(said(project), ElementsAre(testing::StartsWith("E0701 there is no wend.toml in `")));
}

TEST(SourcePatterns, HoldStarsWithinANameAndDoubleStarsForFolders) {
  EXPECT_TRUE(fits("a/b.wend", "a/*.wend"));
  EXPECT_FALSE(fits("a/x/b.wend", "a/*.wend"));
  EXPECT_TRUE(fits("a/x/y/b.wend", "a/**/*.wend"));
  EXPECT_TRUE(fits("a/b.wend", "a/**/*.wend"));
  EXPECT_TRUE(fits("b.wend", "**/*.wend"));
  EXPECT_FALSE(fits("b.txt", "**/*.wend"));
  EXPECT_TRUE(fits("a1.wend", "a[0-9].wend"));
  EXPECT_FALSE(fits("a/b.wend", "a"));
}

}  // namespace
}  // namespace wend::tools
