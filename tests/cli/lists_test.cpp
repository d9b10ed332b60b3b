// Name lists from the command line: imported, named in wend.toml, given to a command.
#include <gmock/gmock.h>

#include "tests/cli/command.hpp"

namespace wend::tools {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Lists : public CommandLine {
 protected:
  void SetUp() override {
    CommandLine::SetUp();
    write("schema.json", R"({
      "name": "lists", "tags": [{"name": "age", "type": "integer"}, {"name": "cards", "type": "list of card"}],
      "lists": [{"name": "vip_names", "label": {"zh": "贵宾名单"}, "fields": [{"name": "seat", "type": "text"}]},
                {"name": "card", "fields": [{"name": "limit", "type": "integer"}]}],
      "events": [{"name": "login", "fields": [{"name": "by", "type": "customer", "deliver_to": true}]}],
      "tasks": [{"name": "call", "parameters": [{"name": "seat", "type": "text"}]}]
    })");
    write("wend.toml", "schema = \"schema.json\"\n");
    write("all.wend",
          "segment vips = customer in vip_names\n"
          "segment first_row = vip_names.seat = \"A1\"\n"
          "journey visit { on login for vips steps { assign call(seat: vip_names.seat) } }\n");
    write("customers.csv", "customer,age\nc1,30\nc2,40\nc3,50\n");
    write("vips.csv", "customer,seat\nc1,A1\nc3,\n");
    write("events.jsonl", R"({"id":"e1","type":"login","customer":"c1","time":"2026-03-02T10:00:00Z","by":"c3"})"
                          "\n");
  }
  [[nodiscard]] std::string count(const std::string& segment, const std::string& options) const {
    const Said said = wend("count " + segment + " . --customers customers.csv --format json " + options);
    return said.status == 0 ? said.out.substr(0, said.out.find(",\"of\"")) : said.err;
  }
};

TEST_F(Lists, AreGivenToACount) {
  EXPECT_EQ(count("vips", "--name-list vip_names=vips.csv"), R"({"segment":"vips","count":2)");
  EXPECT_EQ(count("first_row", "--name-list vip_names=vips.csv"), R"({"segment":"first_row","count":1)");
  EXPECT_EQ(count("vips", "--name-list 贵宾名单=vips.csv"), R"({"segment":"vips","count":2)");
}

TEST_F(Lists, ThatAreNotThereHaveNobody) {
  EXPECT_EQ(count("vips", ""), R"({"segment":"vips","count":0)");
}

TEST_F(Lists, AreNamedInTheProject) {
  write("wend.toml", "schema = \"schema.json\"\n[lists]\nvip_names = \"vips.csv\"\n");
  EXPECT_EQ(count("vips", ""), R"({"segment":"vips","count":2)");
  write("today.txt", "c2\n");
  EXPECT_EQ(count("vips --list", "--name-list vip_names=today.txt"), R"({"segment":"vips","count":1)");
}

TEST_F(Lists, AreAskedByARun) {
  const Said said = wend(
      "run . --customers customers.csv --events events.jsonl --effects effects.jsonl --name-list vip_names=vips.csv");
  EXPECT_EQ(said.status, 0) << said.err;
  const std::string effects = read("effects.jsonl");
  EXPECT_THAT(effects, HasSubstr(R"("customer":"c1","journey":"visit")"));
  EXPECT_THAT(effects, HasSubstr(R"("arguments":{"seat":"A1"})"));
  // The login is delivered to c3 as well, who is on the list and has no seat.
  EXPECT_THAT(effects, HasSubstr(R"("customer":"c3","journey":"visit")"));
}

TEST_F(Lists, AreAskedByATestWhichSaysWhoItsCustomerIs) {
  write("tests.wend",
        "test \"on it\" { given { customer: \"c1\" } at 2026-03-02 10:00 login expect assign call(seat: \"A1\") }\n"
        "test \"not on it\" { given { customer: \"c2\" } at 2026-03-02 10:00 login expect no assign call }\n"
        "test \"nobody in particular\" { at 2026-03-02 10:00 login expect no assign call }\n"
        "test \"delivered to who is on it\" { at 2026-03-02 10:00 login { by: \"c1\" } expect assign call }\n");
  const Said said = wend("test . --name-list vip_names=vips.csv");
  EXPECT_THAT(said.out, HasSubstr("4 passed, 0 failed"));
  EXPECT_EQ(wend("test .").status, 1) << "without the list it is unknown who is on it";
}

TEST_F(Lists, OfRecordsStandInATest) {
  const auto given = [](const std::string& cards) {
    return "test \"t\" { given { cards: " + cards +
           " } at 2026-03-02 10:00 login expect that sum(cards.limit) = 30 }\n";
  };
  write("tests.wend", given("{ { limit: 10 }, { limit: 20 }, {} }"));
  EXPECT_THAT(wend("test .").out, HasSubstr("1 passed"));
  write("tests.wend", given("{ { limti: 10 } }"));
  const Said wrong = wend("test .");
  EXPECT_THAT(wrong.err, HasSubstr("limti"));
  EXPECT_EQ(wrong.status, 1);
}

TEST_F(Lists, AreAskedAtThePrompt) {
  write("in.txt", "vips\n");
  // The prompt reads the script inside the brackets, whatever the command line is given to read.
  const Said said = wend("--version >/dev/null; (" WEND_BINARY_DIRECTORY
                         "/wend repl . --customers customers.csv --name-list vip_names=vips.csv <in.txt)");
  EXPECT_THAT(said.out, HasSubstr("2 / 3"));
}

TEST_F(Lists, AreImportedAndReadAgain) {
  const Said said = wend("list import vip_names vips.csv --customers customers.csv");
  EXPECT_EQ(said.err, "");
  EXPECT_THAT(said.out, HasSubstr("vip_names.wlist: 2 customers\n"));
  EXPECT_EQ(said.status, 0);
  EXPECT_EQ(count("first_row", "--name-list vip_names=vip_names.wlist"), R"({"segment":"first_row","count":1)");
}

TEST_F(Lists, SayWhoIsNotAmongTheCustomers) {
  write("vips.csv", "customer\nc1\nx9\nx8\n");
  const Said said = wend("list import vip_names vips.csv --customers customers.csv");
  EXPECT_THAT(said.err, HasSubstr("D1313"));
  EXPECT_THAT(said.err, HasSubstr("2 of the 3 customers on the list are not in `customers.csv`, such as `x9`"));
  EXPECT_EQ(said.status, 0);
}

TEST_F(Lists, SayWhatIsWrongWithTheFile) {
  write("vips.csv", "customer\nc1\nc1\n");
  const Said said = wend("list import vip_names vips.csv");
  EXPECT_THAT(said.err, StartsWith("vips.csv:3"));
  EXPECT_THAT(said.err, HasSubstr("D0113"));
  EXPECT_EQ(said.status, 2);
  EXPECT_EQ(wend("count vips . --customers customers.csv --name-list vip_names=vips.csv").status, 2);
}

TEST_F(Lists, SayThatThereIsNoSuchList) {
  const Said unknown = wend("list import vip_name vips.csv");
  EXPECT_THAT(unknown.err, HasSubstr("D1311"));
  EXPECT_THAT(unknown.err, HasSubstr("vip_names"));
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(count("vips", "--name-list vips.csv"), HasSubstr("D1312"));
  EXPECT_THAT(count("vips", "--name-list others=vips.csv"), HasSubstr("D1311"));
}

}  // namespace
}  // namespace wend::tools
