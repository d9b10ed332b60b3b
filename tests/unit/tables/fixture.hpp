// What the tests of column files share: a schema with a tag of every type, customers at random, files that go away.
#pragma once

#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "runtime/tables/table.hpp"
#include "runtime/tables/table_writer.hpp"
#include "runtime/value/value.hpp"

namespace wend::tables {

// A folder of its own, which is removed in the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] std::string path(std::string_view name) const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_;
};

// Bytes as a file, without touching a disk.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes);
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

 private:
  int file_;
};

// A tag of every type, and some that are narrow, wide, constant or never known.
[[nodiscard]] schema::Schema every_type();

struct Customer {
  std::string id;
  std::vector<OwnedValue> values;  // by tag index
};

// How the values of each tag are drawn: few or many different ones, close together or anywhere, missing or not.
class RandomCustomers {
 public:
  RandomCustomers(const schema::Schema& schema, std::uint64_t seed);
  [[nodiscard]] Customer next();
  [[nodiscard]] std::vector<Customer> take(std::size_t count);

 private:
  struct Habit {
    int missing = 0;        // in 100
    int different = 1;      // values that are drawn again and again
    std::int64_t base = 0;  // of scalars
    std::int64_t step = 1;
  };
  [[nodiscard]] std::uint64_t upto(std::uint64_t most) { return random_() % (most + 1); }
  OwnedValue scalar(const Type& type, const Habit& habit, std::int64_t pick) const;
  OwnedValue value(const Type& type, const Habit& habit, std::uint64_t pick);
  OwnedValue records(const Type& type);

  const schema::Schema& schema_;
  std::mt19937_64 random_;
  std::vector<Habit> habits_;
  std::uint64_t made_ = 0;
};

// Writes the file; ends the test where that fails.
void write_table(const std::string& path, const schema::Schema& schema, const std::vector<Customer>& customers);

// Every row of the file, as it is read.
[[nodiscard]] Result<std::vector<Customer>> read_table(const Table& table, const schema::Schema& schema);

[[nodiscard]] std::string bytes_of(const std::string& path);
void write_bytes(const std::string& path, std::string_view bytes);

}  // namespace wend::tables
