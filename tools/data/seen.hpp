// On which line each id stood first, for files of many millions: 24 bytes an entry, at most three quarters full, so 32
// to 64 bytes an id. An id is known by 128 bits of hash: that two different ones meet is not to be expected.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace wend::data {

class Seen {
 public:
  // Nothing where the id is new, else the line that has it. Lines count from 1.
  [[nodiscard]] std::optional<std::uint64_t> add(std::string_view id, std::uint64_t line);

 private:
  struct Entry {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::uint64_t line = 0;  // 0: the entry is free
  };

  // Where the hash is, or the free entry for it.
  [[nodiscard]] Entry& place_of(std::uint64_t high, std::uint64_t low);
  void grow();

  std::vector<Entry> entries_ = std::vector<Entry>(1024);  // a power of two
  std::size_t size_ = 0;
};

}  // namespace wend::data
