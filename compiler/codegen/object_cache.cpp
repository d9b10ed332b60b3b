#include "compiler/codegen/object_cache.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

namespace wend::codegen {
namespace {

constexpr std::string_view kEnding = ".wendcode";
constexpr std::string_view kTemporary = "new-";
constexpr std::array<char, 8> kMagic = {'W', 'E', 'N', 'D', 'C', 'O', 'D', 'E'};
constexpr std::uint64_t kFormat = 1;
constexpr std::uint64_t kMostShapes = 65'536;
constexpr std::uint64_t kMostObject = std::uint64_t{1} << 30U;
constexpr std::int64_t kNanosecondsInSecond = 1'000'000'000;
// What a process left behind that died while it wrote.
constexpr std::int64_t kAbandoned = 3'600 * kNanosecondsInSecond;

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint64_t format = kFormat;
  ContentHash build;
  ContentHash checksum;  // of the shapes and the object
  std::uint64_t shapes = 0;
  std::uint64_t object = 0;  // bytes
};
static_assert(sizeof(Header) == 64);

std::string reason() {
  return std::error_code(errno, std::generic_category()).message();
}

std::int64_t time_of(const timespec& time) {
  return time.tv_sec * kNanosecondsInSecond + time.tv_nsec;
}

// Nobody but the process's own user may have written it.
bool is_trusted(const struct stat& about) {
  return about.st_uid == geteuid() && (about.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool read_all(int file, void* data, std::size_t size) {
  auto* at = static_cast<char*>(data);
  while (size > 0) {
    const ssize_t got = ::read(file, at, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

bool write_all(int file, std::string_view data) {
  while (!data.empty()) {
    const ssize_t put = ::write(file, data.data(), data.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    data.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

template <typename T>
std::string_view bytes_of(const T* items, std::size_t count) {
  return {reinterpret_cast<const char*>(items), count * sizeof(T)};
}

ContentHash checksum_of(std::span<const ContentHash> shapes, std::string_view object) {
  const std::array<ContentHash, 2> parts = {content_hash(std::as_bytes(shapes)),
                                            content_hash(std::as_bytes(std::span(object)))};
  return content_hash(std::as_bytes(std::span(parts)));
}

std::string name_of(const ContentHash& build, std::span<const ContentHash> shapes) {
  return to_text(build) + "-" + to_text(content_hash(std::as_bytes(shapes))) + std::string(kEnding);
}

// A file of the cache, opened and found to be trusted; why not, otherwise.
struct Opened {
  OwnedFile file;
  struct stat about = {};
  std::string fault = {};
};

Opened open_in(int directory, const std::string& name) {
  Opened opened{.file = OwnedFile(openat(directory, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))};
  if (!opened.file || fstat(opened.file.get(), &opened.about) != 0) {
    opened.fault = reason();
  } else if (!S_ISREG(opened.about.st_mode) || !is_trusted(opened.about)) {
    opened.fault = "others may have written it";
  }
  return opened;
}

// The header and the shapes. Empty: what the file has is not an entry of this build, or is cut short.
std::optional<std::pair<Header, std::vector<ContentHash>>> read_head(const Opened& opened, const ContentHash& build) {
  Header header;
  if (!read_all(opened.file.get(), &header, sizeof header)) return std::nullopt;
  const bool is_ours = header.magic == kMagic && header.format == kFormat && header.build == build;
  if (!is_ours || header.shapes > kMostShapes || header.object > kMostObject) return std::nullopt;
  const std::uint64_t size = sizeof header + header.shapes * sizeof(ContentHash) + header.object;
  if (std::cmp_not_equal(opened.about.st_size, size)) return std::nullopt;
  std::vector<ContentHash> shapes(header.shapes);
  if (!read_all(opened.file.get(), shapes.data(), shapes.size() * sizeof(ContentHash))) return std::nullopt;
  return std::pair{header, std::move(shapes)};
}

// Names in the directory.
std::vector<std::string> list(int directory) {
  std::vector<std::string> names;
  const int copy = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR* open = copy < 0 ? nullptr : fdopendir(copy);
  if (open == nullptr) return names;
  while (const dirent* entry = readdir(open)) names.emplace_back(&entry->d_name[0]);
  closedir(open);
  return names;
}

}  // namespace

OwnedFile::~OwnedFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::unique_ptr<ObjectCache>> ObjectCache::open(const std::filesystem::path& directory, std::uint64_t most_bytes,
                                                       const ContentHash& build) {
  const std::string refused = "compiled code is not kept in " + directory.string() + ": ";
  std::error_code ignored;
  if (directory.has_parent_path()) std::filesystem::create_directories(directory.parent_path(), ignored);
  if (mkdir(directory.c_str(), S_IRWXU) != 0 && errno != EEXIST) return Error{refused + reason()};
  auto opened = std::make_unique<OwnedFile>(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  struct stat about = {};
  if (!*opened || fstat(opened->get(), &about) != 0) return Error{refused + reason()};
  if (!is_trusted(about)) return Error{refused + "others own it or may write to it"};
  std::unique_ptr<ObjectCache> cache(new ObjectCache(std::move(opened), most_bytes, build));
  cache->refresh();
  return cache;
}

ObjectCache::ObjectCache(std::unique_ptr<OwnedFile> directory, std::uint64_t most_bytes, const ContentHash& build)
    : directory_(std::move(directory)), most_bytes_(most_bytes), build_(build) {}

void ObjectCache::refresh() {
  const std::scoped_lock lock(mutex_);
  scan();
}

void ObjectCache::scan() {
  struct stat about = {};
  if (fstat(directory_->get(), &about) != 0) return;
  const std::int64_t changed = time_of(about.st_mtim);
  if (changed == scanned_) return;
  scanned_ = changed;
  const std::string ours = to_text(build_) + "-";
  for (const std::string& name : list(directory_->get())) {
    if (name.starts_with(ours) && name.ends_with(kEnding) && seen_.insert(name).second) index(name);
  }
}

void ObjectCache::index(const std::string& name) {
  const Opened opened = open_in(directory_->get(), name);
  if (!opened.fault.empty()) return drop(name, opened.fault);
  const auto head = read_head(opened, build_);
  if (!head || name != name_of(build_, head->second)) return drop(name, "it is damaged");
  for (const ContentHash& shape : head->second) entries_.emplace(shape, name);
}

std::optional<ObjectCache::Entry> ObjectCache::load(const ContentHash& shape) {
  const std::scoped_lock lock(mutex_);
  const auto found = entries_.find(shape);
  if (found == entries_.end()) return std::nullopt;
  const std::string name = found->second;
  std::optional<Entry> entry = read(name);
  if (entry) ++counters_.loaded;
  return entry;
}

std::optional<ObjectCache::Entry> ObjectCache::read(const std::string& name) {
  const Opened opened = open_in(directory_->get(), name);
  if (!opened.fault.empty()) return drop(name, opened.fault), std::nullopt;
  auto head = read_head(opened, build_);
  if (!head) return drop(name, "it is damaged"), std::nullopt;
  // Copied before it is checked: nobody changes it any more.
  auto object = llvm::WritableMemoryBuffer::getNewUninitMemBuffer(head->first.object, name);
  if (!read_all(opened.file.get(), object->getBufferStart(), object->getBufferSize())) {
    return drop(name, reason()), std::nullopt;
  }
  const std::string_view bytes(object->getBufferStart(), object->getBufferSize());
  if (checksum_of(head->second, bytes) != head->first.checksum) return drop(name, "it is damaged"), std::nullopt;
  futimens(opened.file.get(), nullptr);  // used now; where that fails it is removed earlier
  return Entry{std::move(head->second), std::move(object)};
}

void ObjectCache::drop(const std::string& name, const std::string& why) {
  std::erase_if(entries_, [&](const auto& entry) { return entry.second == name; });
  if (unlinkat(directory_->get(), name.c_str(), 0) != 0 && errno == ENOENT) return;  // another process was faster
  ++counters_.refused;
  counters_.trouble = name + " was not used: " + why;
}

void ObjectCache::refuse(const ContentHash& shape, const std::string& why) {
  const std::scoped_lock lock(mutex_);
  const auto found = entries_.find(shape);
  if (found != entries_.end()) drop(std::string(found->second), why);
}

void ObjectCache::store(std::span<const ContentHash> shapes, const llvm::MemoryBuffer& object) {
  const std::string_view bytes(object.getBufferStart(), object.getBufferSize());
  Header header;
  header.build = build_;
  header.checksum = checksum_of(shapes, bytes);
  header.shapes = shapes.size();
  header.object = bytes.size();
  const std::array parts = {bytes_of(&header, 1), bytes_of(shapes.data(), shapes.size()), bytes};
  const std::string name = name_of(build_, shapes);
  const std::scoped_lock lock(mutex_);
  if (const Status written = write(name, parts); !written) return fail(written.error().message);
  ++counters_.stored;
  seen_.insert(name);
  for (const ContentHash& shape : shapes) entries_[shape] = name;
  evict();
}

Status ObjectCache::write(const std::string& name, std::span<const std::string_view> parts) {
  const std::string aside = std::string(kTemporary) + std::to_string(getpid()) + "-" + std::to_string(++written_);
  {
    const OwnedFile file(openat(directory_->get(), aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                                S_IRUSR | S_IWUSR));
    if (!file) return Error{"compiled code was not kept: " + reason()};
    const auto put = [&](std::string_view part) { return write_all(file.get(), part); };
    if (!std::ranges::all_of(parts, put)) {
      const Error error{"compiled code was not kept: " + reason()};
      unlinkat(directory_->get(), aside.c_str(), 0);
      return error;
    }
  }
  if (renameat(directory_->get(), aside.c_str(), directory_->get(), name.c_str()) == 0) return Done{};
  const Error error{"compiled code was not kept: " + reason()};
  unlinkat(directory_->get(), aside.c_str(), 0);
  return error;
}

void ObjectCache::evict() {
  struct Kept {
    std::int64_t used;
    std::string name;
    std::uint64_t size;
  };
  std::vector<Kept> kept;
  std::uint64_t total = 0;
  timespec now = {};
  clock_gettime(CLOCK_REALTIME, &now);
  for (const std::string& name : list(directory_->get())) {
    struct stat about = {};
    if (fstatat(directory_->get(), name.c_str(), &about, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(about.st_mode)) continue;
    const std::int64_t used = time_of(about.st_mtim);
    if (name.starts_with(kTemporary) && used + kAbandoned < time_of(now)) unlinkat(directory_->get(), name.c_str(), 0);
    if (!name.ends_with(kEnding)) continue;
    total += static_cast<std::uint64_t>(about.st_size);
    kept.push_back({used, name, static_cast<std::uint64_t>(about.st_size)});
  }
  std::ranges::sort(kept, {}, [](const Kept& file) { return std::pair(file.used, file.name); });
  for (const Kept& file : kept) {
    if (total <= most_bytes_) break;
    total -= file.size;
    unlinkat(directory_->get(), file.name.c_str(), 0);
    std::erase_if(entries_, [&](const auto& entry) { return entry.second == file.name; });
  }
}

void ObjectCache::fail(const std::string& why) {
  ++counters_.failures;
  counters_.trouble = why;
}

CacheCounters ObjectCache::counters() const {
  const std::scoped_lock lock(mutex_);
  return counters_;
}

}  // namespace wend::codegen
