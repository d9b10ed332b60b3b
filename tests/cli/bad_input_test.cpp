// What a user gets who hands in something that cannot be: a message with file, line and column, and an exit status that
// says whose fault it is. 1: findings in the sources; 2: it could not run.
#include <gmock/gmock.h>

#include "tests/cli/command.hpp"

namespace wend::tools {
namespace {

using testing::HasSubstr;
using testing::Not;

class BadSource : public CommandLine {
 protected:
  [[nodiscard]] Said check(const std::string& source) const {
    write_project(source);
    return wend("check .");
  }
};

TEST_F(BadSource, ThatIsNotUtf8IsReportedAtItsByte) {
  const Said said = check("segment a = aum > 5 CNY \xff\n");
  EXPECT_THAT(said.out, HasSubstr("journeys.wend:1:25: error[E0101]: this is not UTF-8: byte 0xFF"));
  EXPECT_EQ(said.status, 1);
}

TEST_F(BadSource, WithAnUnclosedTextIsReportedWhereTheTextBegins) {
  const Said said = check("segment a = aum > 5 CNY\nsegment b = \"abc\n");
  EXPECT_THAT(said.out, HasSubstr("journeys.wend:2:13: error[E0103]: this text is never closed"));
  EXPECT_THAT(said.out, HasSubstr("1 error\n"));
  EXPECT_EQ(said.status, 1);
}

TEST_F(BadSource, WithAnUnknownTagIsOfferedTheNearestByIdentifierAndLabel) {
  const Said by_identifier = check("segment a = aumm > 5 CNY\n");
  EXPECT_THAT(by_identifier.out, HasSubstr("journeys.wend:1:13: error[E0201]: there is no tag `aumm`"));
  EXPECT_THAT(by_identifier.out, HasSubstr("did you mean `aum` (资产规模)?"));
  const Said by_label = check("segment a = 资产规 > 5 CNY\n");
  EXPECT_THAT(by_label.out, HasSubstr("did you mean `资产规模` (aum)"));
  EXPECT_EQ(by_label.status, 1);
}

TEST_F(BadSource, ThatMixesMoneyAndNumbersIsOfferedTheCurrency) {
  const Said said = check("segment a = aum > 5000\n");
  EXPECT_THAT(said.out,
              HasSubstr("journeys.wend:1:19: error[E0302]: a plain integer stands where money CNY is needed"));
  EXPECT_THAT(said.out, HasSubstr("insert ` CNY`"));
  EXPECT_EQ(said.status, 1);
}

TEST_F(BadSource, ThatComparesUnrelatedEnumsIsReported) {
  const Said said = check("segment a = tier = city\n");
  EXPECT_THAT(said.out,
              HasSubstr("journeys.wend:1:20: error[E0305]: a value of city does not compare with one of tier"));
  EXPECT_EQ(said.status, 1);
}

TEST_F(BadSource, WithTenThousandParenthesesIsOneMessage) {
  const Said said = check("segment a = " + std::string(10'000, '(') + "aum > 5 CNY" + std::string(10'000, ')') + "\n");
  EXPECT_THAT(said.out, HasSubstr("journeys.wend:1:77: error[E0502]: brackets nest deeper than 64 here"));
  EXPECT_THAT(said.out, HasSubstr("1 error\n"));
  EXPECT_EQ(said.status, 1);
}

TEST_F(BadSource, OfFiftyMegabytesIsNotRead) {
  std::string text;
  for (int line = 0; line < 500'000; ++line) text += "// " + std::string(96, 'x') + "\n";
  const Said said = check(text);
  EXPECT_THAT(said.out,
              HasSubstr("journeys.wend:1:1: error[E0501]: this file has 50000000 bytes: at most 4194304 are read"));
  EXPECT_EQ(said.status, 1);
}

TEST_F(BadSource, ThatIsEmptyIsNoFault) {
  const Said said = check("");
  EXPECT_EQ(said.out, "");
  EXPECT_EQ(said.status, 0);
}

TEST_F(BadSource, IsReportedInEachFormat) {
  write_project("segment a = aumm > 5 CNY\n");
  EXPECT_THAT(wend("check . --format json").out, HasSubstr("\"code\": \"E0201\""));
  EXPECT_THAT(wend("check . --format sarif").out, HasSubstr("\"ruleId\": \"E0201\""));
  EXPECT_THAT(wend("check . --format github").out, HasSubstr("::error file=journeys.wend,line=1,"));
  EXPECT_THAT(wend("--language zh check .").out, HasSubstr("没有"));
}

class BadSchema : public CommandLine {};

TEST_F(BadSchema, WithADuplicateTagIsReportedByPointerLineAndColumn) {
  write_project("");
  write("schema.json",
        "{\"name\": \"x\", \"version\": 1, \"tags\": [\n  {\"name\": \"a\", \"type\": \"integer\"},\n"
        "  {\"name\": \"a\", \"type\": \"text\"}]}\n");
  const Said said = wend("check .");
  EXPECT_THAT(said.out, HasSubstr("schema.json:3:12: error[S0130]: #/tags/1/name: the name `a` is used twice"));
  EXPECT_THAT(said.out, HasSubstr("schema.json:2:12: note: a is declared here"));
  EXPECT_EQ(said.status, 2);
}

TEST_F(BadSchema, ThatIsNoJsonIsReportedWhereItBreaks) {
  write_project("");
  write("schema.json", "{\"name\": \"x\",\n \"version\": }\n");
  const Said said = wend("check .");
  EXPECT_THAT(said.out, HasSubstr("schema.json:2:"));
  EXPECT_EQ(said.status, 2);
}

class BadData : public CommandLine {
 protected:
  void SetUp() override {
    CommandLine::SetUp();
    write_project(
        "trigger paid = deposit where amount >= 10 CNY\n"
        "journey hello { on paid reentry always steps { send sms.hello() } }\n");
    write("customers.csv", "customer,aum,tier\nc1,100,gold\nc2,,mass\n");
  }
  [[nodiscard]] Said run(const std::string& events, const std::string& options = "") const {
    write("events.jsonl", events);
    return wend("run . --customers customers.csv --events events.jsonl " + options);
  }
  static std::string deposit(const std::string& id, const std::string& customer, const std::string& time,
                             const std::string& amount) {
    return R"({"id":")" + id + R"(","type":"deposit","customer":")" + customer + R"(","time":")" + time +
           R"(","amount":)" + amount + "}\n";
  }
  const std::string good_ = deposit("e1", "c1", "2026-03-02T10:00:00+08:00", "25.5");
};

TEST_F(BadData, CutInTheMiddleOfALineStopsTheRunOrIsPutAside) {
  const Said stopped = run(good_ + good_.substr(0, 20));
  EXPECT_THAT(stopped.err, HasSubstr("events.jsonl:2:21: error[D0103]: the file ends in the middle of this line"));
  EXPECT_EQ(stopped.status, 2);
  const Said went_on = run(good_ + good_.substr(0, 20), "--bad-rows bad.txt --summary summary.json");
  EXPECT_THAT(went_on.err, HasSubstr("1 lines of `events.jsonl` could not be read and are in `bad.txt`"));
  EXPECT_EQ(read("bad.txt"), good_.substr(0, 20) + "\n");
  EXPECT_THAT(read("summary.json"), HasSubstr("\"fired\""));
  EXPECT_EQ(went_on.status, 0);
}

TEST_F(BadData, WithAValueOfTheWrongTypeSaysWhatWasExpected) {
  const Said said = run(deposit("e1", "c1", "2026-03-02T10:00:00+08:00", "\"many\""));
  EXPECT_THAT(said.err, HasSubstr("events.jsonl:1:"));
  EXPECT_THAT(said.err, HasSubstr("`amount` is `\"many\"`, expected an amount such as 1250.50"));
  EXPECT_EQ(said.status, 2);
  write("customers.csv", "customer,aum\nc1,lots\n");
  const Said customers = run(good_);
  EXPECT_THAT(customers.err, HasSubstr("customers.csv:2:4: error["));
  EXPECT_EQ(customers.status, 2);
}

TEST_F(BadData, OfACustomerWithoutTagsEnrolsAndIsCounted) {
  const Said said = run(deposit("e1", "stranger", "2026-03-02T10:00:00+08:00", "25"));
  EXPECT_THAT(said.out, HasSubstr("3 customers (1 of them not in the tags), 1 events"));
  EXPECT_EQ(said.status, 0);
}

TEST_F(BadData, OutOfOrderIsTakenAndCounted) {
  const Said said = run(good_ + deposit("e2", "c1", "2026-03-02T09:00:00+08:00", "30"));
  EXPECT_THAT(said.out, HasSubstr("2 events (1 of them late)"));
  EXPECT_EQ(said.status, 0);
}

TEST_F(BadData, WithAnIdThatWasSeenIsDroppedAndCounted) {
  const Said said = run(good_ + good_);
  EXPECT_THAT(said.out, HasSubstr("1 dropped as known already"));
}

TEST_F(BadData, ThatIsEmptyIsSaidAndRuns) {
  const Said said = run("");
  EXPECT_THAT(said.err, HasSubstr("events.jsonl: warning[D0102]: the file is empty"));
  EXPECT_EQ(said.status, 0);
}

TEST_F(BadData, OfATypeThatTheSchemaLacksIsOfferedTheNearest) {
  const Said said = run(R"({"id":"e","type":"deposits","customer":"c1","time":"2026-03-02T10:00:00+08:00"})"
                        "\n");
  EXPECT_THAT(said.err, HasSubstr("deposit"));
  EXPECT_EQ(said.status, 2);
}

TEST_F(BadData, ThatIsNotThereIsNamed) {
  write("events.jsonl", good_);
  const Said said = wend("run . --customers nowhere.csv --events events.jsonl");
  EXPECT_THAT(said.err, HasSubstr("nowhere.csv"));
  EXPECT_EQ(said.status, 2);
}

TEST_F(BadData, DoesNotHideAFullDisk) {
  const Said said = run(good_, "--effects /dev/full");
  EXPECT_THAT(said.err, HasSubstr("/dev/full"));
  EXPECT_EQ(said.status, 2);
}

TEST_F(BadData, IsNeverWrittenOver) {
  for (const std::string option : {"--effects customers.csv", "--summary events.jsonl", "--bad-rows ./events.jsonl"}) {
    const Said said = run(good_, option);
    EXPECT_THAT(said.err, HasSubstr("cannot be written: it is what is read")) << option;
    EXPECT_EQ(said.status, 2) << option;
    EXPECT_EQ(read("events.jsonl"), good_) << option;
    EXPECT_THAT(read("customers.csv"), HasSubstr("c1,100,gold")) << option;
  }
}

class BadCall : public CommandLine {};

TEST_F(BadCall, OfAnUnknownCommandIsOfferedTheNearest) {
  const Said said = wend("chek");
  EXPECT_THAT(said.err, HasSubstr("wend has no command `chek`"));
  EXPECT_THAT(said.err, HasSubstr("`check`"));
  EXPECT_EQ(said.status, 2);
}

TEST_F(BadCall, WithAnUnknownOptionOrFolderCannotRun) {
  EXPECT_EQ(wend("run --nope").status, 2);
  EXPECT_EQ(wend("check nowhere").status, 2);
}

TEST_F(BadCall, OfAnUnknownSegmentIsOfferedTheNearest) {
  write_project("segment rich = aum > 50 CNY\n");
  write("customers.csv", "customer,aum\nc1,100\n");
  const Said said = wend("count rihc . --customers customers.csv");
  EXPECT_THAT(said.err, HasSubstr("`rich`"));
  EXPECT_EQ(said.status, 2);
}

TEST_F(BadCall, ToCountASegmentOverHistoryIsAnErrorAndNotZero) {
  write_project("segment active = count(deposit, last 30 days) = 0\n");
  write("customers.csv", "customer,aum\nc1,100\n");
  const Said said = wend("count active . --customers customers.csv");
  EXPECT_THAT(said.err, HasSubstr("`active`"));
  EXPECT_THAT(said.out, Not(HasSubstr("1")));
  EXPECT_EQ(said.status, 2);
}

TEST_F(BadCall, LintFindsAndSuppressesAndSaysSoByItsStatus) {
  write_project("segment rich = aum > 50 CNY\n");
  EXPECT_EQ(wend("lint .").status, 1);
  EXPECT_THAT(wend("lint . --format sarif").out, HasSubstr("\"ruleId\": \"W0304\""));
  write("journeys.wend", "// wend: allow W0304 because it is used from next week on\nsegment rich = aum > 50 CNY\n");
  EXPECT_EQ(wend("lint .").status, 0);
  EXPECT_THAT(wend("lint . --format sarif").out, HasSubstr("it is used from next week on"));
  write("journeys.wend", "segment rich = aum > 50 CNY\n");
  write("wend.toml", "[lint]\nW0304 = \"off\"\n");
  EXPECT_EQ(wend("lint .").status, 0);
}

}  // namespace
}  // namespace wend::tools
