// What an occurrence may set off.
#pragma once

#include <cstdint>
#include <vector>

namespace wend::journey {

// What may be set off in the current program: positions of triggers, and of journeys by priority and name.
struct Heard {
  std::vector<std::uint32_t> triggers;
  std::vector<std::uint32_t> journeys;
  std::vector<std::uint32_t> watches;  // of Plan::watches(), for an event: those that it may move on

  void include(const Heard& other);
};

}  // namespace wend::journey
