// What a journey's head says besides who enters and what ends it: when it may be entered, what keys its instances.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"

namespace wend::ir {

// `active 2026-06-01 .. 2026-06-30`: local dates, both included. Entered then only; who is inside at the end goes on.
struct ActiveDates {
  Date from = 0;
  Date to = 0;
};

// `per card`: one live instance for each value of a field of the entering event.
struct InstanceKey {
  schema::FieldIndex field = 0;
};
// Whether values of the type can tell instances apart.
[[nodiscard]] bool makes_key(const Type& type);

// `migrate from 1 { pause -> rest  otherwise keep }`: where instances of an older version go when this one is
// published.
struct Migration {
  struct Move {
    std::string from;      // a step of the older version
    std::uint32_t to = 0;  // position in the steps of this one
  };
  enum class Otherwise : std::uint8_t { unsaid, keep, exit };
  std::int64_t from_version = 0;
  std::vector<Move> moves;
  Otherwise otherwise = Otherwise::unsaid;
};

}  // namespace wend::ir
