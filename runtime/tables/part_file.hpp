// A file that takes another's place once it is complete.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "runtime/value/result.hpp"

namespace wend::tables {

class PartFile {
 public:
  // Opens `path`.part for writing, for this process alone. What is there under the name must be a file, if anything.
  // Other errors are the operating system's.
  [[nodiscard]] static Result<PartFile> create(const std::string& path);
  PartFile(PartFile&& other) noexcept;
  PartFile& operator=(PartFile&& other) = delete;
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  // Removes what was not published.
  ~PartFile();

  [[nodiscard]] Status write(std::span<const std::byte> bytes);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  // Brings everything to the disk and then puts the file in `path`'s place.
  [[nodiscard]] Status publish();

 private:
  PartFile(std::string path, int file) : path_(std::move(path)), file_(file) {}
  [[nodiscard]] std::string part() const { return path_ + ".part"; }

  std::string path_;
  int file_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace wend::tables
