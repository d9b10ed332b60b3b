// Suppression comments: `// wend: allow W0303 because …`.
#pragma once

#include <span>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/lint/lint.hpp"

namespace wend::lint {

// Marks the findings that comments allow, and reports the comments that are faulty or allow nothing. Errors cannot be
// suppressed.
void suppress(std::span<const FileComments> comments, const source::SourceMap& sources, diagnostics::Sink& sink);

}  // namespace wend::lint
