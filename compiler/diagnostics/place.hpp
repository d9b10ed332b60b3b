// Where a span lies, as people and other programs name it.
#pragma once

#include <algorithm>

#include "compiler/source/source.hpp"

namespace wend::diagnostics {

struct Place {
  const source::SourceFile* file = nullptr;  // the map's; null where the map does not hold the span's file
  source::Position begin;
  source::Position end;  // exclusive: the column after the last one
};

[[nodiscard]] inline Place place_of(const source::Span& span, const source::SourceMap& sources) {
  if (span.file.index >= sources.size()) return {};
  const source::SourceFile& file = sources.file(span.file);
  return {&file, file.position(span.begin), file.position(std::max(span.begin, span.end))};
}

}  // namespace wend::diagnostics
