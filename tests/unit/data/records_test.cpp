// Places, distances, lists of records and name lists in files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "compiler/layout/row_layout.hpp"
#include "runtime/lists/list_file.hpp"
#include "runtime/value/place.hpp"
#include "tests/unit/data/fixture.hpp"
#include "tools/data/customers.hpp"
#include "tools/data/name_lists.hpp"

namespace wend::data {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

schema::Field a_field(std::string name, Type type) {
  schema::Field field;
  field.name = std::move(name);
  field.type = type;
  return field;
}

// Tags home, commute, holdings (kind, value, words, at); a name list with a seat and a tier.
schema::Schema records_schema() {
  schema::Schema schema = small_schema();
  schema.tags.clear();
  schema.lists.resize(2);
  schema.lists[0].name = "holding";
  schema.lists[0].fields = {a_field("tier", enumeration(0)), a_field("value", money_in(0)),
                            a_field("words", set_of_text()), a_field("at", type_of(TypeKind::place))};
  schema.lists[1].name = "vips";
  schema.lists[1].fields = {a_field("seat", type_of(TypeKind::text)), a_field("tier", enumeration(0))};
  for (const auto& [name, type] :
       {std::pair{"home", type_of(TypeKind::place)}, std::pair{"commute", type_of(TypeKind::distance)},
        std::pair{"holdings", Type{TypeKind::list, TypeKind::boolean, 0}}}) {
    schema.tags.emplace_back().name = name;
    schema.tags.back().type = type;
  }
  return schema;
}

std::string shown_scalar(const Value& value) {
  const auto* known = std::get_if<std::int64_t>(&value);
  return known == nullptr ? "?" : std::to_string(*known);
}

// `id home commute [tier value words at] …`
std::string shown_customer(const CustomerReader& reader) {
  static const schema::Schema schema = records_schema();
  static const layout::RowLayout record = layout::record_layout(schema.lists[0]);
  const auto values = reader.values();
  const auto* home = std::get_if<std::int64_t>(&values[0]);
  std::string text =
      std::string(reader.id()) + " " + (home ? format_place(place_of(*home)) : "?") + " " + shown_scalar(values[1]);
  const auto* records = std::get_if<Records>(&values[2]);
  if (records == nullptr) return text + " ?";
  for (std::size_t index = 0; index < records->size(); ++index) {
    const void* row = records->rows[index].data();
    const layout::Row of{&record, static_cast<const std::byte*>(row)};
    const Value words = layout::load(of, 2);
    const auto* set = std::get_if<Texts>(&words);
    const Value at = layout::load(of, 3);
    const auto* place = std::get_if<std::int64_t>(&at);
    text += " [" + shown_scalar(layout::load(of, 0)) + " " + shown_scalar(layout::load(of, 1)) + " " +
            (set ? std::to_string(set->size()) : "?") + " " + (place ? format_place(place_of(*place)) : "?") + "]";
  }
  return text;
}

std::vector<std::string> read(std::string_view name, std::string_view contents) {
  const schema::Schema schema = records_schema();
  const TemporaryFile file(name, contents);
  CustomerReader reader(file.path(), schema, *Zone::named(schema.zone));
  return read_all(reader, shown_customer);
}

TEST(Places, ComeFromJsonAsTwoNumbersAndFromCsvAsText) {
  EXPECT_THAT(read("c.jsonl", R"({"customer":"1","home":[31.2304,-121.4737],"commute":1500})"),
              ElementsAre("1 31.2304,-121.4737 1500 ?"));
  EXPECT_THAT(read("c.jsonl", R"({"customer":"1","home":"31.2304, 121.4737"})"), ElementsAre("1 31.2304,121.4737 ? ?"));
  EXPECT_THAT(read("c.csv", "customer,home,commute\n1,\"31.2304,121.4737\",12.5\n2,,\n"),
              ElementsAre("1 31.2304,121.4737 12 ?", "2 ? ? ?"));
}

TEST(Places, ThatAreNoneAreFaults) {
  EXPECT_THAT(read("c.jsonl", R"({"customer":"1","home":[121.47,31.23]})"),
              ElementsAre("1:24 D1301 `home` is `[…]`, expected a place such as [31.23, 121.47]"));
  EXPECT_THAT(read("c.jsonl", R"({"customer":"1","home":[31.23]})"), ElementsAre(StartsWith("1:24 D1301")));
  EXPECT_THAT(read("c.jsonl", R"({"customer":"1","home":["31","121"]})"), ElementsAre(StartsWith("1:24 D1301")));
  EXPECT_THAT(read("c.jsonl", R"({"customer":"1","home":31.23})"), ElementsAre(StartsWith("1:24 D1301")));
  EXPECT_THAT(read("c.csv", "customer,home\n1,Shanghai\n"), ElementsAre(StartsWith("2:3 D1301")));
  EXPECT_THAT(read("c.csv", "customer,commute\n1,far\n"),
              ElementsAre("2:3 D1302 `commute` is `far`, expected metres such as 1500"));
}

TEST(ListsOfRecords, ComeFromJsonAsObjectsInTheirOrder) {
  EXPECT_THAT(
      read("c.jsonl", R"({"customer":"1","holdings":[{"value":2.5,"tier":"gold","words":["b","a"],"at":[1,2]},{}]})"),
      ElementsAre("1 ? ? [1 25000 2 1,2] [? ? ? ?]"));
  EXPECT_THAT(read("c.jsonl", R"({"customer":"1","holdings":[]})"), ElementsAre("1 ? ?"));
  EXPECT_THAT(read("c.jsonl", R"({"customer":"1","holdings":[{"tier":null}]})"), ElementsAre("1 ? ? [? ? ? ?]"));
}

TEST(ListsOfRecords, ComeFromCsvAsTheJsonInACell) {
  EXPECT_THAT(read("c.csv", "customer,holdings\n1,\"[{\"\"value\"\":1},{\"\"tier\"\":\"\"mass\"\"}]\"\n2,[]\n3,\n"),
              ElementsAre("1 ? ? [? 10000 ? ?] [0 ? ? ?]", "2 ? ?", "3 ? ? ?"));
}

TEST(ListsOfRecords, SayWhatDoesNotFit) {
  EXPECT_THAT(read("c.jsonl", R"({"customer":"1","holdings":"wealth"})"),
              ElementsAre("1:28 D1303 `holdings` is `\"wealth\"`, expected records such as [{\"kind\": \"wealth\"}]"));
  EXPECT_THAT(read("c.jsonl", R"({"customer":"1","holdings":[3]})"),
              ElementsAre(StartsWith("1:29 D1303 `holdings` is `3`")));
  EXPECT_THAT(read("c.jsonl", R"({"customer":"1","holdings":[{"kind":1}]})"),
              ElementsAre("1:37 D1305 a record of `holdings` has `kind`, which its list in the schema lacks"));
  EXPECT_THAT(read("c.jsonl", R"({"customer":"1","holdings":[{"tier":"golden"}]})"),
              ElementsAre(StartsWith("1:37 D0130 `tier` is `\"golden\"`")));
  EXPECT_THAT(read("c.csv", "customer,holdings\n1,\"[{\"\"tier\"\":\"\"golden\"\"}]\"\n"),
              ElementsAre(StartsWith("2:3 D0130")));
  for (const std::string_view cell : {"x", "\"[1\"", "{}", "[]]", "\"[],{}\""}) {
    EXPECT_THAT(read("c.csv", "customer,holdings\n1," + std::string(cell) + "\n"), ElementsAre(StartsWith("2:3 D1303")))
        << cell;
  }
}

TEST(ListsOfRecords, HaveAMostLength) {
  std::string records = "{}";
  for (std::size_t index = 1; index < kMostRecords; ++index) records += ",{}";
  EXPECT_EQ(read("c.jsonl", "{\"customer\":\"1\",\"holdings\":[" + records + "]}").size(), 1U);
  EXPECT_THAT(read("c.jsonl", "{\"customer\":\"1\",\"holdings\":[" + records + ",{}]}"),
              ElementsAre("1:29 D1304 `holdings` has 1001 records, more than the 1000 that a list can have"));
}

class NameListFiles : public testing::Test {
 protected:
  LoadedList load(std::string_view name, std::string_view contents) {
    const TemporaryFile file(name, contents);
    return load_name_list(file.path(), schema_, 1, *Zone::named(schema_.zone));
  }
  std::string seat(const LoadedList& loaded, std::string_view customer) {
    if (loaded.list == nullptr) return short_form(loaded.fault);
    const auto found = loaded.list->find(customer);
    if (!found) return "not on it";
    const Value seat = layout::load(loaded.list->row(*found), 0);
    const auto* text = std::get_if<std::string_view>(&seat);
    return text == nullptr ? "no seat" : std::string(*text);
  }

  schema::Schema schema_ = records_schema();
};

TEST_F(NameListFiles, MayBeCsvWithFields) {
  const LoadedList loaded = load("v.csv", "seat,customer\nA1,7\n,8\n");
  EXPECT_EQ(seat(loaded, "7"), "A1");
  EXPECT_EQ(seat(loaded, "8"), "no seat");
  EXPECT_EQ(seat(loaded, "9"), "not on it");
}

TEST_F(NameListFiles, MayBeJsonLinesWithFields) {
  const LoadedList loaded =
      load("v.jsonl", "{\"customer\":7,\"seat\":\"A1\",\"tier\":\"gold\"}\n{\"customer\":\"8\"}\n");
  EXPECT_EQ(seat(loaded, "7"), "A1");
  EXPECT_EQ(seat(loaded, "8"), "no seat");
}

TEST_F(NameListFiles, MayBeOneIdALine) {
  const LoadedList loaded = load("v.txt", "7\r\n\n  8 \n王五\n");
  EXPECT_EQ(loaded.list->size(), 3U);
  EXPECT_EQ(seat(loaded, "8"), "no seat");
  EXPECT_EQ(seat(loaded, "王五"), "no seat");
}

TEST_F(NameListFiles, OfNothingHaveNobody) {
  EXPECT_EQ(load("v.txt", "").list->size(), 0U);
  EXPECT_EQ(load("v.csv", "customer\n").list->size(), 0U);
}

TEST_F(NameListFiles, SayWhichLinesADoubleIsOn) {
  EXPECT_EQ(seat(load("v.txt", "7\n8\n7\n"), "7"), "3:0 D0113 the customer `7` is on line 1 already");
  EXPECT_EQ(seat(load("v.csv", "customer\n7\n7\n"), "7"), "3:0 D0113 the customer `7` is on line 2 already");
}

TEST_F(NameListFiles, SayWhatDoesNotFit) {
  EXPECT_EQ(seat(load("v.csv", "name\n7\n"), "7"),
            "1:0 D0110 the header has no column `customer`, which must be there");
  EXPECT_THAT(seat(load("v.csv", "customer,tier\n7,golden\n"), "7"), StartsWith("2:3 D0130 `tier` is `golden`"));
  EXPECT_THAT(seat(load("v.jsonl", "{\"seat\":\"A1\"}\n"), "7"), StartsWith("1:1 D0111"));
  EXPECT_THAT(seat(load("v.txt", "\xFF\n"), "7"), StartsWith("1:0 D0105"));
  EXPECT_THAT(seat(load_name_list("/nowhere/v.txt", schema_, 1, Zone::utc()), "7"), StartsWith("0:0 D0101"));
}

TEST_F(NameListFiles, CountColumnsThatTheSchemaLacks) {
  const LoadedList loaded = load("v.csv", "customer,wing\n7,east\n");
  EXPECT_THAT(short_forms(loaded.warnings), ElementsAre("2:0 D1314 the list `vips` has no field `wing` in the schema: left out, on 1 lines"));
  EXPECT_THAT(short_forms(load("v.csv", "customer,seat\n7,A1\n").warnings), IsEmpty());
}

TEST_F(NameListFiles, HoldManyNames) {
  std::string ids;
  for (int id = 0; id < 100'000; ++id) ids += "customer-" + std::to_string(id) + "\n";
  const LoadedList loaded = load("v.txt", ids);
  ASSERT_EQ(loaded.list->size(), 100'000U);
  EXPECT_TRUE(loaded.list->find("customer-99999"));
  EXPECT_FALSE(loaded.list->find("customer-100000"));
  EXPECT_FALSE(loaded.list->find("customer-"));
}

TEST_F(NameListFiles, AreTheSameOnceImported) {
  const LoadedList loaded = load("v.csv", "seat,customer,tier\nA1,7,gold\n,8,\n");
  const std::string bytes = lists::encode(schema_, schema_.lists[1], *loaded.list);
  const LoadedList again = load("v.wlist", bytes);
  ASSERT_NE(again.list, nullptr) << short_form(again.fault);
  EXPECT_EQ(again.list->size(), 2U);
  EXPECT_EQ(seat(again, "7"), "A1");
  EXPECT_EQ(seat(again, "8"), "no seat");
  EXPECT_EQ(lists::encode(schema_, schema_.lists[1], *again.list), bytes);
}

TEST_F(NameListFiles, ThatAreDamagedAreRefused) {
  const LoadedList loaded = load("v.csv", "seat,customer,tier\nA1,7,gold\n,8,\n");
  const std::string bytes = lists::encode(schema_, schema_.lists[1], *loaded.list);
  for (std::size_t at = 8; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    EXPECT_EQ(load("v.wlist", damaged).list, nullptr) << at;
    EXPECT_EQ(load("v.wlist", bytes.substr(0, at)).list, nullptr) << at;
  }
}

TEST_F(NameListFiles, OfOtherFieldsAreRefused) {
  const LoadedList loaded = load("v.csv", "seat,customer\nA1,7\n");
  const std::string bytes = lists::encode(schema_, schema_.lists[1], *loaded.list);
  schema_.lists[1].fields.pop_back();
  EXPECT_THAT(seat(load("v.wlist", bytes), "7"), testing::HasSubstr("other fields"));
}

}  // namespace
}  // namespace wend::data
