// One entry into a journey: whether it may be, and making it. Occurrences enter (entries.cpp), and steps do
// (starts.cpp).
#pragma once

#include <optional>
#include <span>
#include <string>

#include "runtime/journey/session.hpp"

namespace wend::journey {

// What enters a journey: which one, how an occurrence came to enter it, what a `start` gives, and the key where the
// journey is keyed.
struct Entry {
  std::uint32_t index = 0;
  const PlannedJourney& planned;
  const Match* match = nullptr;  // with the event that `event.x` reads; null: a `start`
  Instant time = 0;
  std::span<const OwnedValue> parameters = {};
  const std::byte* record = nullptr;  // that keys it, where records do
  std::string key = {};
  std::uint64_t hash = 0;
};

// Whether a live instance is there: one for a journey, customer and key, whatever its version; one about to be counts.
[[nodiscard]] bool is_inside(const Session& session, const Entry& entry);
[[nodiscard]] bool may_reenter(Session& session, const Entry& asked);
// Whom the journey is for, judged once; an `exit when` that is already true refuses the entry.
[[nodiscard]] bool is_for(Session& session, const Entry& entry);
[[nodiscard]] bool is_control(Session& session, const ir::Journey& journey);
// By the customer's own calendar, both days included.
[[nodiscard]] bool is_active(const Session& session, const ir::Journey& journey);

// As it would be entered: what conditions read of it.
[[nodiscard]] Instance as_entered(Session& session, const Entry& entry);
// Makes the instance, and runs it to its first wait.
void enter(Session& session, const Entry& entry, bool control);

}  // namespace wend::journey
