// Where chance is needed: hashes of names and the customer's id, the same on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wend::journey {

inline constexpr std::uint32_t kBuckets = 10'000;

// XXH3-64 over the name, a zero byte and the customer's id, modulo kBuckets.
[[nodiscard]] std::uint32_t bucket(std::string_view name, std::string_view customer);
// Over the journey's name, the split's name and the customer's id, with a zero byte between each: the same side on
// every entry.
[[nodiscard]] std::uint32_t bucket(std::string_view journey, std::string_view split, std::string_view customer);

// XXH3-64 of a journey's name.
[[nodiscard]] std::uint64_t name_hash(std::string_view name);

// What an effect's id is a function of.
struct EffectOrigin {
  std::string_view customer;
  std::string_view journey;
  std::int64_t version = 0;
  std::string_view key;  // of a keyed journey's instance
  std::uint32_t entry = 0;
  std::string_view step;         // the step's name; for what is no step's it begins with a colon: `:enter`, `:exit`
  std::string_view visit = "1";  // which time around, outermost loop first, with dots between: `2`, `2.1`
  std::string_view item = {};    // of `each`
};
// XXH3-128 over customer, journey, version, key, entry, step, visit and item, with a zero byte between
// each; an effect's id is its 32 hexadecimal digits. A journey without a key has an empty one.
struct EffectHash {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
};
[[nodiscard]] EffectHash effect_hash(const EffectOrigin& origin);
[[nodiscard]] std::string to_text(const EffectHash& hash);
[[nodiscard]] std::string effect_id(const EffectOrigin& origin);

}  // namespace wend::journey
