// Where an instance goes when a new program is published.
#pragma once

#include <cstdint>
#include <optional>

#include "runtime/journey/memory.hpp"
#include "runtime/journey/step.hpp"

namespace wend::journey {

// A journey and step of the new plan, or out.
struct Place {
  std::uint32_t journey = 0;
  std::uint32_t step = 0;
  Reason exit = Reason::none;
};
[[nodiscard]] Place place_of(const Instance& instance, const Plan& from, const Plan& to);

// The step of the same name and kind.
[[nodiscard]] std::optional<std::uint32_t> step_like(const ir::Journey& journey, const ir::Step& step);

// The journey in the plan, in the same version: of the program that is published, else as it was.
[[nodiscard]] bool is_same(const PlannedJourney& old, const PlannedJourney& planned, const Plan& to);

}  // namespace wend::journey
