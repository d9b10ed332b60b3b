#include "tools/data/customers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runtime/value/decimal.hpp"
#include "tests/unit/data/fixture.hpp"

namespace wend::data {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// `id aum tier city`, `?` for what is missing.
std::string shown_customer(const CustomerReader& reader) {
  const auto values = reader.values();
  const auto* aum = std::get_if<std::int64_t>(&values[0]);
  const auto* tier = std::get_if<std::int64_t>(&values[1]);
  const auto* city = std::get_if<std::string_view>(&values[2]);
  return std::string(reader.id()) + " " + (aum ? decimal::format(*aum, decimal::kMoneyPlaces) : "?") + " " +
         (tier ? std::to_string(*tier) : "?") + " " + (city ? std::string(*city) : "?");
}

struct Read {
  std::vector<std::string> lines;
  std::vector<std::string> warnings;
};

Read read(std::string_view name, std::string_view contents, const schema::Schema& schema = small_schema()) {
  const TemporaryFile file(name, contents);
  CustomerReader reader(file.path(), schema, *Zone::named(schema.zone));
  Read result;
  result.lines = read_all(reader, shown_customer);
  result.warnings = short_forms(reader.warnings());
  return result;
}

TEST(Customers, ComeFromCsvWithEmptyAsMissing) {
  EXPECT_THAT(read("c.csv", "customer,aum,tier,city\n7,50000.5,gold,Shanghai\n8,,,\n").lines,
              ElementsAre("7 50000.5 1 Shanghai", "8 ? ? ?"));
}

TEST(Customers, ComeFromJsonLinesInAnyOrderOfMembers) {
  EXPECT_THAT(
      read("c.jsonl", "{\"tier\":\"gold\",\"customer\":\"7\"}\n{\"customer\":8,\"aum\":1,\"city\":null}\n").lines,
      ElementsAre("7 ? 1 ?", "8 1 ? ?"));
}

TEST(Customers, ComeFromAFileWhoseNameSaysNothing) {
  EXPECT_THAT(read("customers", "{\"customer\":\"7\",\"aum\":2}\n").lines, ElementsAre("7 2 ? ?"));
  EXPECT_THAT(read("customers", "customer,aum\n7,2\n").lines, ElementsAre("7 2 ? ?"));
}

TEST(Customers, MayHaveAByteOrderMarkAndWindowsLineBreaks) {
  EXPECT_THAT(read("c.csv",
                   "\xEF\xBB\xBF"
                   "customer,city\r\n7,\xE4\xB8\x8A\xE6\xB5\xB7\r\n")
                  .lines,
              ElementsAre("7 ? ? \xE4\xB8\x8A\xE6\xB5\xB7"));
}

TEST(Customers, ForgetTheLastRowsValues) {
  EXPECT_THAT(read("c.jsonl", "{\"customer\":\"1\",\"aum\":5}\n{\"customer\":\"2\"}\n").lines,
              ElementsAre("1 5 ? ?", "2 ? ? ?"));
}

TEST(Customers, WarnOnceOfAColumnThatTheSchemaLacks) {
  const Read result = read("c.csv", "customer,shoe_size,aum\n1,44,5\n2,,6\n3,41,7\n");
  EXPECT_THAT(result.lines, ElementsAre("1 5 ? ?", "2 6 ? ?", "3 7 ? ?"));
  EXPECT_THAT(result.warnings, ElementsAre("2:0 D0141 the schema has no tag `shoe_size`: left out, on 2 lines"));
}

TEST(Customers, WarnOfValuesOutsideTheSchemasRange) {
  EXPECT_THAT(read("c.csv", "customer,aum\n1,5\n2,-5\n").warnings,
              ElementsAre("3:0 D0142 `aum` lies outside the schema's range on 1 lines"));
}

TEST(Customers, ShowAWrongValueAtItsPlaceAndReadOn) {
  EXPECT_THAT(read("c.csv", "customer,city,aum\n1,\xE4\xB8\x8A\xE6\xB5\xB7,lots\n2,x,5\n").lines,
              ElementsAre("2:6 D0123 `aum` is `lots`, expected an amount such as 1250.50", "2 5 ? x"));
  EXPECT_THAT(read("c.jsonl", "{\"customer\":\"1\", \"aum\": true}\n").lines,
              ElementsAre("1:25 D0123 `aum` is `true`, expected an amount such as 1250.50"));
}

TEST(Customers, AreRefusedTwice) {
  EXPECT_THAT(read("c.csv", "customer,aum\n1,5\n2,6\n1,7\n").lines,
              ElementsAre("1 5 ? ?", "2 6 ? ?", "4:1 D0113 the customer `1` is on line 2 already"));
}

TEST(Customers, NeedAnId) {
  EXPECT_THAT(read("c.csv", "aum\n5\n").lines,
              ElementsAre("1:0 D0110 the header has no column `customer`, which must be there"));
  EXPECT_THAT(read("c.csv", "customer,aum\n,5\n").lines,
              ElementsAre("2:1 D0111 `customer` is missing, which must be there"));
  EXPECT_THAT(read("c.jsonl", "{\"aum\":5}\n{\"customer\":\"\"}\n").lines,
              ElementsAre("1:1 D0111 `customer` is missing, which must be there",
                          "2:13 D0133 `customer` is `\"\"`, expected an id such as \"2873\""));
}

TEST(Customers, NeedTheTagsThatTheSchemaRequires) {
  schema::Schema schema = small_schema();
  schema.tags[1].always_known = true;
  EXPECT_THAT(read("c.csv", "customer,aum\n1,5\n", schema).lines,
              ElementsAre("1:0 D0110 the header has no column `tier`, which must be there"));
  EXPECT_THAT(
      read("c.csv", "customer,tier\n1,\n2,gold\n", schema).lines,
      ElementsAre("2:1 D0114 the tag `tier` has no value, and the schema says that it is never missing", "2 ? 1 ?"));
}

TEST(Customers, HaveAsManyValuesAsTheHeaderHasNames) {
  EXPECT_THAT(read("c.csv", "customer,aum\n1,5,6\n2\n3,7\n").lines,
              ElementsAre("2:1 D0108 this line has 3 values and the header 2 names",
                          "3:1 D0108 this line has 1 values and the header 2 names", "3 7 ? ?"));
}

TEST(Customers, HaveEachColumnOnce) {
  EXPECT_THAT(read("c.csv", "customer,aum,aum\n1,5,6\n").lines, ElementsAre("1:14 D0109 `aum` is there twice"));
  EXPECT_THAT(read("c.jsonl", "{\"customer\":\"1\",\"aum\":5,\"aum\":6}\n").lines,
              ElementsAre("1:31 D0109 `aum` is there twice"));
}

TEST(Customers, FromACutFileAreSaidToBe) {
  EXPECT_THAT(read("c.csv", "customer,aum,tier\n1,5,gold\n2,6").lines,
              ElementsAre("1 5 1 ?", "3:4 D0103 the file ends in the middle of this line"));
  EXPECT_THAT(read("c.csv", "customer,aum,tier\n1,5,gold").lines, ElementsAre("1 5 1 ?"));
}

TEST(Customers, FromAnEmptyFileAreNoneAndItSaysSo) {
  const Read result = read("c.csv", "");
  EXPECT_THAT(result.lines, IsEmpty());
  EXPECT_THAT(result.warnings, ElementsAre("0:0 D0102 the file is empty"));
  EXPECT_THAT(read("c.csv", "customer,aum\n").warnings, IsEmpty());
}

TEST(Customers, FromAFileThatIsNotThereAreAFault) {
  const schema::Schema schema = small_schema();
  CustomerReader reader("no/such/file.csv", schema, Zone::utc());
  EXPECT_THAT(read_all(reader, shown_customer),
              ElementsAre("0:0 D0101 the file cannot be read: No such file or directory"));
  EXPECT_TRUE(reader.fault().fatal);
}

}  // namespace
}  // namespace wend::data
