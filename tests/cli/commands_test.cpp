// What the commands say and write when all is well, byte for byte where people's scripts read it.
#include <gmock/gmock.h>

#include <sstream>

#include "tests/cli/command.hpp"

namespace wend::tools {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

class Commands : public CommandLine {
 protected:
  void SetUp() override {
    CommandLine::SetUp();
    write_project(
        "segment rich \"富裕客户\" = aum >= 100 CNY\n"
        "segment golden = tier = gold\n"
        "trigger paid = deposit where amount >= 10 CNY\n"
        "journey hello { on paid reentry always steps { send sms.hello() } }\n");
    write("customers.csv", "customer,aum,tier\nc1,100,gold\nc2,,mass\nc3,250.50,mass\nc4,99.99,\n");
    write("events.jsonl",
          R"({"id":"e1","type":"deposit","customer":"c1","time":"2026-03-02T10:00:00+08:00","amount":25.5})"
          "\n"
          R"({"id":"e2","type":"deposit","customer":"c2","time":"2026-03-03T10:00:00+08:00","amount":5})"
          "\n"
          R"({"id":"e3","type":"tags","customer":"c2","time":"2026-03-04T10:00:00+08:00","set":{"tier":"gold"}})"
          "\n"
          R"({"id":"e4","type":"deposit","customer":"c2","time":"2026-03-05T10:00:00+08:00","amount":50})"
          "\n");
  }
  [[nodiscard]] Said count(const std::string& arguments) const {
    return wend("count " + arguments + " --customers customers.csv");
  }
  [[nodiscard]] Said run(const std::string& options) const {
    return wend("run . --customers customers.csv --events events.jsonl " + options);
  }
};

TEST_F(Commands, CheckSaysWhatAProgramCosts) {
  write("journeys.wend",
        "trigger paid = deposit where amount >= 10 CNY\n"
        "trigger often = deposit where count(deposit, last 30 days) >= 3\n"
        "journey hello { on paid reentry always steps { send sms.hello() } }\n");
  const Said said = wend("check . --cost --fail-level error");
  EXPECT_THAT(said.out, HasSubstr("paid                         3              -                 0\n"));
  EXPECT_THAT(said.out, testing::ContainsRegex("often +[0-9]+ +deposit +[0-9,]+\n"));
  EXPECT_THAT(said.out, testing::ContainsRegex("hello +[0-9]+ +- +[0-9,]+\n"));
  EXPECT_THAT(said.out, HasSubstr("at most 1,024 events of a type are remembered"));
  EXPECT_EQ(said.status, 0);
}

TEST_F(Commands, BuildOneFileThatIsTheSameWheneverItIsBuilt) {
  const Said said = wend("build . -o bank.wendc");
  EXPECT_THAT(said.out, MatchesRegex("bank.wendc: [0-9,]+ bytes, content hash [0-9a-f]{32}\n"));
  EXPECT_EQ(said.status, 0);
  const std::string first = read("bank.wendc");
  EXPECT_THAT(first, StartsWith("\x89Wend\r\n\x1A"));
  EXPECT_EQ(wend("build . -o bank.wendc").out, said.out);
  EXPECT_EQ(read("bank.wendc"), first);
}

TEST_F(Commands, BuildNothingOfAProjectWithErrors) {
  write("journeys.wend", "segment rich = auum > 5 CNY\n");
  const Said said = wend("build . -o bank.wendc");
  EXPECT_THAT(said.err, HasSubstr("E0201"));
  EXPECT_EQ(said.status, 1);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "bank.wendc"));
  write("journeys.wend", "");
  EXPECT_EQ(wend("build . -o nowhere/bank.wendc").status, 2);
}

TEST_F(Commands, CountASegmentByNameOrLabel) {
  const Said by_name = count("rich .");
  EXPECT_THAT(by_name.out, StartsWith("segment  customers  of       %\nrich             2   4  50.0 %\n\n"));
  EXPECT_EQ(by_name.err, "");
  EXPECT_EQ(by_name.status, 0);
  EXPECT_THAT(count("富裕客户 .").out, HasSubstr("rich             2   4  50.0 %"));
}

TEST_F(Commands, CountAsJson) {
  EXPECT_THAT(count("rich . --format json").out,
              MatchesRegex(R"(\{"segment":"rich","count":2,"of":4,"milliseconds":[0-9]+\.[0-9]{3}\})"
                           "\n"));
  EXPECT_THAT(count("--all . --format json").out, MatchesRegex(R"(\[\{"segment":"rich".*\},)"
                                                               "\n"
                                                               R"(\{"segment":"golden".*\}\])"
                                                               "\n"));
}

TEST_F(Commands, CountAlikeByNativeCodeAndByTheReference) {
  const Said native = count("rich . --native on");
  EXPECT_THAT(native.out, HasSubstr("ms, native code\n"));
  const Said reference = count("rich . --native off");
  EXPECT_THAT(reference.out, HasSubstr("ms, the evaluator\n"));
  EXPECT_EQ(native.out.substr(0, native.out.find("\n\n")), reference.out.substr(0, reference.out.find("\n\n")));
}

TEST_F(Commands, SayWhereNativeCodeIsMissingOnlyWhereItHasToBe) {
  std::filesystem::copy_file(WEND_BINARY_DIRECTORY "/wend", folder_ / "alone");
  const Said any = wend("--version; ./alone count rich . --customers customers.csv");
  EXPECT_THAT(any.out, HasSubstr("ms, the evaluator\n"));
  for (const char* command : {"count rich . --native on", "run . --events events.jsonl --native on"}) {
    const Said native = wend(std::string("--version; ./alone ") + command + " --customers customers.csv");
    EXPECT_THAT(native.err, HasSubstr("error[E0729]: native code was asked for and is not there: "));
    EXPECT_EQ(native.status, 2);
  }
}

TEST_F(Commands, ListTheCustomersOfASegment) {
  EXPECT_EQ(count("rich . --list").out, "c1\nc3\n");
  EXPECT_THAT(count("rich . --list --format json").out, HasSubstr(R"("customers":["c1","c3"])"));
}

TEST_F(Commands, BreakACountDownByATag) {
  EXPECT_THAT(count("rich . --by tier").out, HasSubstr("rich, tier  customers       %\n"
                                                       "mass                1  50.0 %\n"
                                                       "gold                1  50.0 %\n"))
      << "in the schema's order";
  EXPECT_THAT(count("rich . --by tier --format json").out,
              HasSubstr(R"("by":[{"value":"mass","count":1},{"value":"gold","count":1}])"));
  const Said unknown = count("rich . --by teir");
  EXPECT_THAT(unknown.err, HasSubstr("the schema has no tag `teir` to count by\nnote: did you mean `tier`?"));
  EXPECT_EQ(unknown.status, 2);
}

TEST_F(Commands, RunAProjectInTheOrderOfTime) {
  const Said said = run("--effects effects.jsonl --summary summary.json");
  EXPECT_EQ(said.err, "") << "no progress where nobody looks";
  EXPECT_EQ(said.status, 0);
  EXPECT_THAT(said.out, HasSubstr("trigger  fired  customers\npaid         2          2\n"));
  EXPECT_THAT(said.out, HasSubstr("hello  contacts: sms 2; exits: completed 2\n"));
  EXPECT_THAT(said.out, HasSubstr("\nwithout a person: 100.0 % of 2 effects\n"));
  EXPECT_THAT(said.out, HasSubstr("4 customers (0 of them not in the tags), 3 events (0 of them late)"));
  std::istringstream effects(read("effects.jsonl"));
  std::string kinds;
  for (std::string line; std::getline(effects, line);) {
    const std::size_t at = line.find(R"("kind":")") + 8;
    kinds += line.substr(at, line.find('"', at) - at) + " ";
  }
  EXPECT_EQ(kinds, "enter send exit enter send exit ");
}

TEST_F(Commands, RunAlikeByNativeCodeAndByTheReference) {
  const Said native = run("--native on --effects native.jsonl");
  const Said reference = run("--native off --effects reference.jsonl");
  EXPECT_EQ(native.status, 0);
  EXPECT_EQ(native.out, reference.out);
  EXPECT_EQ(read("native.jsonl"), read("reference.jsonl"));
}

TEST_F(Commands, RunSaysThatCompiledCodeCannotBeKept) {
  const std::filesystem::path code = folder_ / "code";
  std::filesystem::create_directory(code);
  ::setenv("WEND_CODE_CACHE", code.c_str(), 1);
  std::filesystem::permissions(code, std::filesystem::perms::all);
  const Said open_to_all = run("--native on");
  std::filesystem::permissions(code, std::filesystem::perms::owner_all);
  const Said closed = run("--native on");
  ::unsetenv("WEND_CODE_CACHE");
  EXPECT_EQ(open_to_all.status, 0);
  EXPECT_THAT(open_to_all.err, HasSubstr("warning[W0733]: compiled code could not all be kept or found again: "));
  EXPECT_THAT(open_to_all.err, HasSubstr("/code: others own it or may write to it"));
  EXPECT_EQ(closed.status, 0);
  EXPECT_EQ(closed.err, "");
  EXPECT_EQ(open_to_all.out, closed.out);
}

TEST_F(Commands, RunWritesItsSummary) {
  EXPECT_EQ(run("--summary summary.json").status, 0);
  const std::string summary = read("summary.json");
  EXPECT_THAT(summary,
              StartsWith("{\n  \"triggers\": {\n    \"paid\": {\n      \"fired\": 2,\n      \"customers\": 2\n"));
  for (const char* part : {R"("entered": 2)", R"("control": 0)", R"("live": 0)", R"("sms": 2)", R"("completed": 2)",
                           R"("treated": 0)", R"("customers": 4)", R"("events": 3)", R"("late": 0)"}) {
    EXPECT_THAT(summary, HasSubstr(part));
  }
}

TEST_F(Commands, RunUntilAnInstant) {
  EXPECT_THAT(run("--until 2026-03-04").err, HasSubstr("`--until` is `2026-03-04`, expected a time such as"));
  const Said said = run("--until 2026-03-04T00:00:00");
  EXPECT_THAT(said.out, HasSubstr("paid         1          1\n"));
  EXPECT_EQ(said.status, 0);
}

TEST_F(Commands, RunSaysWhichFilesItNeeds) {
  const Said said = wend("run . --customers customers.csv");
  EXPECT_THAT(said.err, HasSubstr("error[E0722]: no file of events: give `--events`, or `events` in wend.toml"));
  EXPECT_EQ(said.status, 2);
  write("wend.toml", "customers = \"customers.csv\"\nevents = \"events.jsonl\"\n");
  EXPECT_EQ(wend("run .").status, 0);
}

TEST_F(Commands, SayWhatCannotBeWritten) {
  const Said nowhere = run("--effects no/such/folder/e.jsonl");
  EXPECT_THAT(nowhere.err, HasSubstr("`no/such/folder/e.jsonl` cannot be written: No such file or directory"));
  EXPECT_EQ(nowhere.status, 2);
  const Said full = run("--summary /dev/full");
  EXPECT_THAT(full.err, HasSubstr("`/dev/full` cannot be written: No space left on device"));
  EXPECT_EQ(full.status, 2);
  const Said output = wend("schema print . >/dev/full 2>said; exit $?");
  EXPECT_THAT(read("said"), HasSubstr("`the output` cannot be written: No space left on device"));
  EXPECT_EQ(output.status, 2);
}

TEST_F(Commands, SpeakChineseWhereAsked) {
  EXPECT_THAT(wend("--language zh chek").err, HasSubstr("wend 没有命令 `chek`"));
  EXPECT_THAT(wend("run . --customers customers.csv --events events.jsonl --language zh").out, HasSubstr("触发器"));
  EXPECT_EQ(wend("--language de check .").status, 2);
}

TEST_F(Commands, ExplainADiagnostic) {
  const Said said = wend("explain d0123");
  EXPECT_THAT(said.out, StartsWith("D0123 (error): "));
  EXPECT_THAT(said.out,
              HasSubstr("\nwrong:\n    {\"amount\": \"1,250.50 CNY\"}\n\nright:\n    {\"amount\": 1250.50}\n"));
  const Said unknown = wend("explain E9999");
  EXPECT_THAT(unknown.err, HasSubstr("there is no diagnostic `E9999`"));
  EXPECT_EQ(unknown.status, 2);
}

TEST_F(Commands, SumASchemaUpFindInItAndCompareIt) {
  EXPECT_THAT(wend("schema").out, HasSubstr("tags"));
  EXPECT_THAT(wend("schema print .").out, HasSubstr("aum"));
  EXPECT_THAT(wend("schema find 资产规模").out, StartsWith("tag aum\n"));
  EXPECT_EQ(wend("schema find nothing_like_it").status, 1);
  write("other.json", R"({"name": "bank"})");
  const Said changed = wend("schema diff schema.json other.json");
  EXPECT_THAT(changed.out, HasSubstr("aum"));
  EXPECT_EQ(changed.status, 1) << "programs may no longer check";
  const Said same = wend("schema diff schema.json schema.json");
  EXPECT_EQ(same.out, "");
  EXPECT_EQ(same.status, 0);
  EXPECT_EQ(wend("schema diff schema.json nowhere.json").status, 2);
}

TEST_F(Commands, MakeUpDataThatTheyThenRunOver) {
  const Said made = wend("synth . --customers 50 --events 500 --seed 3 -o made");
  EXPECT_EQ(made.status, 0);
  EXPECT_EQ(made.err, "");
  const std::string events = read("made/events.jsonl");
  const Said ran = wend("run . --customers made/customers.csv --events made/events.jsonl");
  EXPECT_EQ(ran.err, "");
  EXPECT_THAT(ran.out, HasSubstr("50 customers (0 of them not in the tags), 500 events (0 of them late)"));
  EXPECT_EQ(wend("synth . --customers 50 --events 500 --seed 3 -o again").status, 0);
  EXPECT_EQ(read("again/events.jsonl"), events) << "the same seed, the same data";
  const Said too_many = wend("synth . --customers 100000000000 --events 1 -o made");
  EXPECT_THAT(too_many.err, HasSubstr("`--customers` is 100000000000, and at most 100000000 are made"));
  EXPECT_EQ(too_many.status, 2);
}

TEST_F(Commands, FormatAProjectsSources) {
  write_project("segment  rich=aum>50000CNY\n");
  EXPECT_EQ(wend("fmt --check").status, 1);
  const Said shown = wend("fmt --diff");
  EXPECT_EQ(shown.status, 1);
  EXPECT_THAT(shown.out, HasSubstr("-segment  rich=aum>50000CNY\n+segment rich = aum > 50_000 CNY\n"));
  const Said written = wend("fmt");
  EXPECT_EQ(written.out, "journeys.wend\n");
  EXPECT_EQ(written.status, 0);
  EXPECT_EQ(read("journeys.wend"), "segment rich = aum > 50_000 CNY\n");
  const Said again = wend("fmt --check");
  EXPECT_EQ(again.out, "");
  EXPECT_EQ(again.status, 0);
}

TEST_F(Commands, FindTheExamplesInCanonicalForm) {
  const std::string examples = WEND_SOURCE_DIRECTORY "/examples/";
  EXPECT_EQ(wend("fmt --diff " + examples + "bank").out, "");
  EXPECT_EQ(wend("fmt --diff " + examples + "tutorial").out, "");
}

TEST_F(Commands, FormatFromOneLanguageIntoTheOtherAndBack) {
  write_project("segment rich = aum in 5万元 .. 9万元 and not (tier is missing)\n");
  EXPECT_EQ(wend("fmt --keywords zh").status, 0);
  EXPECT_EQ(read("journeys.wend"), "客群 rich = aum 属于 5万元 .. 9万元 且 非 (tier 缺失)\n");
  EXPECT_EQ(wend("fmt --keywords en").status, 0);
  EXPECT_EQ(read("journeys.wend"), "segment rich = aum in 5万 CNY .. 9万 CNY and not (tier is missing)\n");
}

TEST_F(Commands, FormatLeavesAFileWithAMistakeAlone) {
  const std::string faulty = "segment  rich=aum >\n";
  write_project(faulty);
  const Said said = wend("fmt");
  EXPECT_EQ(said.status, 1);
  EXPECT_THAT(said.err, HasSubstr("journeys.wend:1"));
  EXPECT_EQ(read("journeys.wend"), faulty);
}

TEST_F(Commands, HelpAndSayTheirVersion) {
  EXPECT_THAT(wend("--version").out, MatchesRegex("wend [0-9]+\\.[0-9]+\\.[0-9]+\n"));
  EXPECT_EQ(wend("--version").status, 0);
  const Said help = wend("help");
  for (const char* command : {"check", "run", "count", "schema", "synth", "explain"})
    EXPECT_THAT(help.out, HasSubstr(command));
  EXPECT_EQ(help.status, 0);
  EXPECT_THAT(wend("help run").out, HasSubstr("--bad-rows"));
  EXPECT_EQ(wend("").status, 2);
}

TEST_F(Commands, WriteNoColourIntoAPipe) {
  write("journeys.wend", "segment a = aumm > 5 CNY\n");
  EXPECT_THAT(wend("check .").out, Not(HasSubstr("\x1B")));
}

}  // namespace
}  // namespace wend::tools
