// Bytes as a file that a reader opens by its path, without touching a disk.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "tests/unit/data/fixture.hpp"
#include "tools/data/fault.hpp"

namespace wend::fuzz {

class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : file_(::memfd_create("wend-fuzz", MFD_CLOEXEC)) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(file_, bytes.data(), bytes.size());
      if (written <= 0) break;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  ~MemoryFile() { ::close(file_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

 private:
  int file_;
};

// A `{` as the first letter makes the reader take the bytes for JSON Lines, anything else for CSV.
template <typename Reader>
void read_data(std::string_view bytes) {
  static const schema::Schema schema = data::small_schema();
  const MemoryFile file(bytes);
  Reader reader(file.path(), schema, Zone::utc());
  for (data::Outcome outcome = reader.next(); outcome != data::Outcome::end; outcome = reader.next()) {
    if (outcome == data::Outcome::fault) (void)data::describe(reader.fault(), diagnostics::Language::chinese);
  }
  (void)reader.warnings();
}

}  // namespace wend::fuzz
