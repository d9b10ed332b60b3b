// The ids of inputs already applied, remembered against a second delivery.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/value/civil_time.hpp"

namespace wend::history {

// XXH3-128 of the id, and the customer's clock when it arrived.
struct AppliedId {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  Instant arrived = 0;
  friend bool operator==(const AppliedId&, const AppliedId&) = default;
};

[[nodiscard]] AppliedId applied_id(std::string_view id, Instant arrived);

[[nodiscard]] bool is_known(const std::vector<AppliedId>& ids, const AppliedId& id);

// Adds the id, and forgets those that arrived before `since`, then the oldest beyond `most`.
void remember(std::vector<AppliedId>& ids, const AppliedId& id, Instant since, std::uint32_t most);

}  // namespace wend::history
