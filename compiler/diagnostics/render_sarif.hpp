// Diagnostics as a SARIF 2.1.0 log, for code scanning and approval pipelines.
//
// One run; a rule for each code that was found, with its explanation and examples; results with fingerprints, related
// locations (notes), fixes (the safe ones alone: a viewer applies them without asking), suppressions with the reason
// given, and, where there is a baseline, whether each is new. Columns count code points.
#pragma once

#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/diagnostics/style.hpp"
#include "compiler/source/source.hpp"

namespace wend::diagnostics {

[[nodiscard]] std::string render_sarif(const Sink& sink, const source::SourceMap& sources, const Style& style);

// A path as a URI reference: what a URI cannot hold is percent-encoded, and an absolute path becomes `file://…`.
[[nodiscard]] std::string uri_of(std::string_view path);

}  // namespace wend::diagnostics
