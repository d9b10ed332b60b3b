// `wend explain SEGMENT --customer ID`: whether a customer is in a segment, and why.
//
// A segment over the tags alone is judged of the table of customers, as `wend count` does. One that looks at what the
// customer did needs events: they are run through the project up to the instant that is asked about, as `wend run`
// does, and the segment is judged of what is remembered then.
#pragma once

#include <string>
#include <vector>

#include "tools/wend/console.hpp"
#include "tools/wend/exit_status.hpp"

namespace wend::tools {

struct MembershipOptions {
  std::string segment;  // its name or label
  std::string customer;
  std::string project = ".";
  std::string customers;  // files; empty: as wend.toml says
  std::string events;
  std::string at;  // the instant that is now; empty: the clock's
  std::vector<std::string> name_lists;
};

// Clean whether the customer is in the segment or not; could_not_run where that cannot be said.
[[nodiscard]] ExitStatus explain_membership(const MembershipOptions& options, Console& console);

}  // namespace wend::tools
