// What a journey's head says besides who enters and what ends it: when it may be entered, what keys its instances.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/ir/expression.hpp"
#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"

namespace wend::ir {

// `active 2026-06-01 .. 2026-06-30`: local dates, both included. Entered then only; who is inside at the end goes on.
struct ActiveDates {
  Date from = 0;
  Date to = 0;
};

// One live instance for each value of a field: `per card` of the entering event, `per h in holdings where …` of the
// records of a list for which the condition is true at entry. An instance of the latter keeps its record, which
// kKeyRecord speaks of.
struct InstanceKey {
  schema::FieldIndex field = 0;  // of the entering event, or of the list's records
  ExpressionId list = kNone;     // kNone: `per card`
  ExpressionId where = kNone;    // kNone: every record

  [[nodiscard]] bool is_of_records() const { return list != kNone; }
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
