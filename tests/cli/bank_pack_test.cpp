// The bank pack, examples/bank: it checks, passes its own tests, is whole, and works mostly without people.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/command.hpp"

namespace wend::tools {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kPack = WEND_SOURCE_DIRECTORY "/examples/bank";

std::string contents_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::vector<std::filesystem::path> scenarios() {
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(kPack + "/scenarios")) folders.push_back(entry.path());
  return folders;
}

class BankPack : public CommandLine {};

TEST_F(BankPack, ChecksAndLintsWithoutAWord) {
  const Said checked = wend("check " + kPack);
  EXPECT_EQ(checked.status, 0) << checked.err;
  const Said linted = wend("lint " + kPack);
  EXPECT_EQ(linted.status, 0) << linted.err << linted.out;
}

TEST_F(BankPack, PassesItsTests) {
  const Said tested = wend("test " + kPack);
  EXPECT_EQ(tested.status, 0) << tested.out << tested.err;
  EXPECT_THAT(tested.out, HasSubstr(" 0 failed, 0 errors"));
}

TEST_F(BankPack, HasForEachScenarioAJourneyAPolicyATestAndAWordInBothLanguages) {
  const std::string page = contents_of(WEND_SOURCE_DIRECTORY "/docs/bank.md");
  EXPECT_GE(scenarios().size(), 30U);
  for (const std::filesystem::path& folder : scenarios()) {
    for (const char* file : {"journey.wend", "policy.wend", "test.wend"}) {
      EXPECT_NE(contents_of(folder / file), "") << folder / file;
    }
    // The title is in both, with a point between them; a paragraph follows in each.
    const std::string said = contents_of(folder / "README.md");
    EXPECT_THAT(said.substr(0, said.find('\n')), HasSubstr(" · ")) << folder;
    EXPECT_GE(std::count(said.begin(), said.end(), '\n'), 4) << folder;
    EXPECT_THAT(page, HasSubstr("(../examples/bank/scenarios/" + folder.filename().string() + ")"));
  }
}

TEST_F(BankPack, SpeaksOfThreeHundredTagsInEnglishAndChinese) {
  const auto schema = nlohmann::json::parse(contents_of(kPack + "/schema.json"));
  EXPECT_GE(schema.at("tags").size(), 300U);
  for (const auto& tag : schema.at("tags")) {
    EXPECT_TRUE(tag.at("label").contains("en") && tag.at("label").contains("zh")) << tag;
  }
}

TEST_F(BankPack, DoesSevenTenthsOfItsWorkWithoutAPerson) {
  ASSERT_EQ(wend("synth " + kPack + " --customers 2000 --events 20000 --seed 1 -o made").status, 0);
  const Said ran =
      wend("run " + kPack + " --customers made/customers.csv --events made/events.jsonl --summary all.json");
  ASSERT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("\nwithout a person: "));
  const auto work = nlohmann::json::parse(read("all.json")).at("without_a_person");
  const auto all = work.at("of").get<std::uint64_t>();
  EXPECT_GT(all, 1'000U);
  EXPECT_GE(work.at("effects").get<std::uint64_t>() * 10, all * 7) << work;
}

TEST_F(BankPack, RunsAlikeWithTheImportedTriggersThatNothingUses) {
  ASSERT_EQ(wend("synth " + kPack + " --customers 200 --events 2000 --seed 2 -o made").status, 0);
  const std::string run = "run " + kPack + " --customers made/customers.csv --events made/events.jsonl --effects ";
  const Said used = wend(run + "used.jsonl");
  const Said all = wend(run + "all.jsonl --all-triggers");
  EXPECT_THAT(used.out, Not(HasSubstr("wealth.large_purchase"))) << "no journey asks for it";
  EXPECT_THAT(all.out, HasSubstr("wealth.large_purchase"));
  EXPECT_THAT(used.out, HasSubstr("money.large_outflow")) << "a journey does";
  EXPECT_THAT(used.out, HasSubstr("rose_a_tier")) << "the project's own";
  EXPECT_NE(read("used.jsonl"), "");
  EXPECT_EQ(read("used.jsonl"), read("all.jsonl"));
}

}  // namespace
}  // namespace wend::tools
