// Diagnostics as GitHub workflow commands, which become annotations of the lines that a pull request changes:
//
//     ::error file=segments.wend,line=12,endLine=12,col=16,endColumn=19,title=E0201::…
//
// Columns are left out where a span goes over several lines, for GitHub takes none there. What is suppressed is left
// out.
#pragma once

#include <string>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/diagnostics/style.hpp"
#include "compiler/source/source.hpp"

namespace wend::diagnostics {

[[nodiscard]] std::string render_github(const Sink& sink, const source::SourceMap& sources, const Style& style);

}  // namespace wend::diagnostics
