// A hash of contents that stands for them: equal contents have equal hashes on every machine, and different ones of
// nobody's making never do. XXH3-128, which is no defence against whoever makes two contents of one hash on purpose.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace wend {

struct ContentHash {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  friend auto operator<=>(const ContentHash&, const ContentHash&) = default;
};

[[nodiscard]] ContentHash content_hash(std::span<const std::byte> bytes);

// 32 hexadecimal digits, the high half first: fit for the name of a file.
[[nodiscard]] std::string to_text(const ContentHash& hash);

}  // namespace wend
