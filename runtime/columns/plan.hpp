// What is settled about a MaskProgram before any row is looked at: which masks are needed at all, and where they are
// kept.
#pragma once

#include <vector>

#include "compiler/masks/mask_program.hpp"

namespace wend::columns {

struct NodePlan {
  std::uint32_t place = 0;   // where its masks are kept: nodes that are never needed at once share places
  bool needs_known = false;  // somebody asks for which rows it is known, and not only for which it is true
  bool has_rows = false;     // a row evaluator judges a part of it

  // How many masks it keeps, one place each: true; known, where somebody asks; the rows that it is judged for, where
  // that is not all of them.
  [[nodiscard]] std::uint32_t masks() const { return has_rows ? 3 : needs_known ? 2 : 1; }
};

struct Plan {
  std::vector<NodePlan> nodes;
  std::uint32_t places = 0;
  std::vector<std::uint32_t> tags;  // whose columns are read without a row evaluator: sorted, without doubles
};

// `knowns`: whether it is asked for which rows the roots are known.
[[nodiscard]] Plan make_plan(const masks::MaskProgram& masks, bool knowns);

}  // namespace wend::columns
