// The prompt as people meet it: through a terminal, and from a pipe.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tests/unit/repl/terminal.hpp"

namespace wend::tools {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kWend = WEND_BINARY_DIRECTORY "/wend";
const std::string kProject = WEND_SOURCE_DIRECTORY "/examples/bank";

// Three customers: one rich and from Shanghai, one not rich, one of whom little is known.
class Prompt : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("wend-repl-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
    std::ofstream(customers()) << "customer,customer_since,tier,aum,marketing_consent,personal_data_consent,city\n"
                                  "c1,2020-01-05,gold,90000,true,true,shanghai\n"
                                  "c2,2021-02-06,mass,1000,true,true,beijing\n"
                                  "c3,2022-03-07,mass,70000,false,false,\n";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string customers() const { return (folder_ / "customers.csv").string(); }

  struct Said {
    std::string text;
    int status = -1;
  };
  // What a script from a pipe gets back, errors included.
  [[nodiscard]] Said script(const std::string& lines) const {
    const std::string path = (folder_ / "script").string();
    std::ofstream(path) << lines;
    const std::string command = kWend + " repl " + kProject + " --customers " + customers() + " <" + path + " 2>&1";
    Said said;
    std::FILE* pipe = popen(command.c_str(), "r");
    for (int byte = std::fgetc(pipe); byte != EOF; byte = std::fgetc(pipe))
      said.text.push_back(static_cast<char>(byte));
    said.status = WEXITSTATUS(pclose(pipe));
    return said;
  }

  std::filesystem::path folder_;
};

TEST_F(Prompt, CompletesATagByTabAndAnswersAtATerminal) {
  Terminal terminal({kWend, "repl", kProject, "--customers", customers()});
  terminal.read_until("wend> ");
  terminal.type("au\t > 50_000 CNY\n");
  EXPECT_THAT(terminal.read_until(" ms"), HasSubstr("bool; 2 / 3"));
  terminal.read_until("wend> ");
  terminal.type("\x04");
  EXPECT_EQ(terminal.wait(), 0);
}

TEST_F(Prompt, CompletesALabelInChinese) {
  Terminal terminal({kWend, "repl", kProject, "--customers", customers()});
  terminal.read_until("wend> ");
  terminal.type("资产规\t > 50_000 CNY\n");
  EXPECT_THAT(terminal.read_until(" ms"), HasSubstr("bool; 2 / 3"));
  terminal.read_until("wend> ");
  terminal.type(":quit\n");
  EXPECT_EQ(terminal.wait(), 0);
}

TEST_F(Prompt, ListsWhatAWordCouldBecome) {
  Terminal terminal({kWend, "repl", kProject, "--customers", customers()});
  terminal.read_until("wend> ");
  terminal.type("wealth_\t");
  const std::string listed = terminal.read_until("wealth_share");
  EXPECT_THAT(listed, HasSubstr("wealth_balance"));
  EXPECT_THAT(listed, HasSubstr("wealth_beginners"));
}

TEST_F(Prompt, AsksForMoreWhileABracketIsOpen) {
  Terminal terminal({kWend, "repl", kProject, "--customers", customers()});
  terminal.read_until("wend> ");
  terminal.type("(aum > 5 CNY\n");
  EXPECT_THAT(terminal.read_until("... "), HasSubstr("... "));
  terminal.type("and aum < 80_000 CNY)\n");
  EXPECT_THAT(terminal.read_until(" ms"), HasSubstr("bool; 2 / 3"));
}

TEST_F(Prompt, SaysTheTypeOfAnExpressionAndForHowManyAConditionHolds) {
  const Said said = script("aum / 2\ncity = shanghai\n");
  EXPECT_THAT(said.text, HasSubstr("money CNY\n"));
  EXPECT_THAT(said.text, HasSubstr("bool; 1 / 3 (33.3 %), unknown for 1, in "));
  EXPECT_EQ(said.status, 0);
}

TEST_F(Prompt, KeepsDefinitionsAndLetsThemBeReplaced) {
  const Said said = script("segment rich = aum > 50_000 CNY\nrich\nsegment rich = aum > 80_000 CNY\nrich\n");
  EXPECT_THAT(said.text, HasSubstr("rich\nbool; 2 / 3"));
  EXPECT_THAT(said.text, HasSubstr("rich\nbool; 1 / 3"));
}

TEST_F(Prompt, SaysWhyForOneCustomer) {
  const Said said = script("aum > 50_000 CNY and city = shanghai\n:why c3\n:why c2\n");
  EXPECT_THAT(said.text, HasSubstr("unknown            aum > 50_000 CNY and city = shanghai"));
  EXPECT_THAT(said.text, HasSubstr("unknown          *   city = shanghai"));
  EXPECT_THAT(said.text, HasSubstr("false            *   aum > 50_000 CNY"));
  EXPECT_THAT(said.text, HasSubstr("1000 CNY               aum"));
}

TEST_F(Prompt, SaysWhyOfWhatIsNamedToo) {
  const Said said = script("segment near = city = shanghai\nnear and aum > 5 CNY\n:why c2\n");
  EXPECT_THAT(said.text, HasSubstr("false            *   near\nfalse                  city = shanghai\n"));
}

TEST_F(Prompt, ReportsWhatIsWrongAndGoesOn) {
  const Said said = script("aumm > 5 CNY\n:why nobody\n:explain\naum > 50_000 CNY\n");
  EXPECT_THAT(said.text, HasSubstr("did you mean"));
  EXPECT_THAT(said.text, HasSubstr("D0191"));
  EXPECT_THAT(said.text, HasSubstr("D0190"));
  EXPECT_THAT(said.text, HasSubstr("bool; 2 / 3"));
  EXPECT_EQ(said.status, 1);
}

TEST_F(Prompt, DoesNotTakeHistoryForZeroWithoutEvents) {
  const Said said = script("count(deposit, last 30 days) = 0\n:why c1\n");
  EXPECT_THAT(said.text, HasSubstr("needs history"));
  EXPECT_THAT(said.text, Not(HasSubstr("3 / 3")));
}

TEST_F(Prompt, SaysWhichCustomerIsNotThere) {
  EXPECT_THAT(script("aum > 5 CNY\n:why nobody\n").text, HasSubstr("D0192"));
}

TEST_F(Prompt, IsQuietAboutAnEmptyScript) {
  EXPECT_EQ(script("").text, "");
  EXPECT_EQ(script("\n\n// nothing\n").text, "");
}

}  // namespace
}  // namespace wend::tools
