// Diagnostics as one JSON array of objects, for scripts:
//
//     [{"code": "E0201", "severity": "error", "message": "…", "file": "segments.wend", "line": 12, "column": 16,
//       "end_line": 12, "end_column": 19, "notes": [{"message": "…", "file": …}],
//       "fixes": [{"applicability": "safe", "edits": [{"file": …, "replacement": "aum"}]}]}]
//
// Lines and columns count from 1, columns in code points; end_column is the column after the last one. A diagnostic
// that is suppressed has "suppressed_because"; one without a place has no "file" and no positions.
#pragma once

#include <string>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/diagnostics/style.hpp"
#include "compiler/source/source.hpp"

namespace wend::diagnostics {

[[nodiscard]] std::string render_json(const Sink& sink, const source::SourceMap& sources, const Style& style);

}  // namespace wend::diagnostics
