// `wend check`: parses, resolves and type-checks a project.
#include "compiler/diagnostics/render.hpp"
#include "tools/wend/commands/commands.hpp"
#include "tools/wend/project/project.hpp"

namespace wend::tools {

namespace {

struct CheckOptions {
  std::string project = ".";
  std::string format = "text";
  std::string fail_level = "warning";
};

bool has_warnings(const diagnostics::Sink& sink) {
  for (const diagnostics::Diagnostic& diagnostic : sink.all()) {
    if (diagnostic.severity == diagnostics::Severity::warning) return true;
  }
  return false;
}

ExitStatus check(const CheckOptions& options, Console& console) {
  Project project(options.project);
  const ExitStatus status = project.load();
  const auto format = diagnostics::format_named(options.format).value_or(diagnostics::Format::text);
  console.out(diagnostics::render(format, project.sink(), project.sources(), console.out_style()));
  const bool warned = options.fail_level == "warning" && has_warnings(project.sink());
  return status == ExitStatus::clean && warned ? ExitStatus::findings : status;
}

}  // namespace

void add_check(CLI::App& program, Call& call) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = program.add_subcommand("check", "Check a project: what it says, and whether it makes sense");
  command->add_option("project", options->project, "The project's folder");
  command->add_option("--format", options->format, "text, json, sarif or github")
      ->check(CLI::IsMember({"text", "json", "sarif", "github"}));
  command->add_option("--fail-level", options->fail_level, "What is a finding: warning (and error) or error alone")
      ->check(CLI::IsMember({"warning", "error"}));
  command->callback([&call, options] { call.run = [options](Console& console) { return check(*options, console); }; });
}

}  // namespace wend::tools
