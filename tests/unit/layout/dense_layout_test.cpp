#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "compiler/layout/row_layout.hpp"

namespace wend::layout {
namespace {

const std::vector<Type> kEveryType{type_of(TypeKind::boolean),
                                   type_of(TypeKind::integer),
                                   type_of(TypeKind::number),
                                   money_in(0),
                                   type_of(TypeKind::duration),
                                   type_of(TypeKind::period),
                                   type_of(TypeKind::date),
                                   type_of(TypeKind::time),
                                   type_of(TypeKind::time_of_day),
                                   type_of(TypeKind::text),
                                   enumeration(0),
                                   set_of_enumeration(0),
                                   set_of_text(),
                                   type_of(TypeKind::product),
                                   type_of(TypeKind::distance),
                                   type_of(TypeKind::customer)};

const std::vector<std::int32_t> kOrdinals{0, 3, 7};
const std::vector<std::string> kTexts{"", "a", "上海"};

std::vector<Value> every_value() {
  return {true,
          std::int64_t{-5},
          std::numeric_limits<std::int64_t>::max(),
          std::numeric_limits<std::int64_t>::min(),
          std::int64_t{1},
          Period{1, -2, 3},
          std::int64_t{20'514},
          std::int64_t{1'700'000'000'000'000},
          std::int64_t{36'000'000'000},
          std::string_view("财富"),
          std::int64_t{2},
          Ordinals(kOrdinals),
          Texts(kTexts),
          std::int64_t{4},
          std::int64_t{3'000},
          std::string_view("customer-7")};
}

TEST(DenseLayout, ReadsBackWhatWasWritten) {
  const RowLayout layout = dense_layout(kEveryType);
  std::vector<std::byte> block;
  const std::vector<Value> values = every_value();
  append_row(layout, values, block);
  ASSERT_TRUE(is_sound(layout, block));
  for (std::uint32_t field = 0; field < values.size(); ++field) {
    EXPECT_TRUE(same(load({&layout, block.data()}, field), values[field])) << "field " << field;
  }
}

TEST(DenseLayout, KeepsMissingFieldsApartFromZero) {
  const RowLayout layout = dense_layout(kEveryType);
  std::vector<std::byte> block;
  append_row(layout, std::vector<Value>(kEveryType.size()), block);
  EXPECT_EQ(block.size(), layout.fixed_size);
  for (std::uint32_t field = 0; field < kEveryType.size(); ++field) {
    EXPECT_FALSE(is_known(load({&layout, block.data()}, field))) << "field " << field;
  }
}

TEST(DenseLayout, LaysRowsOneAfterAnother) {
  const RowLayout layout = dense_layout(std::array{type_of(TypeKind::text), type_of(TypeKind::integer)});
  std::vector<std::byte> block;
  append_row(layout, std::vector<Value>{std::string_view("first"), std::int64_t{1}}, block);
  const std::size_t second = block.size();
  append_row(layout, std::vector<Value>{std::string_view("the second"), std::int64_t{2}}, block);
  EXPECT_EQ(second % kRowAlignment, 0U);
  EXPECT_EQ(row_size(layout, block.data()), second);
  EXPECT_EQ(row_size(layout, block.data() + second), block.size() - second);
  EXPECT_TRUE(same(load({&layout, block.data() + second}, 0), std::string_view("the second")));
  EXPECT_TRUE(same(load({&layout, block.data()}, 0), std::string_view("first")));
}

TEST(DenseLayout, MayBeMovedAsBytes) {
  const RowLayout layout = dense_layout(kEveryType);
  std::vector<std::byte> block;
  append_row(layout, every_value(), block);
  const std::vector<std::byte> moved = block;
  std::ranges::fill(block, std::byte{0xEE});
  EXPECT_TRUE(same(load({&layout, moved.data()}, 12), Texts(kTexts)));
  EXPECT_TRUE(same(load({&layout, moved.data()}, 11), Ordinals(kOrdinals)));
}

TEST(DenseLayout, MakesEqualBytesOfEqualValues) {
  const RowLayout layout = dense_layout(kEveryType);
  std::vector<std::byte> one;
  std::vector<std::byte> other(kRowAlignment * 3, std::byte{0xFF});
  append_row(layout, every_value(), one);
  append_row(layout, every_value(), other);
  EXPECT_TRUE(std::ranges::equal(one, std::span(other).subspan(kRowAlignment * 3)));
}

TEST(DenseLayout, LeavesOutWhatIsNotWanted) {
  const RowLayout layout = dense_layout(kEveryType, std::array{1U, 9U});
  std::vector<std::byte> block;
  append_row(layout, every_value(), block);
  EXPECT_TRUE(same(load({&layout, block.data()}, 1), std::int64_t{-5}));
  EXPECT_TRUE(same(load({&layout, block.data()}, 9), std::string_view("财富")));
  EXPECT_FALSE(is_known(load({&layout, block.data()}, 0)));
  EXPECT_LT(layout.fixed_size, dense_layout(kEveryType).fixed_size);
}

TEST(DenseLayout, WritesAsMissingWhatDoesNotFit) {
  const RowLayout layout = dense_layout(std::array{type_of(TypeKind::date), type_of(TypeKind::integer)});
  std::vector<std::byte> block;
  append_row(layout, std::vector<Value>{std::int64_t{1} << 40U, std::string_view("no integer")}, block);
  EXPECT_FALSE(is_known(load({&layout, block.data()}, 0)));
  EXPECT_FALSE(is_known(load({&layout, block.data()}, 1)));
}

TEST(DenseLayout, HoldsNoListsWhereNoSchemaSaysWhatTheirRecordsAre) {
  const RowLayout layout = dense_layout(std::array{type_of(TypeKind::place), type_of(TypeKind::list)});
  EXPECT_EQ(layout.fields[0].storage, Storage::integer64);
  EXPECT_EQ(layout.fields[1].storage, Storage::absent);
}

TEST(DenseLayout, OfASchemaFollowsItsTagsAndEvents) {
  schema::Schema schema;
  schema.tags.resize(3);
  schema.tags[1].type = type_of(TypeKind::text);
  schema.events.resize(1);
  schema.events[0].fields.resize(2);
  schema.events[0].fields[1].type = money_in(0);
  EXPECT_EQ(tag_layout(schema, std::array{1U}).fields[1].storage, Storage::inline_text);
  EXPECT_EQ(tag_layout(schema, std::array{1U}).fields[0].storage, Storage::absent);
  EXPECT_EQ(tag_layout(schema, {}).fields[1].storage, Storage::absent);
  EXPECT_EQ(event_layout(schema.events[0]).fields[1].storage, Storage::integer64);
  EXPECT_EQ(event_layout(schema.events[0]).fields[0].storage, Storage::boolean8);
}

TEST(DenseLayout, GivesARowWithoutFieldsAnAddressOfItsOwn) {
  const RowLayout layout = event_layout({});
  std::vector<std::byte> block;
  append_row(layout, {}, block);
  append_row(layout, {}, block);
  EXPECT_EQ(row_size(layout, block.data()), kRowAlignment);
  EXPECT_EQ(block.size(), 2 * kRowAlignment);
  EXPECT_TRUE(is_sound(layout, block));
}

TEST(DenseLayout, KnowsNothingOfARowThatIsNotThere) {
  const RowLayout layout = dense_layout(kEveryType);
  const std::vector<std::byte> block(layout.fixed_size, std::byte{0xFF});
  EXPECT_FALSE(is_known(load({}, 0)));
  EXPECT_FALSE(is_known(load({&layout, nullptr}, 0)));
  EXPECT_FALSE(is_known(load({&layout, block.data()}, 1'000)));
}

}  // namespace
}  // namespace wend::layout
