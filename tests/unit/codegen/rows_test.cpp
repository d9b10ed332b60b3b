// Rows read in place: every storage and every mark of what is missing, at any alignment.
#include <cstring>
#include <limits>
#include <string>

#include "tests/unit/codegen/twin.hpp"

namespace wend::codegen {
namespace {

using ir::Operation;
using layout::Field;
using layout::Missing;
using layout::Storage;

constexpr std::uint32_t kOffset = 3;  // nothing is aligned
constexpr std::uint32_t kMark = 1;

// A host's struct of one field, in a buffer that ends where the field does.
class RowsTest : public testing::Test {
 protected:
  template <typename Stored>
  void store(const Stored& stored, std::uint8_t mark = 0xff) {
    row_.assign(kOffset + sizeof stored, std::byte{0xaa});
    std::memcpy(row_.data() + kOffset, &stored, sizeof stored);
    row_[kMark] = std::byte{mark};
  }

  // Whether the field is known, and equal to the second, a tag that a dense row holds; both say the same.
  std::pair<Truth, Truth> read(const Field& field, const Type& type, const Value& expected) {
    layout::RowLayout layout;
    layout.fields = {field};
    layout.fields[0].type = type;
    ir::Program program;
    program.schema = schema();
    ir::Builder build(program);
    const ir::ExpressionId tag = build.leaf(Operation::tag, type, 0);
    const ir::ExpressionId known = build.make(Operation::known, kBoolean, {tag});
    const ir::ExpressionId same = build.make(Operation::equal, kBoolean, {tag, build.constant(type, own(expected))});
    eval::Inputs inputs;
    inputs.tags = {&layout, row_.data()};
    return {Twin(program, {.condition = known, .tags = &layout}).judge(inputs),
            Twin(program, {.condition = same, .tags = &layout}).judge(inputs)};
  }

  static Field field(Storage storage, Missing missing = Missing::never) {
    Field made;
    made.storage = storage;
    made.missing = missing;
    made.offset = kOffset;
    made.missing_offset = kMark;
    return made;
  }

  static std::shared_ptr<schema::Schema> schema() {
    auto made = std::make_shared<schema::Schema>();
    made->tags.resize(1);
    made->tags[0].name = "read";
    return made;
  }

  static constexpr std::pair<Truth, Truth> kSame{Truth::yes, Truth::yes};
  static constexpr std::pair<Truth, Truth> kMissing{Truth::no, Truth::unknown};

  std::vector<std::byte> row_;
};

TEST_F(RowsTest, ReadIntegersOfEveryWidthWithTheirSign) {
  store(std::int8_t{-128});
  EXPECT_EQ(read(field(Storage::integer8), kInteger, std::int64_t{-128}), kSame);
  store(std::int16_t{-32768});
  EXPECT_EQ(read(field(Storage::integer16), kInteger, std::int64_t{-32768}), kSame);
  store(std::int32_t{-7});
  EXPECT_EQ(read(field(Storage::integer32), kDate, std::int64_t{-7}), kSame);
  store(std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(read(field(Storage::integer64), kMoney, std::numeric_limits<std::int64_t>::min()), kSame);
}

TEST_F(RowsTest, ScaleWhatTheHostStoresInOtherUnits) {
  Field cents = field(Storage::integer32);
  cents.factor = 100;
  store(std::int32_t{-1250});
  EXPECT_EQ(read(cents, kMoney, std::int64_t{-125'000}), kSame);
}

TEST_F(RowsTest, HoldWhatOverflowsWhileScalingAsUnknown) {
  Field cents = field(Storage::integer64);
  cents.factor = 100;
  store(std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(read(cents, kMoney, std::int64_t{0}), kMissing);
}

TEST_F(RowsTest, TakeAnyByteButZeroForTrue) {
  store(std::uint8_t{0x80});
  EXPECT_EQ(read(field(Storage::boolean8), kBoolean, true), kSame);
  store(std::uint8_t{0});
  EXPECT_EQ(read(field(Storage::boolean8), kBoolean, false), kSame);
}

TEST_F(RowsTest, KnowSentinelsInTheStoredUnit) {
  Field cents = field(Storage::integer16, Missing::sentinel);
  cents.sentinel = -1;
  cents.factor = 100;
  store(std::int16_t{-1});
  EXPECT_EQ(read(cents, kMoney, std::int64_t{-100}), kMissing);
  store(std::int16_t{1});
  EXPECT_EQ(read(cents, kMoney, std::int64_t{100}), kSame);
  Field flag = field(Storage::boolean8, Missing::sentinel);
  flag.sentinel = -1;
  store(std::uint8_t{0xff});
  EXPECT_EQ(read(flag, kBoolean, true), kMissing);
}

TEST_F(RowsTest, KnowEveryBitOfAMark) {
  for (std::uint8_t bit = 0; bit < 8; ++bit) {
    Field marked = field(Storage::integer32, Missing::known_bit);
    marked.missing_bit = bit;
    const auto mask = static_cast<std::uint8_t>(1U << bit);
    store(std::int32_t{5}, mask);
    EXPECT_EQ(read(marked, kInteger, std::int64_t{5}), kSame);
    store(std::int32_t{5}, static_cast<std::uint8_t>(~mask));
    EXPECT_EQ(read(marked, kInteger, std::int64_t{5}), kMissing);
  }
}

TEST_F(RowsTest, KnowAByteThatMarks) {
  store(std::int32_t{5}, 0);
  EXPECT_EQ(read(field(Storage::integer32, Missing::known_byte), kInteger, std::int64_t{5}), kMissing);
  store(std::int32_t{5}, 2);
  EXPECT_EQ(read(field(Storage::integer32, Missing::known_byte), kInteger, std::int64_t{5}), kSame);
}

TEST_F(RowsTest, QuantiseFloats) {
  store(0.1);
  EXPECT_EQ(read(field(Storage::float64), kNumber, std::int64_t{100'000}), kSame);
  store(0.1);
  EXPECT_EQ(read(field(Storage::float64), kMoney, std::int64_t{1'000}), kSame);
  store(2.5);
  EXPECT_EQ(read(field(Storage::float64), kInteger, std::int64_t{2}), kSame);
}

TEST_F(RowsTest, HoldFloatsThatAreNoNumbersAsUnknown) {
  for (const double value : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 1e30}) {
    store(value);
    EXPECT_EQ(read(field(Storage::float64), kNumber, std::int64_t{0}), kMissing);
  }
}

TEST_F(RowsTest, ReadPeriods) {
  store(Period{-1, 2, -3});
  EXPECT_EQ(read(field(Storage::period), kPeriod, Period{-1, 2, -3}), kSame);
}

TEST_F(RowsTest, ReadTextsThatLieElsewhere) {
  const std::string text = "上海";
  store(std::string_view(text));
  EXPECT_EQ(read(field(Storage::text_view), kText, std::string_view(text)), kSame);
  store(text.c_str());
  EXPECT_EQ(read(field(Storage::text_pointer), kText, std::string_view(text)), kSame);
}

TEST_F(RowsTest, HoldNoTextAsUnknownAndNoBytesAsEmpty) {
  store(static_cast<const char*>(nullptr));
  EXPECT_EQ(read(field(Storage::text_pointer), kText, std::string_view()), kMissing);
  store(std::string_view());
  EXPECT_EQ(read(field(Storage::text_view), kText, std::string_view()), kSame);
}

TEST_F(RowsTest, NeverFollowAnAddressThatIsMarkedMissing) {
  constexpr std::uintptr_t nowhere = 0x10;
  store(nowhere, 0);
  EXPECT_EQ(read(field(Storage::text_pointer, Missing::known_byte), kText, std::string_view("a")), kMissing);
  store(std::array<std::uintptr_t, 2>{100, nowhere}, 0);
  EXPECT_EQ(read(field(Storage::text_view, Missing::known_byte), kText, std::string_view("a")), kMissing);
}

TEST_F(RowsTest, HoldWhatIsNotInTheRowAsUnknown) {
  store(std::int32_t{5});
  EXPECT_EQ(read(field(Storage::absent), kInteger, std::int64_t{5}), kMissing);
  EXPECT_EQ(read(field(Storage::absent), kTexts, Texts()), kMissing);
}

}  // namespace
}  // namespace wend::codegen
