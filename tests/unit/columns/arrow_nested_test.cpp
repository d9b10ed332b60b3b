// Places and lists of records out of Arrow tables: what they mean, row by row, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "compiler/layout/row_layout.hpp"
#include "runtime/columns/arrow_table.hpp"
#include "runtime/value/place.hpp"
#include "tests/support/arrow_arrays.hpp"

namespace wend::columns {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using tests::ArrowNode;
using tests::bitmap_of;
using tests::bytes_of;
using Node = std::shared_ptr<ArrowNode>;

constexpr Type kHoldings{.kind = TypeKind::list, .detail = 0};

Node node(std::string name, std::string format, std::int64_t length,
          std::vector<std::optional<std::vector<std::byte>>> buffers, std::vector<Node> children = {}) {
  auto made = std::make_shared<ArrowNode>();
  made->name = std::move(name);
  made->format = std::move(format);
  made->length = length;
  made->buffers = std::move(buffers);
  made->children = std::move(children);
  return made;
}

template <typename Item>
Node numbers(std::string name, std::string format, const std::vector<Item>& items) {
  return node(std::move(name), std::move(format), static_cast<std::int64_t>(items.size()),
              {std::nullopt, bytes_of(items)});
}

Node texts(std::string name, const std::vector<std::string>& items) {
  std::vector<std::int32_t> ends{0};
  std::vector<char> bytes;
  for (const std::string& item : items) {
    bytes.insert(bytes.end(), item.begin(), item.end());
    ends.push_back(static_cast<std::int32_t>(bytes.size()));
  }
  return node(std::move(name), "u", static_cast<std::int64_t>(items.size()),
              {std::nullopt, bytes_of(ends), bytes_of(bytes)});
}

void set_null(ArrowNode& of, const std::vector<bool>& known) {
  of.buffers[0] = bitmap_of(known);
  of.null_count = -1;
}

Node structs(std::string name, std::int64_t length, std::vector<Node> children) {
  return node(std::move(name), "+s", length, {std::nullopt}, std::move(children));
}

Node lists(std::string name, const std::vector<std::int32_t>& offsets, Node element) {
  return node(std::move(name), "+l", static_cast<std::int64_t>(offsets.size()) - 1, {std::nullopt, bytes_of(offsets)},
              {std::move(element)});
}

class ArrowNestedTest : public testing::Test {
 protected:
  ArrowNestedTest() {
    schema_->enums.resize(1);
    schema_->enums[0].name = "kind";
    for (const char* name : {"fund", "bond"}) schema_->enums[0].values.emplace_back().name = name;
    const auto field = [](schema::List& list, const char* name, Type type) {
      list.fields.emplace_back().name = name;
      list.fields.back().type = type;
    };
    schema_->lists.resize(1);
    schema_->lists[0].name = "holding";
    field(schema_->lists[0], "kind", enumeration(0));
    field(schema_->lists[0], "value", money_in(0));
    field(schema_->lists[0], "note", type_of(TypeKind::text));
    field(schema_->lists[0], "kinds", set_of_enumeration(0));
    schema_->lists[0].fields[1].label["zh"] = "市值";
    const auto tag = [&](const char* name, Type type) {
      schema_->tags.emplace_back().name = name;
      schema_->tags.back().type = type;
    };
    tag("home", type_of(TypeKind::place));
    tag("holdings", kHoldings);
  }
  void TearDown() override { EXPECT_EQ(tests::arrow_unreleased(), 0); }

  Result<ArrowTable> table_of(const Node& column, std::int64_t rows) {
    const Node batch = structs("", rows, {column});
    ArrowSchema schema{};
    ArrowArray array{};
    tests::export_schema(batch, &schema);
    tests::export_array(batch, &array);
    return ArrowTable::from_batch(schema_, Zone::utc(), &schema, &array);
  }
  std::string refusal(const Node& column, std::int64_t rows) {
    const auto table = table_of(column, rows);
    return table ? std::string() : table.error().message;
  }

  // `52.5 13.25`, `unknown`.
  std::vector<std::string> places(const Node& column, std::int64_t rows) {
    const auto table = table_of(column, rows);
    if (!table) return {table.error().message};
    std::vector<std::string> read;
    for (std::size_t row = 0; row < static_cast<std::size_t>(rows); ++row) {
      const Value value = load(*table, 0, row);
      read.push_back(is_known(value) ? format_place(place_of(std::get<std::int64_t>(value))) : "unknown");
    }
    return read;
  }

  // `0 500000 "a" {1}; 1 ? ? ?` of each row.
  std::vector<std::string> holdings(const Node& column, std::int64_t rows) {
    const auto table = table_of(column, rows);
    if (!table) return {table.error().message};
    std::vector<std::string> read;
    for (std::size_t row = 0; row < static_cast<std::size_t>(rows); ++row) read.push_back(said(load(*table, 1, row)));
    return read;
  }

  std::string said(const Value& value) {
    if (!is_known(value)) return "unknown";
    const layout::RowLayout tags = layout::tag_layout(*schema_, std::vector<schema::TagIndex>{1});
    const auto records = std::get<Records>(value);
    std::string text;
    for (std::size_t record = 0; record < records.size(); ++record) {
      const layout::Row row = layout::record_at(&tags, kHoldings, records, record);
      text += record == 0 ? "" : "; ";
      text += word(layout::load(row, 0)) + ' ' + word(layout::load(row, 1)) + ' ' + word(layout::load(row, 2)) + ' ' +
              word(layout::load(row, 3));
    }
    return text;
  }
  static std::string word(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* set = std::get_if<Ordinals>(&value))
      return testing::PrintToString(std::vector(set->begin(), set->end()));
    const auto* text = std::get_if<std::string_view>(&value);
    return text == nullptr ? "?" : '"' + std::string(*text) + '"';
  }
  static Value load(const ArrowTable& table, std::size_t tag, std::size_t row) {
    static layout::ColumnScratch scratch;
    return layout::load(table.layout().columns[tag], table.chunks()[0].columns[tag], row, scratch);
  }

  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
};

TEST_F(ArrowNestedTest, PlacesAreStructsOfTwoCoordinatesByName) {
  const std::vector<double> north{52.5, -90, 0};
  const std::vector<double> east{13.25, 180, -0.00000005};
  for (const auto& [latitude, longitude] :
       {std::pair{"latitude", "longitude"}, std::pair{"lat", "lon"}, std::pair{"y", "x"}}) {
    const Node home = structs(
        "home", 3,
        {numbers(longitude, "g", east), numbers("z", "i", std::vector{1, 2, 3}), numbers(latitude, "g", north)});
    EXPECT_THAT(places(home, 3), ElementsAre(format_place({525'000'000, 132'500'000}),
                                             format_place({-900'000'000, 1'800'000'000}), format_place({0, 0})))
        << latitude;
  }
}

TEST_F(ArrowNestedTest, APlaceIsMissingWhereACoordinateIsOrWhereItIsNotOnEarth) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Node latitudes =
      numbers("lat", "g", std::vector<double>{1, 2, nan, 90.1, 5, -std::numeric_limits<double>::infinity()});
  const Node longitudes = numbers("lon", "g", std::vector<double>{1, 2, 3, 4, -180.1, 6});
  set_null(*longitudes, {false, true, true, true, true, true});
  const Node home = structs("home", 6, {latitudes, longitudes});
  set_null(*home, {true, false, true, true, true, true});
  EXPECT_THAT(places(home, 6), testing::Each("unknown"));
}

TEST_F(ArrowNestedTest, PlacesOfASliceBeginWhereItDoes) {
  const Node home =
      structs("home", 2,
              {numbers("lat", "g", std::vector<double>{1, 2, 3}), numbers("lon", "g", std::vector<double>{4, 5, 6})});
  home->offset = 1;
  EXPECT_THAT(places(home, 2),
              ElementsAre(format_place({20'000'000, 50'000'000}), format_place({30'000'000, 60'000'000})));
}

TEST_F(ArrowNestedTest, RefusesPlacesOfOtherForms) {
  const std::string would_do = "a struct of two float64, latitude and longitude, can";
  EXPECT_THAT(refusal(numbers("home", "g", std::vector<double>{1}), 1), HasSubstr(would_do));
  EXPECT_THAT(refusal(structs("home", 1, {numbers("lat", "g", std::vector<double>{1})}), 1), HasSubstr(would_do));
  EXPECT_THAT(
      refusal(
          structs("home", 1, {numbers("lat", "f", std::vector<float>{1}), numbers("lon", "g", std::vector<double>{1})}),
          1),
      HasSubstr(would_do));
  EXPECT_THAT(
      refusal(
          structs("home", 1, {numbers("lat", "g", std::vector<double>{}), numbers("lon", "g", std::vector<double>{1})}),
          1),
      HasSubstr("its 0 rows are fewer than the 1 that are read of it"));
}

Node holding(std::int64_t records) {
  const std::vector<std::int64_t> all{100, 200, 300, 400};
  const std::vector<std::string> kinds{"fund", "bond", "bond", "fund"};
  const std::vector<std::string> notes{"a", "", "ccc", "d"};
  return structs("item", records,
                 {texts("note", {notes.begin(), notes.begin() + records}),
                  numbers("市值", "l", std::vector(all.begin(), all.begin() + records)),
                  texts("kind", {kinds.begin(), kinds.begin() + records}),
                  numbers("no_field", "i", std::vector<std::int32_t>(static_cast<std::size_t>(records)))});
}

TEST_F(ArrowNestedTest, ListsOfRecordsAreListsOfStructs) {
  const Node column = lists("holdings", {0, 2, 2, 3}, holding(3));
  EXPECT_THAT(holdings(column, 3), ElementsAre("0 1000000 \"a\" ?; 1 2000000 \"\" ?", "", "1 3000000 \"ccc\" ?"));
}

TEST_F(ArrowNestedTest, ListsOfASliceBeginWhereItDoes) {
  const Node column = lists("holdings", {0, 2, 3}, holding(4));
  column->children[0]->offset = 1;
  column->children[0]->length = 3;
  column->offset = 1;
  column->length = 1;
  EXPECT_THAT(holdings(column, 1), ElementsAre("0 4000000 \"d\" ?"));
}

TEST_F(ArrowNestedTest, AMissingFieldIsMissingInItsRecordAndAMissingRecordMakesTheListMissing) {
  const Node records = holding(4);
  set_null(*records->children[1], {false, true, true, true});
  set_null(*records, {true, true, false, true});
  const Node column = lists("holdings", {0, 1, 2, 4, 4}, records);
  set_null(*column, {true, true, true, false});
  EXPECT_THAT(holdings(column, 4), ElementsAre("0 ? \"a\" ?", "1 2000000 \"\" ?", "unknown", "unknown"));
}

TEST_F(ArrowNestedTest, RecordsMayHaveSets) {
  const Node kinds = lists("kinds", {0, 2, 2, 3}, texts("item", {"bond", "fund", "bond"}));
  const Node column = lists("holdings", {0, 2, 3}, structs("item", 3, {kinds}));
  EXPECT_THAT(holdings(column, 2), ElementsAre("? ? ? { 0, 1 }; ? ? ? {}", "? ? ? { 1 }"));
}

TEST_F(ArrowNestedTest, RefusesListsOfOtherForms) {
  const std::string would_do = "a list of structs whose columns can hold the records' fields can";
  EXPECT_THAT(refusal(holding(1), 1), testing::IsEmpty()) << "a column that is no tag's is left out";
  Node one = holding(1);
  one->name = "holdings";
  EXPECT_THAT(refusal(one, 1), HasSubstr(would_do));
  EXPECT_THAT(refusal(lists("holdings", {0, 1}, texts("item", {"a"})), 1), HasSubstr(would_do));
  const Node twice = holding(1);
  twice->children[3]->name = "value";
  EXPECT_THAT(refusal(lists("holdings", {0, 1}, twice), 1), HasSubstr(would_do));
  const Node wrong = holding(1);
  wrong->children[1]->format = "b";
  EXPECT_THAT(refusal(lists("holdings", {0, 1}, wrong), 1), HasSubstr(would_do));
}

TEST_F(ArrowNestedTest, RefusesListsThatLie) {
  EXPECT_THAT(refusal(lists("holdings", {0, 5}, holding(4)), 1), HasSubstr("its 4 rows are fewer than the 5"));
  EXPECT_THAT(refusal(lists("holdings", {2, 1}, holding(4)), 1), HasSubstr("column `holdings`"));
  EXPECT_THAT(refusal(lists("holdings", {-1, 1}, holding(4)), 1), HasSubstr("column `holdings`"));
  const Node short_field = holding(4);
  short_field->children[1]->length = 3;
  EXPECT_THAT(refusal(lists("holdings", {0, 4}, short_field), 1), HasSubstr("its 3 rows are fewer than the 4"));
  const Node no_name = holding(1);
  no_name->children[2] = texts("kind", {"gold"});
  EXPECT_THAT(refusal(lists("holdings", {0, 1}, no_name), 1), HasSubstr("`gold` is no value of kind"));
}

TEST_F(ArrowNestedTest, RefusesMoreRecordsThanAListHas) {
  const auto cards = [](std::int32_t count) {
    return lists(
        "holdings", {0, count},
        structs("item", count, {numbers("value", "l", std::vector<std::int64_t>(static_cast<std::size_t>(count)))}));
  };
  EXPECT_THAT(refusal(cards(1'000), 1), testing::IsEmpty());
  EXPECT_EQ(refusal(cards(1'001), 1), "column `holdings`: row 0 has a list of 1001 records; 1000 are the most");
}

}  // namespace
}  // namespace wend::columns
