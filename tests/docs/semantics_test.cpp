// The page of semantics: every rule has cases of the conformance suite, every case is there, every chapter of the suite
// is pointed at, and every choice on the page is a rule.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "tests/docs/pages.hpp"

namespace wend::docs {
namespace {

using Json = nlohmann::json;

constexpr const char* kPage = "docs/semantics.md";
constexpr std::string_view kCases = "→ ";

// The paragraphs of a text, each on one line.
std::vector<std::string> paragraphs_of(std::string_view text) {
  std::vector<std::string> paragraphs(1);
  for (const std::string& line : lines_of(text)) {
    if (line.empty() && !paragraphs.back().empty()) paragraphs.emplace_back();
    if (!line.empty()) paragraphs.back().append(paragraphs.back().empty() ? "" : " ").append(line);
  }
  return paragraphs;
}

struct PointedAt {
  std::string file;
  std::string name;
};

struct Rule {
  std::string number;
  std::vector<PointedAt> cases;
};

// `file: `a name` · `another`; file: `a third``
std::vector<PointedAt> cases_of(const std::string& paragraph) {
  static const std::regex part(R"re((?:(\w+): )?`([^`]+)`)re");
  std::vector<PointedAt> cases;
  std::string file;
  for (std::sregex_iterator found(paragraph.begin(), paragraph.end(), part), end; found != end; ++found) {
    if ((*found)[1].matched) file = (*found)[1];
    cases.push_back({file, (*found)[2]});
  }
  return cases;
}

// A rule is a paragraph that begins with its number, `**J1.**`; the paragraph of its cases follows.
std::vector<Rule> rules_of(std::string_view page) {
  static const std::regex number(R"re(^\*\*([A-Z][0-9]+)\.\*\* .*)re");
  std::vector<Rule> rules;
  for (const std::string& paragraph : paragraphs_of(page)) {
    std::smatch found;
    if (std::regex_match(paragraph, found, number)) rules.push_back({found[1], {}});
    if (!paragraph.starts_with(kCases) || rules.empty()) continue;
    for (PointedAt& one : cases_of(paragraph)) rules.back().cases.push_back(std::move(one));
  }
  return rules;
}

struct Suite {
  std::map<std::string, std::set<std::string>> cases;  // by file
  std::map<std::string, std::string> chapters;         // by file: `Time` of `Time: zones`
};

Suite read_suite() {
  Suite suite;
  for (const auto& entry : std::filesystem::directory_iterator(root() / "tests/conformance")) {
    if (entry.path().extension() != ".json") continue;
    const Json file = Json::parse(contents_of(entry.path()));
    const std::string name = entry.path().stem().string();
    const std::string chapter = file.at("chapter").get<std::string>();
    suite.chapters[name] = chapter.substr(0, chapter.find(':'));
    for (const Json& one : file.at("cases")) suite.cases[name].insert(one.at("name").get<std::string>());
  }
  return suite;
}

const std::vector<Rule>& rules() {
  static const std::vector<Rule> kRules = rules_of(contents_of(root() / kPage));
  return kRules;
}

TEST(Semantics, HasCasesForEveryRule) {
  EXPECT_GT(rules().size(), 100U);
  for (const Rule& rule : rules()) EXPECT_FALSE(rule.cases.empty()) << rule.number << " has no case";
}

TEST(Semantics, GivesEveryRuleANumberOfItsOwn) {
  std::set<std::string> numbers;
  for (const Rule& rule : rules()) EXPECT_TRUE(numbers.insert(rule.number).second) << rule.number << " stands twice";
}

TEST(Semantics, PointsAtCasesThatThereAre) {
  const Suite suite = read_suite();
  for (const Rule& rule : rules()) {
    for (const PointedAt& one : rule.cases) {
      const auto file = suite.cases.find(one.file);
      ASSERT_TRUE(file != suite.cases.end()) << rule.number << ": there is no tests/conformance/" << one.file;
      EXPECT_TRUE(file->second.contains(one.name)) << rule.number << ": " << one.file << " has no `" << one.name << "`";
    }
  }
}

TEST(Semantics, PointsAtEveryChapterOfTheSuite) {
  const Suite suite = read_suite();
  std::set<std::string> pointed_at;
  for (const Rule& rule : rules()) {
    for (const PointedAt& one : rule.cases) {
      const auto chapter = suite.chapters.find(one.file);
      if (chapter != suite.chapters.end()) pointed_at.insert(chapter->second);
    }
  }
  for (const auto& [file, chapter] : suite.chapters) {
    EXPECT_TRUE(pointed_at.contains(chapter)) << "no rule points at the chapter `" << chapter << "` of " << file;
  }
}

TEST(Semantics, HasARuleForEveryChoice) {
  std::set<std::string> numbers;
  for (const Rule& rule : rules()) numbers.insert(rule.number);
  const std::string page = contents_of(root() / kPage);
  const std::vector<std::string> lines = lines_of(std::string_view(page).substr(page.find("## Every choice stated")));
  static const std::regex number(R"re([A-Z][0-9]+)re");
  std::size_t choices = 0;
  for (const std::string& line : lines) {
    if (!line.starts_with("| ") || line.starts_with("| question")) continue;
    ++choices;
    const std::string cell = line.substr(line.rfind(" | "));
    const std::sregex_iterator first(cell.begin(), cell.end(), number);
    const std::sregex_iterator end;
    EXPECT_TRUE(first != end) << line;
    for (auto found = first; found != end; ++found) EXPECT_TRUE(numbers.contains(found->str())) << line;
  }
  EXPECT_GE(choices, 16U);
}

TEST(Semantics, IsReadParagraphByParagraph) {
  const std::vector<Rule> read =
      rules_of("**A1.** What\nholds.\n\n→ sums: `one and\none` · `two`; dates: `three`\n\nText.\n");
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].number, "A1");
  ASSERT_EQ(read[0].cases.size(), 3U);
  EXPECT_EQ(read[0].cases[0].name, "one and one");
  EXPECT_EQ(read[0].cases[1].file, "sums");
  EXPECT_EQ(read[0].cases[2].file, "dates");
}

}  // namespace
}  // namespace wend::docs
