#include "tools/wend/repl/session.hpp"

#include <algorithm>

namespace wend::tools {

namespace {

const std::string& name_of(const std::unique_ptr<syntax::Module>& module) {
  return module->declarations.front().name.text;
}

// The texts of the project's files, so that a message may point into one.
source::SourceMap copy_of(const source::SourceMap& sources) {
  source::SourceMap copy;
  for (std::uint32_t index = 0; index < sources.size(); ++index) {
    const source::SourceFile& file = sources.file({index});
    copy.add(file.path(), std::string(file.text()));
  }
  return copy;
}

}  // namespace

Session::Session(Project& project) : project_(project), sources_(copy_of(project.sources())) {
  diagnostics::Sink sink;
  checked_ = check_with({}, sink);
}

bool Session::wants_more(const std::string& text) {
  return syntax::is_incomplete(source::SourceFile({0}, "prompt", text));
}

Answer Session::say(std::string line) {
  Answer answer;
  answer.file = sources_.add("prompt", std::move(line));
  syntax::Line parsed = syntax::parse_line(sources_.file(answer.file), answer.sink);
  if (answer.sink.has_errors()) return answer;
  if (!parsed.declarations.empty()) {
    define(std::move(parsed.declarations), answer);
  } else if (parsed.expression) {
    answer.expression = check::check_expression(*checked_, project_.names(), *parsed.expression, answer.sink);
  }
  return answer;
}

bool Session::define(std::vector<syntax::Declaration> declarations, Answer& answer) {
  std::vector<std::unique_ptr<syntax::Module>> added;
  for (syntax::Declaration& declaration : declarations) {
    answer.defined.push_back(declaration.name.text);
    added.push_back(std::make_unique<syntax::Module>());
    added.back()->declarations.push_back(std::move(declaration));
  }
  std::vector<const syntax::Module*> said;
  const auto is_replaced = [&](const std::unique_ptr<syntax::Module>& module) {
    return std::ranges::find(answer.defined, name_of(module)) != answer.defined.end();
  };
  for (const auto& module : definitions_) {
    if (!is_replaced(module)) said.push_back(module.get());
  }
  for (const auto& module : added) said.push_back(module.get());
  auto checked = check_with(said, answer.sink);
  if (answer.sink.has_errors()) {
    answer.defined.clear();
    return false;
  }
  std::erase_if(definitions_, is_replaced);
  std::ranges::move(added, std::back_inserter(definitions_));
  checked_ = std::move(checked);
  return true;
}

std::unique_ptr<check::CheckedProgram> Session::check_with(const std::vector<const syntax::Module*>& said,
                                                           diagnostics::Sink& sink) {
  std::vector<const syntax::Module*> modules;
  for (const syntax::ParseResult& parsed : project_.modules()) modules.push_back(&parsed.module);
  modules.insert(modules.end(), said.begin(), said.end());
  return std::make_unique<check::CheckedProgram>(
      check::check(modules, project_.schema(), project_.names(), sources_, sink));
}

}  // namespace wend::tools
