// A file's bytes in memory, read-only.
//
// The bytes are those of the file that was opened, also after its name was given to another. A file that is made
// shorter while it is mapped cannot be read safely by anyone: whoever replaces one writes a new file and renames it.
// still_whole() sees it before the bytes are touched, as far as it can be seen.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "runtime/value/result.hpp"

namespace wend::tables {

class MappedFile {
 public:
  // The error is the operating system's. An empty file has no bytes.
  [[nodiscard]] static Result<MappedFile> open(const std::string& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) = delete;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  [[nodiscard]] std::span<const std::byte> bytes() const { return {first_, size_}; }
  [[nodiscard]] bool still_whole() const;

 private:
  MappedFile(int file, const std::byte* first, std::size_t size) : file_(file), first_(first), size_(size) {}

  int file_ = -1;
  const std::byte* first_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace wend::tables
