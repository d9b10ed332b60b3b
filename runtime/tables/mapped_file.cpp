#include "runtime/tables/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace wend::tables {

Result<MappedFile> MappedFile::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Error{std::strerror(errno)};
  MappedFile opened(file, nullptr, 0);
  struct stat status{};
  if (::fstat(file, &status) != 0) return Error{std::strerror(errno)};
  if (!S_ISREG(status.st_mode)) return Error{"it is no regular file"};
  if (status.st_size == 0) return opened;
  const auto size = static_cast<std::size_t>(status.st_size);
  void* mapped = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
  if (mapped == MAP_FAILED) return Error{std::strerror(errno)};
  opened.first_ = static_cast<const std::byte*>(mapped);
  opened.size_ = size;
  return opened;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      first_(std::exchange(other.first_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

MappedFile::~MappedFile() {
  if (first_ != nullptr) ::munmap(const_cast<std::byte*>(first_), size_);
  if (file_ >= 0) ::close(file_);
}

bool MappedFile::still_whole() const {
  struct stat status{};
  return ::fstat(file_, &status) == 0 && static_cast<std::size_t>(status.st_size) >= size_;
}

}  // namespace wend::tables
