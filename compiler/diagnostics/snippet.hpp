// The lines of source that a span covers, with carets below it:
//
//        12 | 标签 资产 = 存款 + 1
//           |             ^^^^
//
// Carets stand right under wide characters, combining marks and tabs. Of a long line the part around the span is shown,
// of a span over several lines the first and the last.
#pragma once

#include <string>

#include "compiler/diagnostics/paint.hpp"
#include "compiler/source/source.hpp"

namespace wend::diagnostics {

[[nodiscard]] std::string snippet(const source::SourceFile& file, const source::Span& span, const Paint& paint,
                                  Colour colour);

}  // namespace wend::diagnostics
