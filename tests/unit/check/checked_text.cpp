#include "tests/unit/check/checked_text.hpp"

#include <fstream>
#include <sstream>

#include "compiler/schema/read.hpp"

namespace wend::check {
namespace {

std::string place(const source::SourceMap& sources, const source::Span& span) {
  const source::Position at = sources.file(span.file).position(span.begin);
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::string whole_place(const source::SourceMap& sources, const source::Span& span) {
  const source::Position begin = sources.file(span.file).position(span.begin);
  const source::Position end = sources.file(span.file).position(span.end);
  std::string text = place(sources, span);
  if (begin == end) return text;
  text += '-';
  if (begin.line != end.line) text += std::to_string(end.line) + ":";
  return text + std::to_string(end.column - 1);
}

std::vector<const syntax::Module*> modules_of(const std::vector<syntax::ParseResult>& parsed) {
  std::vector<const syntax::Module*> modules;
  for (const syntax::ParseResult& file : parsed) modules.push_back(&file.module);
  return modules;
}

}  // namespace

std::string contents_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::shared_ptr<const schema::Schema> schema_at(const std::string& path) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const std::string text = contents_of(WEND_SOURCE_DIRECTORY "/" + path);
  return schema::read(sources.file(sources.add("schema.json", text)), sink);
}

std::shared_ptr<const schema::Schema> test_schema() {
  static const std::shared_ptr<const schema::Schema> read_once = schema_at("tests/unit/check/schema.json");
  return read_once;
}

CheckedText::CheckedText(std::vector<std::string> texts, std::shared_ptr<const schema::Schema> of)
    : schema(std::move(of)), names(*schema) {
  for (std::string& text : texts) {
    const source::FileId file = sources.add("test.wend", std::move(text));
    parsed.push_back(syntax::parse(sources.file(file), sink));
  }
  checked = check::check(modules_of(parsed), schema, names, sources, sink);
  sink.sort();
}

std::string CheckedText::said(Spans spans) const {
  std::string result;
  for (const diagnostics::Diagnostic& diagnostic : sink.all()) {
    result += (spans == Spans::whole ? whole_place : place)(sources, diagnostic.span) + " " +
              std::string(diagnostics::entry(diagnostic.code).code) + " " + diagnostics::message(diagnostic) + ": " +
              std::string(sources.text(diagnostic.span)) + "\n";
    for (const diagnostics::Note& note : diagnostic.notes) result += "    " + diagnostics::message(note) + "\n";
    for (const diagnostics::Fix& fix : diagnostic.fixes) {
      for (const diagnostics::Edit& edit : fix.edits) {
        result += "    write " + edit.replacement + " for " + std::string(sources.text(edit.span)) + "\n";
      }
    }
  }
  return result;
}

std::string CheckedText::lowered() const {
  const ir::Program& program = checked.program;
  std::string result;
  for (const ir::DerivedTag& tag : program.tags) result += tag.name + " = " + ir::to_text(program, tag.value) + "\n";
  for (const ir::Segment& segment : program.segments) {
    result += segment.name + " = " + ir::to_text(program, segment.condition) + "\n";
  }
  return result;
}

std::optional<CheckedExpression> CheckedText::check_more(std::string text) {
  const source::FileId file = sources.add("prompt", std::move(text));
  const syntax::ExpressionPtr tree = syntax::parse_expression(sources.file(file), sink);
  return tree ? check_expression(checked, names, *tree, sink) : std::nullopt;
}

}  // namespace wend::check
