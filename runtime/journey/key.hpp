// What keys the instances of a journey: `per card`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "compiler/schema/schema.hpp"
#include "runtime/value/type.hpp"
#include "runtime/value/value.hpp"

namespace wend::journey {

// The longest key in bytes; an event whose field is longer enters no keyed journey.
inline constexpr std::size_t kLongestKey = 256;
// Instances of one keyed journey that a customer may be in at one time; further entries are refused and recorded.
inline constexpr std::size_t kMostLiveKeys = 64;
// Keys of one journey whose end is remembered for a customer. Past it the one that ended longest ago is forgotten: it
// may be entered again whatever `reentry` says.
inline constexpr std::size_t kMostKeys = 256;

// The value as the text that effects carry: an enumeration's and a product's name, a date and a time of day as in ISO
// 8601, a time as microseconds since 1970, numbers in digits. Nothing where it is unknown, of a type that makes no key,
// or longer than kLongestKey.
[[nodiscard]] std::optional<std::string> key_of(const Value& value, const Type& type, const schema::Schema& schema);

// Never 0, which stands for no key.
[[nodiscard]] std::uint64_t key_hash(std::string_view key);

}  // namespace wend::journey
