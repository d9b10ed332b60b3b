// Sources with diagnostics in them, for the tests of the renderers.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/source/source.hpp"

namespace wend::diagnostics {

struct Findings {
  source::SourceMap sources;
  Sink sink;

  source::FileId add(std::string path, std::string text) { return sources.add(std::move(path), std::move(text)); }

  // The span of the text's first occurrence.
  [[nodiscard]] source::Span at(source::FileId file, std::string_view text) const {
    const std::size_t begin = sources.file(file).text().find(text);
    EXPECT_NE(begin, std::string_view::npos) << text;
    return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + text.size())};
  }

  // An error that says "NAME is declared here", whatever it stands for.
  Report error(source::Span span, std::string_view name = "it") {
    const Report report = sink.report(codes::declared_here, span);
    sink.all().back().severity = Severity::error;
    return Report(report).with(name);
  }
};

}  // namespace wend::diagnostics
