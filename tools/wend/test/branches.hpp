// The ways on from a step of a journey, as reports of tests name them.
#pragma once

#include <string>
#include <vector>

#include "compiler/ir/program.hpp"
#include "tools/wend/test/explain.hpp"

namespace wend::tools {

struct Branch {
  std::string english;
  std::string chinese;
  ir::StepIndex next = ir::kEnd;
};

// In the order of the text; none where there is but one way. Two that lead to the same step cannot be told apart.
[[nodiscard]] std::vector<Branch> branches_of(const ir::Program& program, const ir::Step& step, const Places& places);

}  // namespace wend::tools
