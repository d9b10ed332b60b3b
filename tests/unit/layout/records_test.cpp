// Lists of records in rows.
#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "compiler/layout/row_layout.hpp"

namespace wend::layout {
namespace {

class RecordsTest : public testing::Test {
 protected:
  RecordsTest() {
    schema_.lists.resize(2);
    schema_.lists[1].fields.resize(2);
    schema_.lists[1].fields[0].type = type_of(TypeKind::text);
    schema_.lists[1].fields[1].type = set_of_text();
    schema_.tags.resize(3);
    schema_.tags[0].type = type_of(TypeKind::integer);
    schema_.tags[1].type = {TypeKind::list, TypeKind::boolean, 1};
    schema_.tags[2].type = type_of(TypeKind::text);
    layout_ = tag_layout(schema_, std::array{0U, 1U, 2U});
    record_ = record_layout(schema_.lists[1]);
  }

  void add(std::string_view text, const std::vector<std::string>& words) {
    std::vector<std::byte> row;
    append_row(record_, std::vector<Value>{text, Texts(words)}, row);
    records_.rows.emplace_back(reinterpret_cast<const char*>(row.data()), row.size());
  }

  void write() {
    block_.clear();
    append_row(layout_, std::vector<Value>{std::int64_t{7}, borrow(OwnedValue(records_)), std::string_view("end")},
               block_);
  }

  [[nodiscard]] Records read() const {
    const Value value = load({&layout_, block_.data()}, 1);
    return *std::get_if<Records>(&value);
  }

  [[nodiscard]] std::size_t offset_of_list() const {
    Texts::Entry entries;
    std::memcpy(&entries, block_.data() + layout_.fields[1].offset, sizeof entries);
    return entries.offset;
  }
  Texts::Entry& record_entry(std::size_t index) {
    return *reinterpret_cast<Texts::Entry*>(block_.data() + offset_of_list() + index * sizeof(Texts::Entry));
  }

  schema::Schema schema_;
  RowLayout layout_;
  RowLayout record_;
  OwnedRecords records_;
  std::vector<std::byte> block_;
};

TEST_F(RecordsTest, ComeBackAsTheyWereWritten) {
  add("one", {"a", "b"});
  add("上海", {});
  write();
  const Records read_back = read();
  ASSERT_EQ(read_back.size(), 2U);
  EXPECT_TRUE(same(read_back, borrow(OwnedValue(records_))));
  const Row second = record_at(&layout_, schema_.tags[1].type, read_back, 1);
  EXPECT_TRUE(same(load(second, 0), std::string_view("上海")));
  const Row first = record_at(&layout_, schema_.tags[1].type, read_back, 0);
  const std::vector<std::string> words{"a", "b"};
  EXPECT_TRUE(same(load(first, 1), Texts(words)));
}

TEST_F(RecordsTest, AreEqualBytesWhereTheyAreEqual) {
  add("one", {"a"});
  write();
  const std::vector<std::byte> before = block_;
  records_ = *std::get_if<OwnedRecords>(&static_cast<const OwnedValue&>(own(read())));
  write();
  EXPECT_EQ(block_, before);
}

TEST_F(RecordsTest, AnEmptyListIsNotAMissingOne) {
  write();
  EXPECT_EQ(read().size(), 0U);
  EXPECT_TRUE(is_sound(layout_, block_));
}

TEST_F(RecordsTest, MoreThanTheMostAreMissing) {
  for (std::size_t index = 0; index <= kMostRecords; ++index) add("x", {});
  write();
  EXPECT_FALSE(is_known(load({&layout_, block_.data()}, 1)));
  records_.rows.pop_back();
  write();
  EXPECT_EQ(read().size(), kMostRecords);
  EXPECT_TRUE(is_sound(layout_, block_));
}

TEST_F(RecordsTest, ARecordBeyondTheListHasNothing) {
  add("one", {});
  write();
  EXPECT_EQ(record_at(&layout_, schema_.tags[1].type, read(), 1).data, nullptr);
  EXPECT_EQ(record_at(nullptr, schema_.tags[1].type, read(), 0).data, nullptr);
}

TEST_F(RecordsTest, AreSoundAsWrittenAndCutNowhere) {
  add("one", {"a", "b"});
  add("two", {"c"});
  write();
  EXPECT_TRUE(is_sound(layout_, block_));
  EXPECT_EQ(row_size(layout_, block_.data()), block_.size());
  for (std::size_t size = 0; size < block_.size(); ++size) {
    EXPECT_FALSE(is_sound(layout_, std::span(block_).first(size))) << size;
  }
}

TEST_F(RecordsTest, AreNotSoundWhereARecordLiesOutsideOrIsDamaged) {
  add("one", {"b", "a"});  // not in order
  write();
  EXPECT_FALSE(is_sound(layout_, block_));
  records_.rows.clear();
  add("one", {"a"});
  write();
  EXPECT_TRUE(is_sound(layout_, block_));
  record_entry(0).size += 8;
  EXPECT_FALSE(is_sound(layout_, block_));
  record_entry(0).size -= 8;
  record_entry(0).offset += 4;
  EXPECT_FALSE(is_sound(layout_, block_));
  record_entry(0) = {0xFFFF'FFF8, 0xFFFF'FFF8};
  EXPECT_FALSE(is_sound(layout_, block_));
}

}  // namespace
}  // namespace wend::layout
