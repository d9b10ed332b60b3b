// Any bytes as the source of a program: parsed, checked if they are one, and whatever is said about them can be shown.
#include <memory>
#include <string>

#include "compiler/check/check.hpp"
#include "compiler/diagnostics/render.hpp"
#include "compiler/schema/read.hpp"
#include "compiler/syntax/syntax.hpp"
#include "tests/fuzz/fuzzer.hpp"

namespace wend::fuzz {
namespace {

std::shared_ptr<const schema::Schema> bank() {
  static const std::shared_ptr<const schema::Schema> read_once = [] {
    const source::SourceFile file({}, "schema.json", files_below("examples/bank", "schema.json").at(0));
    diagnostics::Sink sink;
    return schema::read(file, sink);
  }();
  demand(read_once != nullptr);
  return read_once;
}

void check_program(const syntax::Module& module, source::SourceMap& sources, diagnostics::Sink& sink) {
  static const schema::Names names(*bank());
  const syntax::Module* const modules[] = {&module};
  (void)check::check(modules, bank(), names, sources, sink);
}

}  // namespace

std::vector<std::string> seeds() {
  std::vector<std::string> texts = files_below("examples", ".wend");
  for (std::string& text : files_below("tests", ".wend")) texts.push_back(std::move(text));
  return texts;
}

void take(std::string_view input) {
  source::SourceMap sources;
  const source::SourceFile& file = sources.file(sources.add("input.wend", std::string(input)));
  diagnostics::Sink sink;
  const syntax::ParseResult parsed = syntax::parse(file, sink);
  if (!sink.has_errors()) check_program(parsed.module, sources, sink);
  sink.sort();
  for (const diagnostics::Diagnostic& diagnostic : sink.all()) {
    demand(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= input.size());
  }
  (void)render(diagnostics::Format::text, sink, sources);
  (void)syntax::is_incomplete(file);
}

}  // namespace wend::fuzz
