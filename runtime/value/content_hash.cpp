#include "runtime/value/content_hash.hpp"

#include <xxhash.h>

#include <string_view>

namespace wend {
namespace {

void append(std::string& text, std::uint64_t half) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int shift = 60; shift >= 0; shift -= 4) text.push_back(kDigits[half >> static_cast<unsigned>(shift) & 0xFU]);
}

}  // namespace

ContentHash content_hash(std::span<const std::byte> bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {.low = hash.low64, .high = hash.high64};
}

std::string to_text(const ContentHash& hash) {
  std::string text;
  append(text, hash.high);
  append(text, hash.low);
  return text;
}

}  // namespace wend
