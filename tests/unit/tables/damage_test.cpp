// Files that are cut, altered, of another schema, or written by two at once.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <filesystem>

#include "tests/unit/tables/fixture.hpp"

namespace wend::tables {
namespace {

Footer footer_of(std::string_view bytes) {
  Footer footer;
  std::memcpy(&footer, bytes.data() + bytes.size() - sizeof footer, sizeof footer);
  return footer;
}

Directory directory_of(std::string_view bytes) {
  const Section held = footer_of(bytes).directory;
  const auto directory = decode_directory(std::as_bytes(std::span(bytes)).subspan(held.offset, held.size));
  EXPECT_TRUE(directory) << directory.error().message;
  return *directory;
}

// With a directory of the same size, and hashes that fit.
std::string with_directory(std::string bytes, const Directory& directory) {
  Footer footer = footer_of(bytes);
  const std::string encoded = encode(directory);
  bytes.replace(footer.directory.offset, encoded.size(), encoded);
  footer.directory.hash = XXH3_64bits(encoded.data(), encoded.size());
  footer.hash = XXH3_64bits(&footer, offsetof(Footer, hash));
  std::memcpy(bytes.data() + bytes.size() - sizeof footer, &footer, sizeof footer);
  return bytes;
}

class DamagedFile : public testing::Test {
 protected:
  DamagedFile() { write_table(path_, schema_, customers_); }

  [[nodiscard]] Result<std::vector<Customer>> read_bytes(std::string_view bytes) const {
    const MemoryFile file(bytes);
    const auto table = Table::open(file.path(), schema_, {.all_tags = true, .ids = true});
    if (!table) return table.error();
    return read_table(**table, schema_);
  }

  [[nodiscard]] Result<std::vector<Customer>> read() const {
    const auto table = Table::open(path_, schema_, {.all_tags = true, .ids = true});
    if (!table) return table.error();
    return read_table(**table, schema_);
  }
  [[nodiscard]] std::string refusal() const {
    const auto read = this->read();
    return read ? "" : read.error().message;
  }
  [[nodiscard]] bool is_as_it_was(const std::vector<Customer>& read) const {
    return std::ranges::equal(read, customers_, [](const Customer& left, const Customer& right) {
      return left.id == right.id && left.values == right.values;
    });
  }

  schema::Schema schema_ = every_type();
  TemporaryFolder folder_;
  std::string path_ = folder_.path("t.wcol");
  std::vector<Customer> customers_ = RandomCustomers(schema_, 3).take(70);
};

TEST_F(DamagedFile, IsRefusedWhereverItIsCutOff) {
  const std::string whole = bytes_of(path_);
  for (std::size_t size = 0; size < whole.size(); size += size < 64 || whole.size() - size < 200 ? 1 : 7) {
    EXPECT_FALSE(read_bytes(std::string_view(whole).substr(0, size))) << size;
  }
}

TEST_F(DamagedFile, IsRefusedOrSaysTheSameWhicheverByteIsAltered) {
  const std::string whole = bytes_of(path_);
  std::size_t refused = 0;
  for (std::size_t place = 0; place < whole.size(); ++place) {
    std::string altered = whole;
    altered[place] = static_cast<char>(altered[place] ^ (1 << place % 8));
    const auto read = read_bytes(altered);
    refused += read ? 0 : 1;
    ASSERT_TRUE(!read || is_as_it_was(*read)) << place;
  }
  // What is left are the zeros between sections.
  EXPECT_GT(refused, whole.size() / 2);
}

TEST_F(DamagedFile, IsRefusedWhereSomethingIsBehindIt) {
  write_bytes(path_, bytes_of(path_) + std::string(64, '\0'));
  EXPECT_EQ(refusal(), "it is cut off or damaged at its end");
}

// With hashes that fit: as someone might write it on purpose.
TEST_F(DamagedFile, IsRefusedWhereItClaimsMoreEntriesThanADictionaryHas) {
  const std::string bytes = bytes_of(path_);
  Directory directory = directory_of(bytes);
  const auto column = std::ranges::find_if(directory.columns, [](const StoredColumn& one) { return one.entries != 0; });
  ASSERT_NE(column, directory.columns.end());
  for (const std::uint64_t entries : {std::uint64_t{1} << 62U, std::uint64_t{1} << 40U, column->entries + 1}) {
    column->entries = entries;
    const auto read = read_bytes(with_directory(bytes, directory));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message, "column `" + column->name + "`: a dictionary is damaged");
  }
}

TEST_F(DamagedFile, IsRefusedWhereAPieceWithoutKnownRowsHasASketch) {
  std::string bytes = bytes_of(path_);
  Directory directory = directory_of(bytes);
  std::size_t tried = 0;
  for (StoredColumn& column : directory.columns) {
    Piece piece;
    std::memcpy(&piece, bytes.data() + column.pieces.offset, sizeof piece);
    if (piece.sketch.size == 0) continue;
    const std::string before = bytes;
    const Section hashed = column.pieces;
    piece.missing = directory.chunks.front();
    piece.section = {};
    piece.sketch.size = 1;
    piece.sketch.hash = XXH3_64bits(bytes.data() + piece.sketch.offset, 1);
    piece.sketch_codes = 0;
    std::memcpy(bytes.data() + column.pieces.offset, &piece, sizeof piece);
    column.pieces.hash = XXH3_64bits(bytes.data() + column.pieces.offset, column.pieces.size);
    const auto read = read_bytes(with_directory(bytes, directory));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message, "column `" + column.name + "`: its table is damaged");
    bytes = before;
    column.pieces = hashed;
    ++tried;
  }
  EXPECT_GT(tried, 0U);
}

TEST_F(DamagedFile, SaysThatAnotherFileIsNone) {
  write_bytes(path_, "customer,aum\n1,2\n");
  EXPECT_EQ(refusal(), "it is no column file");
  write_bytes(path_, "");
  EXPECT_EQ(refusal(), "it is no column file");
}

TEST_F(DamagedFile, IsSeenWhereItIsMadeShorterWhileItIsOpen) {
  const auto table = Table::open(path_, schema_, {.all_tags = true});
  ASSERT_TRUE(table) << table.error().message;
  std::filesystem::resize_file(path_, std::filesystem::file_size(path_) - 1);
  const auto read = (*table)->verify();
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.find("it was made shorter while it was read"), std::string::npos);
}

TEST_F(DamagedFile, IsSeenWhereItIsMadeShorterAfterAllWasReadOnce) {
  const auto table = Table::open(path_, schema_, {.all_tags = true, .ids = true});
  ASSERT_TRUE(table) << table.error().message;
  ASSERT_TRUE(read_table(**table, schema_));
  std::filesystem::resize_file(path_, std::filesystem::file_size(path_) - 1);
  const auto read = read_table(**table, schema_);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message, "it was made shorter while it was read");
}

TEST_F(DamagedFile, IsFoundOutInColumnsThatNobodyWants) {
  Section piece;
  {
    const auto table = Table::open(path_, schema_, {.all_tags = true});
    ASSERT_TRUE(table) << table.error().message;
    for (schema::TagIndex tag = 0; tag < schema_.tags.size() && piece.size == 0; ++tag) {
      piece = (*table)->piece(0, tag)->section;
      if (piece.size != 0) schema_.tags.erase(schema_.tags.begin() + tag);
    }
    ASSERT_NE(piece.size, 0U);
  }
  const auto verify = [&] {
    const auto table = Table::open(path_, schema_, {.all_tags = true, .ids = true});
    return table ? (*table)->verify(2) : Status(table.error());
  };
  EXPECT_TRUE(verify());
  std::string bytes = bytes_of(path_);
  bytes[piece.offset] = static_cast<char>(bytes[piece.offset] ^ 1);
  write_bytes(path_, bytes);
  const Status verified = verify();
  ASSERT_FALSE(verified);
  EXPECT_NE(verified.error().message.find("chunk 1 is damaged"), std::string::npos) << verified.error().message;
}

TEST_F(DamagedFile, StaysOpenWhereAnotherTakesItsPlace) {
  const auto table = Table::open(path_, schema_, {.all_tags = true, .ids = true});
  ASSERT_TRUE(table) << table.error().message;
  write_table(path_, schema_, {});
  const auto read = read_table(**table, schema_);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(is_as_it_was(*read));
  EXPECT_TRUE(this->read()->empty());
}

using ChangedSchema = DamagedFile;

TEST_F(ChangedSchema, ReadsTagsByNameWhereverTheyStand) {
  std::ranges::reverse(schema_.tags);
  for (Customer& customer : customers_) std::ranges::reverse(customer.values);
  schema_.tags.erase(schema_.tags.begin());
  for (Customer& customer : customers_) customer.values.erase(customer.values.begin());
  schema_.tags.push_back(schema_.tags.front());
  schema_.tags.back().name = "newcomer";
  for (Customer& customer : customers_) customer.values.emplace_back();
  const auto read = this->read();
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(is_as_it_was(*read));
}

TEST_F(ChangedSchema, ReadsValuesOfEnumsByTheirNames) {
  const auto turned = [](std::int32_t ordinal) { return 4 - ordinal; };
  std::ranges::reverse(schema_.enums[0].values);
  for (std::size_t tag = 0; tag < schema_.tags.size(); ++tag) {
    for (Customer& customer : customers_) {
      OwnedValue& value = customer.values[tag];
      if (!is_known(value)) continue;
      if (schema_.tags[tag].name == "tier") value = 4 - std::get<std::int64_t>(value);
      if (schema_.tags[tag].name != "tiers") continue;
      auto& set = std::get<std::vector<std::int32_t>>(value);
      std::ranges::transform(set, set.begin(), turned);
      std::ranges::sort(set);
    }
  }
  const auto read = this->read();
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(is_as_it_was(*read));
}

TEST_F(ChangedSchema, TakesValuesThatWereAddedToAnEnum) {
  schema_.enums[0].values.push_back({"black", {}, {}});
  const auto read = this->read();
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(is_as_it_was(*read));
}

TEST_F(ChangedSchema, IsRefusedWhereAValueOfAnEnumIsGone) {
  schema_.enums[0].values.pop_back();
  EXPECT_EQ(refusal(), "column `tier`: the schema has no value `v4` of `tier` any more");
}

TEST_F(ChangedSchema, IsRefusedWhereATagHasAnotherType) {
  std::ranges::find(schema_.tags, "visits", &schema::Tag::name)->type = type_of(TypeKind::date);
  EXPECT_EQ(refusal(),
            "column `visits`: it was imported as integer, and the schema says date now; import the customers again");
}

TEST_F(ChangedSchema, IsRefusedWhereTheRecordsOfAListHaveOtherFields) {
  schema_.lists[0].fields.pop_back();
  EXPECT_NE(refusal().find("with other fields"), std::string::npos) << refusal();
}

using UnfinishedFile = DamagedFile;

TEST_F(UnfinishedFile, LeavesTheOldOneAndIsRemoved) {
  const std::string before = bytes_of(path_);
  {
    auto writer = TableWriter::create(path_, schema_);
    ASSERT_TRUE(writer) << writer.error().message;
    ASSERT_TRUE(writer->add("1", {}));
    EXPECT_TRUE(std::filesystem::exists(path_ + ".part"));
  }
  EXPECT_FALSE(std::filesystem::exists(path_ + ".part"));
  EXPECT_EQ(bytes_of(path_), before);
}

TEST_F(UnfinishedFile, RefusesASecondWriterOfTheSameName) {
  auto first = TableWriter::create(path_, schema_);
  ASSERT_TRUE(first) << first.error().message;
  const auto second = TableWriter::create(path_, schema_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().message, "another process is writing it");
  EXPECT_TRUE(first->finish());
}

TEST_F(UnfinishedFile, TakesTheNameOfAFileAlone) {
  const std::string fifo = path_ + ".fifo";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  for (const std::string& name :
       {fifo, std::filesystem::path(path_).parent_path().string(), std::string("/dev/null")}) {
    const auto writer = TableWriter::create(name, schema_);
    ASSERT_FALSE(writer) << name;
    EXPECT_EQ(writer.error().message, "it is there, and no file");
    EXPECT_FALSE(std::filesystem::exists(name + ".part"));
  }
  std::filesystem::remove(fifo);
}

// In a process of its own, which is killed in the middle of it.
TEST_F(UnfinishedFile, LeavesTheOldOneWhereTheWriterIsKilled) {
  const std::string before = bytes_of(path_);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto writer = TableWriter::create(path_, schema_);
    for (std::uint32_t row = 0; writer && row < kMostChunkRows + 5; ++row) (void)writer->add("x", {});
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(bytes_of(path_), before);
  EXPECT_TRUE(std::filesystem::exists(path_ + ".part"));
  // What it left behind is in nobody's way.
  write_table(path_, schema_, customers_);
  EXPECT_FALSE(std::filesystem::exists(path_ + ".part"));
  EXPECT_TRUE(is_as_it_was(*read()));
}

// As on a full disk.
TEST_F(UnfinishedFile, SaysThatThereIsNoRoomAndLeavesNothingBehind) {
  constexpr rlim_t kRoom = 100'000;
  const std::string before = bytes_of(path_);
  rlimit limit{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &limit), 0);
  const rlimit small{kRoom, limit.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  std::string message;
  {
    auto writer = TableWriter::create(path_, schema_);
    for (std::uint32_t row = 0; writer && row < kMostChunkRows && message.empty(); ++row) {
      const Status added = writer->add(std::to_string(row), {});
      if (!added) message = added.error().message;
    }
  }
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
  (void)std::signal(SIGXFSZ, handler);
  EXPECT_EQ(message, "File too large");
  EXPECT_FALSE(std::filesystem::exists(path_ + ".part"));
  EXPECT_EQ(bytes_of(path_), before);
}

}  // namespace
}  // namespace wend::tables
