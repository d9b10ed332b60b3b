// Why a customer is in a segment, from the command line.
#include <gmock/gmock.h>

#include "tests/cli/command.hpp"

namespace wend::tools {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Explain : public CommandLine {
 protected:
  void SetUp() override {
    CommandLine::SetUp();
    write_project(
        "segment rich \"富裕\" = aum >= 50_000 CNY and tier >= gold\n"
        "tag share = aum / 200_000 CNY\n"
        "segment here = rich and (city = shanghai or share > 50%)\n"
        "segment saves = rich and sum(deposit.amount where amount > 5 CNY, last 30 days) >= 100 CNY\n");
    write("customers.csv", "customer,aum,tier,city\nc1,90000,gold,beijing\nc2,1000,mass,\nc3,60000,,shanghai\n");
    write("events.jsonl",
          R"({"id":"e1","type":"deposit","customer":"c1","time":"2026-03-02T10:00:00+08:00","amount":80})"
          "\n"
          R"({"id":"e2","type":"deposit","customer":"c1","time":"2026-03-04T10:00:00+08:00","amount":30})"
          "\n");
  }
  [[nodiscard]] Said explain(const std::string& arguments) const {
    return wend("explain " + arguments + " --customers customers.csv");
  }
};

TEST_F(Explain, ShowsEveryPartWithItsValueAndMarksWhatDecided) {
  const Said said = explain("rich . --customer c2");
  EXPECT_EQ(said.out,
            "c2 is not in rich\n"
            "false              aum >= 50_000 CNY and tier >= gold\n"
            "false            *   aum >= 50_000 CNY\n"
            "1000 CNY               aum\n"
            "false                tier >= gold\n"
            "mass                   tier\n");
  EXPECT_EQ(said.status, 0);
}

TEST_F(Explain, FollowsSegmentsAndDerivedTagsToTheirOwnParts) {
  EXPECT_EQ(explain("here . --customer c1").out,
            "c1 is not in here\n"
            "false              rich and (city = shanghai or share > 50%)\n"
            "true                 rich\n"
            "true                   aum >= 50_000 CNY and tier >= gold\n"
            "true                     aum >= 50_000 CNY\n"
            "90000 CNY                  aum\n"
            "true                     tier >= gold\n"
            "gold                       tier\n"
            "false            *   city = shanghai or share > 50%\n"
            "false                  city = shanghai\n"
            "beijing                  city\n"
            "false                  share > 50%\n"
            "0.45                     share\n"
            "0.45                       aum / 200_000 CNY\n"
            "90000 CNY                    aum\n");
}

TEST_F(Explain, KeepsUnknownApartFromFalse) {
  const std::string said = explain("rich . --customer c3").out;
  EXPECT_THAT(said, StartsWith("c3 is not known to be in rich\n"));
  EXPECT_THAT(said, HasSubstr("unknown          *   tier >= gold\n"));
}

TEST_F(Explain, RunsTheEventsForASegmentOverHistory) {
  const Said early = explain("saves . --customer c1 --events events.jsonl --at 2026-03-03T10:00:00");
  EXPECT_THAT(early.out, StartsWith("c1 is not in saves\n"));
  EXPECT_THAT(early.out, HasSubstr("80 CNY                 sum(deposit.amount where amount > 5 CNY, last 30 days)\n"));
  EXPECT_THAT(early.out, Not(HasSubstr("  amount > 5 CNY\n"))) << "a part that is asked of each event";
  const Said late = explain("saves . --customer c1 --events events.jsonl --at 2026-03-05T10:00:00");
  EXPECT_THAT(late.out, StartsWith("c1 is in saves\n"));
  EXPECT_THAT(late.out, HasSubstr("110 CNY"));
}

TEST_F(Explain, AsksForEventsWhereTheSegmentNeedsThem) {
  const Said said = explain("saves . --customer c1");
  EXPECT_THAT(said.err, HasSubstr("E0722"));
  EXPECT_EQ(said.status, 2);
}

TEST_F(Explain, ShowsTheValuesOfAModulesParameters) {
  write("band.wend", "module our.band(money CNY floor)\nsegment above = aum >= floor\n");
  write("use.wend", "import our.band(floor: 80_000 CNY) as band\n");
  EXPECT_EQ(explain("band.above . --customer c1").out,
            "c1 is in band.above\n"
            "true               aum >= floor\n"
            "90000 CNY            aum\n"
            "80000 CNY            floor\n");
}

TEST_F(Explain, TakesALabelAndSpeaksChinese) {
  const Said said = wend("--language zh explain 富裕 . --customer c1 --customers customers.csv");
  EXPECT_THAT(said.out, StartsWith("c1 属于 rich\n"));
}

TEST_F(Explain, SaysWhatIsNotThere) {
  EXPECT_THAT(explain("rihc . --customer c1").err, HasSubstr("did you mean `rich`?"));
  EXPECT_THAT(explain("rich . --customer nobody").err, HasSubstr("D0192"));
  EXPECT_THAT(explain("saves . --customer nobody --events events.jsonl").err, HasSubstr("D0192"));
  EXPECT_EQ(explain("rich . --customer nobody").status, 2);
  EXPECT_EQ(explain("rich .").status, 2);
}

TEST_F(Explain, PointsAtFaultsOfTheProject) {
  write("journeys.wend", "segment rich = aumm > 5 CNY\n");
  const Said said = explain("rich . --customer c1");
  EXPECT_THAT(said.err, HasSubstr("E0201"));
  EXPECT_EQ(said.status, 1);
}

TEST_F(Explain, ShowsWhatASegmentBecomes) {
  EXPECT_EQ(wend("explain rich --ir").out,
            "(conjunction (less_equal (constant 50000 CNY) (tag aum)) (less_equal (constant gold) (tag tier)))\n");
  const std::string llvm = wend("explain 富裕 . --llvm").out;
  EXPECT_THAT(llvm, HasSubstr("@\"wend:segment:rich\"(ptr"));
  EXPECT_THAT(llvm, HasSubstr("icmp"));
  const std::string assembly = wend("explain rich . --asm").out;
  EXPECT_THAT(assembly, HasSubstr("\"wend:segment:rich\":"));
  EXPECT_THAT(assembly, HasSubstr("ret"));
}

TEST_F(Explain, ShowsOneThingOfASegmentAtATime) {
  EXPECT_EQ(wend("explain rich . --ir --asm").status, 2);
  EXPECT_EQ(wend("explain rich . --asm --customer c1").status, 2);
  EXPECT_THAT(wend("explain rihc . --ir").err, HasSubstr("did you mean `rich`?"));
}

}  // namespace
}  // namespace wend::tools
