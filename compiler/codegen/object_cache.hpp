// Compiled objects kept in a directory, so that the next start finds them without LLVM's work.
//
//     Result<std::unique_ptr<ObjectCache>> cache = ObjectCache::open("/var/cache/wend", most_bytes, build);
//     if (auto found = (*cache)->load(shape)) …       // an object with the shape's function, and others beside it
//     (*cache)->store(shapes, object);
//
// An entry is a file: a header, the shapes, the object. Its name begins with the build: a hash of everything that an
// object rests on beside its shapes (the build of Wend, its runtime functions, LLVM's version, the machine's features),
// so what another build or machine wrote is never looked at. Whatever an entry has is checked before it is used: its
// length, its build, and a checksum over the rest. What is stale, cut short or damaged is removed and compiled again.
//
// A checksum protects from accidents, not from people: an object is machine code, and whoever may write into the
// directory may run code as the process that reads it. So the directory and its files are only trusted where they
// belong to the user that the process runs as and nobody else may write to them; a directory that is missing is made
// so (mode 0700). The operator must keep it so: no shared directory, no /tmp, no other user's files copied in, and the
// directories above it must not be writable for others either.
//
// A cache is never needed. What cannot be read or written is counted and said (CacheCounters), and compiled. Several
// processes may share a directory: entries are written aside and renamed, and one that disappears is a miss. Entries
// that were used longest ago are removed where all together take more than they may. Thread-safe.
#pragma once

#include <llvm/Support/MemoryBuffer.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "runtime/value/content_hash.hpp"
#include "runtime/value/result.hpp"

namespace wend::codegen {

// A file descriptor that is closed at the end.
class OwnedFile {
 public:
  explicit OwnedFile(int descriptor) : descriptor_(descriptor) {}
  OwnedFile(OwnedFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  OwnedFile& operator=(OwnedFile&& other) = delete;
  ~OwnedFile();
  [[nodiscard]] int get() const { return descriptor_; }
  explicit operator bool() const { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

struct CacheCounters {
  std::uint64_t loaded = 0;    // objects
  std::uint64_t stored = 0;    // objects
  std::uint64_t refused = 0;   // entries that were not to be trusted, stale, or damaged
  std::uint64_t failures = 0;  // to read or write
  std::string trouble;         // the last thing that was refused or failed
};

class ObjectCache {
 public:
  // An error where the directory cannot be made or is not to be trusted.
  [[nodiscard]] static Result<std::unique_ptr<ObjectCache>> open(const std::filesystem::path& directory,
                                                                 std::uint64_t most_bytes, const ContentHash& build);

  struct Entry {
    std::vector<ContentHash> shapes;
    std::unique_ptr<llvm::MemoryBuffer> object;
  };
  // Looks at what other processes have written since.
  void refresh();
  [[nodiscard]] std::optional<Entry> load(const ContentHash& shape);
  void store(std::span<const ContentHash> shapes, const llvm::MemoryBuffer& object);
  // Of an entry that turned out to be of no use.
  void refuse(const ContentHash& shape, const std::string& why);

  [[nodiscard]] CacheCounters counters() const;

 private:
  ObjectCache(std::unique_ptr<OwnedFile> directory, std::uint64_t most_bytes, const ContentHash& build);

  void scan();
  void index(const std::string& name);
  std::optional<Entry> read(const std::string& name);
  void drop(const std::string& name, const std::string& why);
  Status write(const std::string& name, std::span<const std::string_view> parts);
  void evict();
  void fail(const std::string& why);

  std::unique_ptr<OwnedFile> directory_;
  std::uint64_t most_bytes_;
  ContentHash build_;
  mutable std::mutex mutex_;                    // guards what follows
  std::map<ContentHash, std::string> entries_;  // the file, by shape
  std::set<std::string> seen_;                  // files that were looked at
  std::int64_t scanned_ = 0;                    // the directory's time at the last scan, in nanoseconds
  std::uint64_t written_ = 0;                   // of temporary files, so that each has its own name
  CacheCounters counters_;
};

}  // namespace wend::codegen
