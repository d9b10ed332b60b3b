// The scores of the models that a program asks, out of the files that the schema names for them.
#pragma once

#include <optional>

#include "tools/data/scores.hpp"
#include "tools/wend/project/project.hpp"
#include "tools/wend/run/bad_rows.hpp"

namespace wend::tools {

// Files are found from the project's folder; a model without one has no scores here. Warns of a model that has expired
// by `now`, and uses it all the same. Nothing where a file could not be read, which has been said.
[[nodiscard]] std::optional<data::Scores> read_scores(const Project& project, const ir::Program& program,
                                                      std::optional<Instant> now, const Zone& zone, BadRows& bad_rows,
                                                      Console& console);

}  // namespace wend::tools
