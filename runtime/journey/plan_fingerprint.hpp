// A hash of everything that a state's meaning rests on under a plan.
#pragma once

#include "runtime/journey/plan.hpp"
#include "runtime/journey/planned_journey.hpp"

namespace wend::journey {

// Of a plan that is finished but for its fingerprint; `tags` are those that it keeps, `fields` by Plan::journeys.
[[nodiscard]] std::uint64_t fingerprint(const Plan& plan, const std::vector<schema::TagIndex>& tags,
                                        const std::vector<JourneyFields>& fields);

}  // namespace wend::journey
