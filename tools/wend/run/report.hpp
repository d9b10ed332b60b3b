// What a run came to: as a table for people, and as JSON for programs.
#pragma once

#include <string>

#include "runtime/engine/statistics.hpp"
#include "tools/wend/console.hpp"

namespace wend::tools {

// By trigger and by journey; then the share of what was done (messages, offers, benefits, tasks) that needed no person,
// and how many customers and events there were.
[[nodiscard]] std::string report_table(const engine::Statistics& statistics, const Console& console);

//     {"triggers": {NAME: {"fired": n, "customers": n}},
//      "journeys": {NAME: {"entered": n, "customers": n, "control": n, "live": n, "contacts": {CHANNEL: n},
//                          "assigned": {TASK: n}, "granted": {BENEFIT: n}, "kept_out": {REASON: n},
//                          "goals": {"treated": n, "control": n}, "exits": {REASON: n}}},
//      "without_a_person": {"effects": n, "of": n},
//      "customers": n, "customers_without_tags": n, "events": n, "repeated": n, "late": n, "state_bytes": n}
//
// In the order of the program; every trigger and journey is there, a reason only where it occurred.
[[nodiscard]] std::string summary_json(const engine::Statistics& statistics);

}  // namespace wend::tools
