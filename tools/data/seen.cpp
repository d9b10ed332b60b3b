#include "tools/data/seen.hpp"

#include <xxhash.h>

#include <utility>

namespace wend::data {

Seen::Entry& Seen::place_of(std::uint64_t high, std::uint64_t low) {
  const std::size_t mask = entries_.size() - 1;
  std::size_t at = low & mask;
  while (entries_[at].line != 0 && (entries_[at].low != low || entries_[at].high != high)) at = (at + 1) & mask;
  return entries_[at];
}

void Seen::grow() {
  const std::vector<Entry> before = std::exchange(entries_, std::vector<Entry>(entries_.size() * 2));
  for (const Entry& entry : before) {
    if (entry.line != 0) place_of(entry.high, entry.low) = entry;
  }
}

std::optional<std::uint64_t> Seen::add(std::string_view id, std::uint64_t line) {
  if (size_ >= entries_.size() / 4 * 3) grow();
  const XXH128_hash_t hash = XXH3_128bits(id.data(), id.size());
  Entry& entry = place_of(hash.high64, hash.low64);
  if (entry.line != 0) return entry.line;
  entry = {hash.high64, hash.low64, line};
  ++size_;
  return std::nullopt;
}

}  // namespace wend::data
