// What waits for a customer in inbound places: the app's banner, the counter's screen, the call centre's.
//
//     for (const Offer& offer : *offers_of(plan, state, now)) show(offer.slot, offer.message);
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/journey/plan.hpp"
#include "runtime/journey/state.hpp"

namespace wend::journey {

struct Offer {
  std::string effect;         // the id of the `place` effect, which carries the arguments
  std::uint32_t slot = 0;     // position in the schema's slots
  std::uint32_t message = 0;  // and in the slot's templates
  std::string journey;        // that placed it; empty where it is no longer published
  std::uint32_t entry = 0;
  Instant placed = 0;
  Instant until = 0;
};

// Those on offer at `now`, in the order in which they were placed. An error as of step.
[[nodiscard]] Result<std::vector<Offer>> offers_of(const Plan& plan, const State& state, Instant now);

}  // namespace wend::journey
