// `wend lint`: checks a project, then asks what an approver would: style, risk, what policies leave open.
#include "compiler/lint/lint.hpp"

#include "compiler/diagnostics/render.hpp"
#include "tools/wend/commands/commands.hpp"
#include "tools/wend/project/project.hpp"

namespace wend::tools {

namespace {

using diagnostics::Diagnostic;
using diagnostics::Severity;

struct LintOptions {
  std::string project = ".";
  std::string format = "text";
  std::string fail_level = "warning";
};

void inspect(Project& project) {
  std::vector<const syntax::Module*> modules;
  std::vector<lint::FileComments> comments;
  for (const syntax::ParseResult& parsed : project.modules()) {
    modules.push_back(&parsed.module);
    if (!parsed.comments.empty()) comments.push_back({parsed.comments.front().span.file, parsed.comments});
  }
  const lint::Input input{modules, *project.schema(), project.checked()};
  lint::lint(input, comments, project.sources(), project.sink());
}

// What wend.toml says under [lint]: another severity for a code, or none at all. Errors of the checker stay errors.
void apply_levels(const Config& config, diagnostics::Sink& sink) {
  std::erase_if(sink.all(), [&](Diagnostic& diagnostic) {
    const auto level = config.lint.find(std::string(diagnostics::entry(diagnostic.code).code));
    if (level == config.lint.end() || diagnostic.severity == Severity::error) return false;
    if (level->second == "error") diagnostic.severity = Severity::error;
    if (level->second == "warning") diagnostic.severity = Severity::warning;
    if (level->second == "information") diagnostic.severity = Severity::information;
    return level->second == "off";
  });
}

bool has_findings(const diagnostics::Sink& sink, bool warnings_too) {
  return std::ranges::any_of(sink.all(), [&](const Diagnostic& diagnostic) {
    const bool counts =
        diagnostic.severity == Severity::error || (warnings_too && diagnostic.severity == Severity::warning);
    return counts && diagnostic.suppressed_because.empty();
  });
}

ExitStatus lint_project(const LintOptions& options, Console& console) {
  Project project(options.project);
  const ExitStatus status = project.load();
  if (status == ExitStatus::clean) {
    inspect(project);
    apply_levels(project.config(), project.sink());
    project.sink().sort();
  }
  const auto format = diagnostics::format_named(options.format).value_or(diagnostics::Format::text);
  console.out(diagnostics::render(format, project.sink(), project.sources(), console.out_style()));
  if (status != ExitStatus::clean) return status;
  return has_findings(project.sink(), options.fail_level == "warning") ? ExitStatus::findings : ExitStatus::clean;
}

}  // namespace

void add_lint(CLI::App& program, Call& call) {
  auto options = std::make_shared<LintOptions>();
  CLI::App* command = program.add_subcommand("lint", "Check a project, then its style, its risks and its policies");
  command->add_option("project", options->project, "The project's folder");
  command->add_option("--format", options->format, "text, json, sarif or github")
      ->check(CLI::IsMember({"text", "json", "sarif", "github"}));
  command->add_option("--fail-level", options->fail_level, "What is a finding: warning (and error) or error alone")
      ->check(CLI::IsMember({"warning", "error"}));
  command->callback(
      [&call, options] { call.run = [options](Console& console) { return lint_project(*options, console); }; });
}

}  // namespace wend::tools
