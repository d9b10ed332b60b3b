// Every storage and mark of a scalar, at the edges of what it can hold.
#include <array>
#include <cstring>
#include <limits>
#include <random>

#include "tests/unit/flat/fixture.hpp"

namespace wend::flat {
namespace {

using layout::Field;
using layout::Missing;
using layout::Storage;

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

// A struct of one field and its mark, between bytes that are somebody else's.
struct Row {
  std::array<std::byte, 32> bytes{};
};

class FlatStorage : public FlatTest, public testing::WithParamInterface<Storage> {
 protected:
  FlatStorage() { schema_->tags.resize(1); }

  void lay_out(const Field& field) {
    tags_ = {.fields = {field}, .fixed_size = sizeof(Row)};
    tags_.fields[0].type = GetParam() == Storage::boolean8 ? kBoolean : kInteger;
  }

  // Conditions about the field; the limits are those where something may tip.
  std::vector<Id> conditions() {
    const Id field = tag(0);
    std::vector<Id> made{make(Operation::known, {field})};
    if (GetParam() == Storage::boolean8) made.push_back(field);
    for (const std::int64_t limit : {kLeast, kLeast + 1, std::int64_t{-129}, std::int64_t{-1}, std::int64_t{0},
                                     std::int64_t{1}, std::int64_t{100}, std::int64_t{101}, kMost - 1, kMost}) {
      if (GetParam() == Storage::boolean8) break;
      for (const Operation operation :
           {Operation::less, Operation::less_equal, Operation::equal, Operation::not_equal}) {
        made.push_back(make(operation, {field, integer(limit)}));
        made.push_back(make(operation, {integer(limit), field}));
      }
    }
    const std::size_t count = made.size();
    for (std::size_t index = 0; index < count; ++index) made.push_back(make(Operation::negation, {made[index]}));
    return made;
  }

  void compare() {
    std::vector<Id> made = conditions();
    made.push_back(build_.make(Operation::disjunction, kBoolean, made));
    made.push_back(build_.make(Operation::conjunction, kBoolean, made));
    for (const Id condition : made) {
      const Code code = compile(condition);
      for (const Row& row : rows_) {
        inputs_.tags = {&tags_, row.bytes.data()};
        ASSERT_EQ(code.judge(inputs_), eval::judge(program_, condition, inputs_)) << ir::to_text(program_, condition);
      }
    }
  }

  // Rows of bytes at random, of zeros and of ones.
  static std::vector<Row> make_rows() {
    std::mt19937_64 random(3);  // NOLINT(cert-msc51-cpp): the same rows every time
    std::vector<Row> rows(20);
    for (std::size_t row = 2; row < rows.size(); ++row) {
      for (std::byte& byte : rows[row].bytes) byte = static_cast<std::byte>(random());
    }
    rows[1].bytes.fill(std::byte{0xFF});
    return rows;
  }

  std::vector<Row> rows_ = make_rows();
};

TEST_P(FlatStorage, IsReadWhereverItLiesAndHoweverItIsMarked) {
  for (const std::uint32_t offset : {0U, 8U, 13U, 24U}) {
    for (const Missing missing : {Missing::never, Missing::known_bit, Missing::known_byte, Missing::sentinel}) {
      for (const std::int64_t sentinel : {std::int64_t{0}, std::int64_t{-1}}) {
        lay_out({.storage = GetParam(),
                 .missing = missing,
                 .missing_bit = 3,
                 .offset = offset,
                 .missing_offset = 7,
                 .sentinel = sentinel,
                 .type = {}});
        compare();
      }
    }
  }
}

TEST_P(FlatStorage, IsMultipliedByItsFactor) {
  if (GetParam() == Storage::boolean8) return;
  for (const std::int64_t factor : {std::int64_t{100}, std::int64_t{-1}, std::int64_t{1} << 31U, kMost}) {
    lay_out({.storage = GetParam(), .offset = 8, .factor = factor, .type = {}});
    compare();
  }
}

INSTANTIATE_TEST_SUITE_P(EveryStorage, FlatStorage,
                         testing::Values(Storage::boolean8, Storage::integer8, Storage::integer16, Storage::integer32,
                                         Storage::integer64));

TEST_F(FlatTest, ReadsARowThatIsShorterThanAWord) {
  struct Small {
    std::int32_t number = 5;
  };
  schema_->tags.resize(1);
  tags_ = {.fields = {{.storage = Storage::integer32, .type = kInteger}}, .fixed_size = sizeof(Small)};
  const Small small;
  inputs_.tags = {&tags_, reinterpret_cast<const std::byte*>(&small)};
  EXPECT_EQ(judge(make(Operation::less, {tag(0), integer(6)})), Truth::yes);
}

}  // namespace
}  // namespace wend::flat
