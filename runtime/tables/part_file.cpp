#include "runtime/tables/part_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace wend::tables {
namespace {

Error failed() {
  return {std::strerror(errno)};
}

// Whether the file that was locked is still the one of that name: who held the lock before may have published it.
bool is_at(int file, const std::string& path) {
  struct stat held{};
  struct stat named{};
  return ::fstat(file, &held) == 0 && ::stat(path.c_str(), &named) == 0 && held.st_ino == named.st_ino &&
         held.st_dev == named.st_dev;
}

Status sync_folder(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  const int opened = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0) return failed();
  const bool synced = ::fsync(opened) == 0;
  const Error error = failed();
  ::close(opened);
  if (!synced) return error;
  return Done{};
}

}  // namespace

Result<PartFile> PartFile::create(const std::string& path) {
  constexpr mode_t kMode = 0666;
  // What is no file, a device or a folder, would be gone once another had its name.
  struct stat old{};
  if (::stat(path.c_str(), &old) == 0 && !S_ISREG(old.st_mode)) return Error{"it is there, and no file"};
  const std::string part = path + ".part";
  const int file = ::open(part.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kMode);
  if (file < 0) return failed();
  if (::flock(file, LOCK_EX | LOCK_NB) != 0 || !is_at(file, part)) {
    ::close(file);
    return Error{"another process is writing it"};
  }
  PartFile created(path, file);
  if (::ftruncate(file, 0) != 0) return failed();
  return created;
}

PartFile::PartFile(PartFile&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)), size_(other.size_) {}

PartFile::~PartFile() {
  if (file_ < 0) return;
  ::unlink(part().c_str());
  ::close(file_);
}

Status PartFile::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed();
    size_ += static_cast<std::uint64_t>(written);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return Done{};
}

Status PartFile::publish() {
  if (::fsync(file_) != 0 || ::rename(part().c_str(), path_.c_str()) != 0) return failed();
  ::close(std::exchange(file_, -1));
  return sync_folder(path_);
}

}  // namespace wend::tables
