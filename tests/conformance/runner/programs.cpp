#include "tests/conformance/runner/programs.hpp"

#include <sstream>
#include <vector>

#include "compiler/bytes/bytes.hpp"
#include "compiler/diagnostics/render_text.hpp"
#include "compiler/schema/read.hpp"
#include "compiler/syntax/syntax.hpp"

namespace wend::conformance {
namespace {

// A line that begins with `module` begins another file of the project.
std::vector<std::string> files_of(const std::string& text) {
  std::vector<std::string> files(1);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("module ") && !files.back().empty()) files.emplace_back();
    files.back() += line + "\n";
  }
  return files;
}

}  // namespace

std::set<std::string> error_codes(const diagnostics::Sink& sink) {
  std::set<std::string> codes;
  for (const diagnostics::Diagnostic& diagnostic : sink.all()) {
    if (diagnostic.severity == diagnostics::Severity::error) {
      codes.emplace(diagnostics::entry(diagnostic.code).code);
    }
  }
  return codes;
}

std::string said(const diagnostics::Sink& sink, const source::SourceMap& sources) {
  return diagnostics::render_text(sink, sources, {});
}

Compiled::Compiled(const Bank& bank, const std::string& text) : bank_(bank) {
  std::vector<syntax::ParseResult> parsed;
  for (std::string& file : files_of(text)) {
    parsed.push_back(syntax::parse(sources_.file(sources_.add("program", std::move(file))), sink_));
  }
  std::vector<const syntax::Module*> modules;
  for (const syntax::ParseResult& one : parsed) modules.push_back(&one.module);
  checked_ = check::check(modules, bank.schema, *bank.names, sources_, sink_);
}

std::optional<check::CheckedExpression> Compiled::add(const std::string& expression, diagnostics::Sink& sink) {
  const source::FileId file = sources_.add("expression", expression);
  const syntax::ExpressionPtr tree = syntax::parse_expression(sources_.file(file), sink);
  if (!tree || sink.has_errors()) return std::nullopt;
  auto checked = check::check_expression(checked_, *bank_.names, *tree, sink);
  return sink.has_errors() ? std::nullopt : checked;
}

Result<const Bank*> Programs::bank(const std::string& schema) {
  const auto found = banks_.find(schema);
  if (found != banks_.end()) return &found->second;
  source::SourceMap sources;
  diagnostics::Sink sink;
  Bank bank;
  bank.schema = schema::read(sources.file(sources.add("schema", schema)), sink);
  if (!bank.schema) return Error{said(sink, sources)};
  bank.names = std::make_unique<const schema::Names>(*bank.schema);
  const Result<Zone> zone = Zone::named(bank.schema->zone);
  if (!zone) return zone.error();
  bank.zone = *zone;
  return &banks_.emplace(schema, std::move(bank)).first->second;
}

Result<std::shared_ptr<const ir::Program>> Programs::program(const std::string& schema, const std::string& text) {
  const Result<const Bank*> bank = this->bank(schema);
  if (!bank) return bank.error();
  std::shared_ptr<const ir::Program>& kept = programs_[{schema, text}];
  if (kept) return kept;
  Compiled compiled(**bank, text);
  if (compiled.has_errors()) return Error{"\n" + said(compiled.sink(), compiled.sources())};
  Result<std::shared_ptr<const ir::Program>> loaded = through_bytes(compiled.checked().program);
  if (loaded) kept = *loaded;
  return loaded;
}

Result<std::shared_ptr<const ir::Program>> through_bytes(const ir::Program& program) {
  const std::vector<std::byte> bytes = bytes::encode(program);
  Result<ir::Program> loaded = bytes::decode(bytes, program.schema);
  if (!loaded) return within("the checked program does not load from its own bytes", loaded.error());
  if (bytes::encode(*loaded) != bytes) return Error{"the program has other bytes once it is loaded"};
  return std::make_shared<const ir::Program>(*std::move(loaded));
}

}  // namespace wend::conformance
