// What was emitted to a customer, as far back as the caps of policies count it.
//
// Contacts are counted under what a policy applies to (PlannedPolicy::counted), so that a policy that is published anew
// with other windows or numbers goes on with what was counted before. One that applies to something else begins at
// nothing.
//
// Windows of days are of the customer's own local days.
#pragma once

#include <optional>
#include <string_view>

#include "runtime/journey/plan.hpp"
#include "runtime/journey/session.hpp"

namespace wend::journey {

// Where and by whom a contact is made.
struct Sender {
  ir::Medium medium;
  std::uint64_t journey = 0;  // name_hash
  std::int32_t priority = 0;
};

// Why a cap lets a contact wait or keeps it out.
struct Fullness {
  bool reserved = false;     // there is room, and it is kept for contacts of higher priority
  std::uint64_t winner = 0;  // name_hash of the journey whose contact was the last to be counted; 0: of none
  Instant until = kNever;    // when what is counted leaves room again
};

// Whether some cap of the plan counts contacts under this.
[[nodiscard]] bool counts(const Plan& plan, std::uint64_t counted);
[[nodiscard]] bool covers(const ir::Cap& cap, const ir::Medium& medium);

// Nothing where the cap has room for one more contact.
[[nodiscard]] std::optional<Fullness> fullness(const Session& session, const PlannedPolicy& policy, const ir::Cap& cap,
                                               const Sender& sender);

// Remembers a contact that was emitted at the memory's clock, once for each thing that the given policies count, and
// forgets what no window reaches any more.
void count_contact(Session& session, const std::vector<const PlannedPolicy*>& applying, const Sender& sender);

}  // namespace wend::journey
