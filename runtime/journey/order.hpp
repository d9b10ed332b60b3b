// Who goes first.
#pragma once

#include <algorithm>
#include <tuple>

#include "runtime/journey/memory.hpp"
#include "runtime/journey/plan.hpp"

namespace wend::journey {

// Among instances: by priority, time of entry, journey's name, key; then the older version, the earlier entry.
[[nodiscard]] inline bool is_served_before(const Plan& plan, const Instance& left, const Instance& right) {
  const ir::Journey& one = *plan.journeys()[left.kept.journey].journey;
  const ir::Journey& other = *plan.journeys()[right.kept.journey].journey;
  return std::tie(other.priority, left.kept.entered, one.name, left.key, one.version, left.kept.entry) <
         std::tie(one.priority, right.kept.entered, other.name, right.key, other.version, right.kept.entry);
}

}  // namespace wend::journey
