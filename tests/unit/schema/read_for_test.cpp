#include "tests/unit/schema/read_for_test.hpp"

#include <fstream>
#include <sstream>

namespace wend::schema {

namespace {

std::string place(const source::SourceMap& sources, const source::Span& span) {
  const source::Position at = sources.file(span.file).position(span.begin);
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

}  // namespace

std::string ReadText::said() const {
  std::string result;
  for (const diagnostics::Diagnostic& diagnostic : sink.all()) {
    result += place(sources, diagnostic.span) + " " + std::string(diagnostics::entry(diagnostic.code).code) + " " +
              diagnostics::message(diagnostic) + "\n";
    result += "    at " + std::string(sources.text(diagnostic.span)) + "\n";
    for (const diagnostics::Note& note : diagnostic.notes) {
      result += "    " + place(sources, note.span) + " " + diagnostics::message(note) + "\n";
    }
    for (const diagnostics::Fix& fix : diagnostic.fixes) {
      for (const diagnostics::Edit& edit : fix.edits) result += "    write " + edit.replacement + "\n";
    }
  }
  return result;
}

std::string contents_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace wend::schema
