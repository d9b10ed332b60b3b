#include "tools/data/events.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runtime/value/decimal.hpp"
#include "tests/unit/data/fixture.hpp"

namespace wend::data {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string shown_event(const EventReader& reader) {
  std::string text = std::string(reader.id()) + " " + std::string(reader.customer()) + " " +
                     format_time(reader.time(), Zone::utc()) + " " +
                     (reader.is_update() ? "tags" : std::to_string(reader.type()) + " ");
  if (reader.is_update()) {
    for (const std::uint32_t tag : reader.updated()) {
      text.append(" ").append(std::to_string(tag)).append(is_known(reader.values()[tag]) ? "" : "=?");
    }
    return text;
  }
  for (const Value& value : reader.values()) text += is_known(value) ? "+" : "-";
  return text;
}

struct Read {
  std::vector<std::string> lines;
  std::vector<std::string> warnings;
};

Read read(std::string_view name, std::string_view contents) {
  const schema::Schema schema = small_schema();
  const TemporaryFile file(name, contents);
  EventReader reader(file.path(), schema, *Zone::named(schema.zone));
  Read result;
  result.lines = read_all(reader, shown_event);
  result.warnings = short_forms(reader.warnings());
  return result;
}

// A line of JSON with the members that every event has, and more.
std::string line(std::string_view type, std::string_view more = "") {
  return R"({"id":"1","type":")" + std::string(type) + R"(","customer":"c","time":"2026-03-02T10:00:00Z")" +
         (more.empty() ? "" : "," + std::string(more)) + "}\n";
}

TEST(Events, ComeFromJsonLines) {
  EXPECT_THAT(
      read("e.jsonl",
           R"({"id":"695247","type":"deposit","customer":"2873","time":"1993-01-01T12:00:00+01:00","amount":700.0})"
           "\n")
          .lines,
      ElementsAre("695247 2873 1993-01-01T11:00:00+00:00 0 +-"));
}

TEST(Events, ComeFromJsonLinesWhateverTheOrderOfMembers) {
  EXPECT_THAT(
      read("e.jsonl",
           R"({"purpose":"salary","time":"2026-03-02T10:00:00Z","amount":1,"customer":7,"type":"deposit","id":1})"
           "\n")
          .lines,
      ElementsAre("1 7 2026-03-02T10:00:00+00:00 0 ++"));
}

TEST(Events, ComeFromCsvWithTheFieldsOfAllTypesSideBySide) {
  const Read result = read("e.csv",
                           "id,type,customer,time,amount,integer\n"
                           "1,deposit,c,2026-03-02T10:00:00Z,5.5,\n"
                           "2,everything,c,2026-03-02 19:00:00,,3\n");
  EXPECT_THAT(result.lines,
              ElementsAre("1 c 2026-03-02T10:00:00+00:00 0 +-", "2 c 2026-03-02T11:00:00+00:00 2 -+--------------"));
  EXPECT_THAT(result.warnings, IsEmpty()) << "an empty cell of another type's field is nothing";
}

TEST(Events, HaveFieldsOfEveryType) {
  const Read result = read(
      "e.jsonl",
      line(
          "everything",
          R"("boolean":true,"integer":1,"number":1.5,"money":"2.50","duration":"2 hours","period":"3 days","date":"2026-01-01",)"
          R"("instant":"2026-01-01T00:00:00Z","clock":"09:30","text":"x","tier":"gold","tiers":["mass"],"words":["a"],)"
          R"("product":"steady_fund","friend":"d","home":[31.2,121.4])"));
  EXPECT_THAT(result.lines, ElementsAre("1 c 2026-03-02T10:00:00+00:00 2 ++++++++++++++++"));
  EXPECT_THAT(result.warnings, IsEmpty());
}

TEST(Events, OfTheTypeTagsUpdateTags) {
  EXPECT_THAT(read("e.jsonl", line("tags", R"("set":{"tier":"gold","city":null})")).lines,
              ElementsAre("1 c 2026-03-02T10:00:00+00:00 tags 1 2=?"));
  EXPECT_THAT(read("e.jsonl", line("tags", R"("tier":"gold")")).lines,
              ElementsAre("1:1 D0112 an update of tags has its values in an object `set`"));
  EXPECT_THAT(read("e.jsonl", line("tags", R"("set":{"tier":"silver"})")).lines,
              ElementsAre("1:84 D0130 `tier` is `\"silver\"`, expected one of: mass, gold, platinum"));
}

TEST(Events, NeedTheirFourMembers) {
  EXPECT_THAT(
      read("e.jsonl", R"({"type":"login","customer":"c","time":"2026-03-02T10:00:00Z"})"
                      "\n{}\n")
          .lines,
      ElementsAre("1:1 D0111 `id` is missing, which must be there", "2:1 D0111 `id` is missing, which must be there"));
  EXPECT_THAT(read("e.jsonl", R"({"id":"1","type":"login","customer":"c","time":"yesterday"})"
                              "\n")
                  .lines,
              ElementsAre("1:48 D0125 `time` is `\"yesterday\"`, expected a time such as 2026-03-02T10:00:00+08:00"));
}

TEST(Events, OfAnUnknownTypeOfferTheNearest) {
  EXPECT_THAT(read("e.jsonl", line("depositt")).lines,
              ElementsAre("1:18 D0115 `depositt` is no event of the schema; did you mean `deposit`?"));
}

TEST(Events, WarnOnceOfAFieldThatTheSchemaLacks) {
  const Read result =
      read("e.jsonl", line("login", R"("browser":{"name":"x","plugins":[[1],[2]]})") + line("login", R"("browser":1)"));
  EXPECT_THAT(result.lines, ElementsAre("1 c 2026-03-02T10:00:00+00:00 1 ", "1 c 2026-03-02T10:00:00+00:00 1 "));
  EXPECT_THAT(result.warnings,
              ElementsAre("1:0 D0140 the event `login` has no field `browser` in the schema: left out, on 2 lines"));
}

TEST(Events, ShowAWrongValueAtItsPlaceAndReadOn) {
  EXPECT_THAT(read("e.jsonl", line("deposit", R"("amount":"much")") + line("login")).lines,
              ElementsAre("1:82 D0123 `amount` is `\"much\"`, expected an amount such as 1250.50",
                          "1 c 2026-03-02T10:00:00+00:00 1 "));
}

TEST(Events, HaveEachMemberOnce) {
  EXPECT_THAT(read("e.jsonl", line("login", R"("id":"2")")).lines, ElementsAre("1:76 D0109 `id` is there twice"));
  EXPECT_THAT(read("e.jsonl", line("deposit", R"("amount":1,"amount":2)")).lines,
              ElementsAre("1:93 D0109 `amount` is there twice"));
}

TEST(Events, ThatAreNotJsonAreSaidToBe) {
  const std::string expected = " D0106 this is not JSON: expected one object such as {\"id\": \"7\"} on the line";
  EXPECT_THAT(read("e.jsonl", "[1]\nnonsense\n{\"id\":}\n{\"a\":1} x\n{\"a\":1}{\"b\":2}\n").lines,
              ElementsAre("1:1" + expected, "2:1" + expected, "3:7" + expected, "4:1" + expected, "5:8" + expected));
}

TEST(Events, ThatAreNotUtf8AreSaidWhere) {
  EXPECT_THAT(read("e.jsonl", "{\"\xE4\xB8\x8A\":\"\xFF\"}\n" + line("login")).lines,
              ElementsAre("1:7 D0105 this is not UTF-8", "1 c 2026-03-02T10:00:00+00:00 1 "));
}

TEST(Events, FromACutFileAreSaidToBe) {
  EXPECT_THAT(read("e.jsonl", line("login") + R"({"id":"2","type":"log)").lines,
              ElementsAre("1 c 2026-03-02T10:00:00+00:00 1 ", "2:22 D0103 the file ends in the middle of this line"));
  std::string whole = line("login");
  whole.pop_back();
  EXPECT_THAT(read("e.jsonl", whole).lines, ElementsAre("1 c 2026-03-02T10:00:00+00:00 1 "))
      << "a line break at the end is not needed";
}

TEST(Events, FromAnEmptyFileAreNoneAndItSaysSo) {
  EXPECT_THAT(read("e.jsonl", "").warnings, ElementsAre("0:0 D0102 the file is empty"));
  EXPECT_THAT(read("e.jsonl", "\n\n").warnings, ElementsAre("0:0 D0102 the file is empty"));
}

TEST(Events, OnALineThatIsTooLongArePassedOver) {
  const std::string huge = line("login", "\"x\":\"" + std::string(kLongestLine, 'x') + "\"");
  EXPECT_THAT(read("e.jsonl", huge + line("login")).lines,
              ElementsAre("1:1 D0104 this line is longer than 1048576 bytes, the most that is read",
                          "1 c 2026-03-02T10:00:00+00:00 1 "));
}

TEST(Events, MayBeNestedDeeplyWhereNobodyReadsThem) {
  const std::string deep = std::string(900, '[') + std::string(900, ']');
  EXPECT_THAT(read("e.jsonl", line("login", "\"x\":" + deep)).lines, ElementsAre("1 c 2026-03-02T10:00:00+00:00 1 "));
}

}  // namespace
}  // namespace wend::data
