// A project as large as a bank's: 3,000 tags, 500 events, and as many journeys as asked for, each with a trigger of its
// own, and five segments for every four journeys. Nothing in it is at fault.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace wend::bench {

inline constexpr std::size_t kTags = 3'000;
inline constexpr std::size_t kEvents = 500;

[[nodiscard]] std::string large_schema();

// The texts of its files: a hundred journeys in each, with their triggers and segments.
[[nodiscard]] std::vector<std::string> large_sources(std::size_t journeys);

}  // namespace wend::bench
