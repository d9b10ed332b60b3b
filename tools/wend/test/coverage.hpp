// What the tests of a project left out: branches that were never taken, conditions that were never true or never false.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tools/wend/test/explain.hpp"
#include "tools/wend/test/record.hpp"

namespace wend::tools {

// A branch or a condition that was not seen in full.
struct Gap {
  std::string place;  // `journeys.wend:12:5`, or the journey's name where it is a branch
  std::string what;   // the condition as written, or the step and its branch
  std::string never;  // `true`, `false`, `judged`, `taken`
};

struct Coverage {
  std::size_t branches = 0;
  std::size_t branches_taken = 0;
  std::size_t conditions = 0;       // each counts for true and for false
  std::size_t conditions_seen = 0;  // of twice as many
  std::vector<Gap> gaps;            // branches first, by journey; then conditions, in the order of the files
};

// Branches are those of branches_of (tools/wend/test/branches.hpp); two that lead to the same step cannot be told
// apart. Conditions are those of patterns, heads, branches and policies, with the parts that `and`, `or` and `not` make
// them of.
[[nodiscard]] Coverage coverage_of(const ir::Program& program, const Seen& seen, const Places& places);

}  // namespace wend::tools
