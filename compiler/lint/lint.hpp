// Runs the linter's rules over a project and takes its suppressions into account.
//
//     // wend: allow W0303 because a customer without a city is meant to stay out
//     segment elsewhere = not (city in {beijing, shanghai})
//
// A suppression stands on the line of the finding or alone on the line above it, names one code, and says why; without
// a reason, with an unknown code or with nothing to suppress it is itself a finding. A suppressed finding stays in the
// sink with its reason and counts for nothing.
#pragma once

#include <span>
#include <vector>

#include "compiler/lint/rule.hpp"
#include "compiler/syntax/syntax.hpp"

namespace wend::lint {

struct FileComments {
  source::FileId file;
  std::span<const syntax::Comment> comments;
};

// Adds findings to the sink. Only for a program without errors.
void lint(const Input& input, std::span<const FileComments> comments, const source::SourceMap& sources,
          diagnostics::Sink& sink);

// Whether what the sink holds leaves nothing to be done: no error, and no warning that is not suppressed.
[[nodiscard]] bool is_clean(const diagnostics::Sink& sink);

}  // namespace wend::lint
