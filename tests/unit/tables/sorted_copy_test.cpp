#include "runtime/tables/sorted_copy.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/tables/fixture.hpp"

namespace wend::tables {
namespace {

// Those who have no value last.
std::pair<bool, std::int64_t> rank(const OwnedValue& value) {
  if (const auto* scalar = std::get_if<std::int64_t>(&value)) return {false, *scalar};
  const auto* truth = std::get_if<bool>(&value);
  return {truth == nullptr, truth != nullptr && *truth ? 1 : 0};
}

class SortedCopy : public testing::Test {
 protected:
  SortedCopy() { write_table(folder_.path("t.wcol"), schema_, customers_); }

  [[nodiscard]] std::shared_ptr<const Table> open(const std::string& name) const {
    return *Table::open(folder_.path(name), schema_, {.all_tags = true, .ids = true});
  }
  // From t.wcol to s.wcol.
  [[nodiscard]] Result<Written> sort_by(schema::TagIndex tag) const {
    auto writer = TableWriter::create(folder_.path("s.wcol"), schema_, {.chunk_rows = 128});
    if (!writer) return writer.error();
    if (Status sorted = write_sorted(*open("t.wcol"), schema_, tag, *writer); !sorted) return sorted.error();
    return writer->finish();
  }
  [[nodiscard]] schema::TagIndex tag(std::string_view name) const {
    return static_cast<schema::TagIndex>(std::ranges::find(schema_.tags, name, &schema::Tag::name) -
                                         schema_.tags.begin());
  }

  schema::Schema schema_ = every_type();
  TemporaryFolder folder_;
  std::vector<Customer> customers_ = RandomCustomers(schema_, 5).take(1'000);
};

TEST_F(SortedCopy, HasTheSameCustomersInTheOrderOfATagAndThoseWithoutItLast) {
  for (schema::TagIndex tag = 0; tag < schema_.tags.size(); ++tag) {
    if (!is_sortable(schema_.tags[tag].type)) continue;
    SCOPED_TRACE(schema_.tags[tag].name);
    const auto written = sort_by(tag);
    ASSERT_TRUE(written) << written.error().message;
    EXPECT_EQ(written->rows, customers_.size());
    const auto read = read_table(*open("s.wcol"), schema_);
    ASSERT_TRUE(read) << read.error().message;
    std::vector<Customer> expected = customers_;
    std::ranges::stable_sort(expected, {}, [&](const Customer& customer) { return rank(customer.values[tag]); });
    for (std::size_t row = 0; row < expected.size(); ++row) {
      ASSERT_EQ((*read)[row].id, expected[row].id) << row;
      ASSERT_EQ((*read)[row].values, expected[row].values) << row;
    }
  }
}

TEST_F(SortedCopy, HasChunksThatLieApart) {
  const schema::TagIndex sorted = tag("seen");
  for (std::size_t row = 0; row < customers_.size(); ++row) {
    customers_[row].values[sorted] = static_cast<std::int64_t>(row * 7'919 % 1'009);
  }
  write_table(folder_.path("t.wcol"), schema_, customers_);
  ASSERT_TRUE(sort_by(sorted));
  const auto table = open("s.wcol");
  ASSERT_EQ(table->chunks(), 8U);
  const auto value = [](const Piece& piece, std::int64_t stored) { return stored * piece.factor + piece.base; };
  for (std::size_t chunk = 1; chunk < table->chunks(); ++chunk) {
    const Piece& before = *table->piece(chunk - 1, sorted);
    const Piece& piece = *table->piece(chunk, sorted);
    EXPECT_LT(value(before, before.greatest), value(piece, piece.least));
  }
}

TEST_F(SortedCopy, IsNotMadeOfADamagedFile) {
  std::string bytes = bytes_of(folder_.path("t.wcol"));
  const Section section = open("t.wcol")->ids()->pieces[0].section;
  bytes[section.offset] = static_cast<char>(bytes[section.offset] ^ 1);
  write_bytes(folder_.path("t.wcol"), bytes);
  EXPECT_FALSE(sort_by(tag("seen")));
  EXPECT_FALSE(std::filesystem::exists(folder_.path("s.wcol")));
}

}  // namespace
}  // namespace wend::tables
