#include "runtime/journey/bucket.hpp"

#include <xxhash.h>

#include <initializer_list>

namespace wend::journey {
namespace {

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) {
    text += part;
    text += '\0';
  }
  text.pop_back();
  return text;
}

void append_hex(std::uint64_t bits, std::string& text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[(bits >> shift) & 15U];
}

}  // namespace

std::uint32_t bucket(std::string_view name, std::string_view customer) {
  const std::string text = joined({name, customer});
  return static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()) % kBuckets);
}

std::uint32_t bucket(std::string_view journey, std::string_view split, std::string_view customer) {
  const std::string text = joined({journey, split, customer});
  return static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()) % kBuckets);
}

std::uint64_t name_hash(std::string_view name) {
  return XXH3_64bits(name.data(), name.size());
}

EffectHash effect_hash(const EffectOrigin& origin) {
  const std::string version = std::to_string(origin.version);
  const std::string entry = std::to_string(origin.entry);
  const std::string text =
      joined({origin.customer, origin.journey, version, origin.key, entry, origin.step, origin.visit, origin.item});
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return {.high = hash.high64, .low = hash.low64};
}

std::string to_text(const EffectHash& hash) {
  std::string id;
  append_hex(hash.high, id);
  append_hex(hash.low, id);
  return id;
}

std::string effect_id(const EffectOrigin& origin) {
  return to_text(effect_hash(origin));
}

}  // namespace wend::journey
