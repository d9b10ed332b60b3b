#include "runtime/history/applied.hpp"

#include <xxhash.h>

#include <algorithm>

namespace wend::history {

AppliedId applied_id(std::string_view id, Instant arrived) {
  const XXH128_hash_t hash = XXH3_128bits(id.data(), id.size());
  return {.low = hash.low64, .high = hash.high64, .arrived = arrived};
}

bool is_known(const std::vector<AppliedId>& ids, const AppliedId& id) {
  return std::ranges::any_of(
      ids, [&](const AppliedId& applied) { return applied.low == id.low && applied.high == id.high; });
}

void remember(std::vector<AppliedId>& ids, const AppliedId& id, Instant since, std::uint32_t most) {
  ids.push_back(id);
  auto keep = std::ranges::find_if(ids, [&](const AppliedId& applied) { return applied.arrived >= since; });
  if (ids.end() - keep > static_cast<std::ptrdiff_t>(most)) keep = ids.end() - static_cast<std::ptrdiff_t>(most);
  ids.erase(ids.begin(), keep);
}

}  // namespace wend::history
