// How a PlannedJourney comes about: how what its instances keep lies in memory, and which watches each of them has.
#pragma once

#include "runtime/journey/plan.hpp"

namespace wend::journey {

// The fields that instances of a journey keep, which their state is read by.
struct JourneyFields {
  std::vector<std::uint32_t> entry;                    // of the entering event, then what it keeps besides
  std::vector<std::vector<schema::FieldIndex>> named;  // by Journey::named
};

// The journey lies in the program. Its points are not numbered yet; `fields` is filled in.
[[nodiscard]] PlannedJourney plan_journey(const std::shared_ptr<const ir::Program>& owner, const ir::Journey& journey,
                                          bool current, JourneyFields& fields);

}  // namespace wend::journey
