// `wend check`: parses, resolves and type-checks a project.
#include "compiler/diagnostics/codes/project.hpp"
#include "compiler/diagnostics/render.hpp"
#include "runtime/journey/plan.hpp"
#include "tools/wend/commands/commands.hpp"
#include "tools/wend/cost/cost.hpp"
#include "tools/wend/project/project.hpp"
#include "tools/wend/table.hpp"

namespace wend::tools {

namespace {

struct CheckOptions {
  std::string project = ".";
  std::string format = "text";
  std::string fail_level = "warning";
  bool cost = false;
  std::string against;
};

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

std::string cost_text(const ProgramCost& cost, const Console& console) {
  Table table({std::string(console.pick("trigger or journey", "触发器或旅程")),
               std::string(console.pick("operations", "运算数")),
               std::string(console.pick("looks back at", "回看事件")),
               std::string(console.pick("bytes a customer", "每客户字节数"))});
  for (const Cost& part : cost.parts) {
    table.add({part.name, grouped(part.operations), part.looks_at.empty() ? "-" : listed(part.looks_at),
               grouped(part.bytes)});
  }
  std::string text = cost.parts.empty() ? "" : table.text() + "\n";
  text.append(console.pick("a customer's state: at most ", "每客户状态: 最多 ")).append(grouped(cost.bytes));
  text.append(console.pick(" bytes and its texts; at most ", " 字节及其文本; 每类事件最多保留 "))
      .append(grouped(cost.events));
  return text.append(console.pick(" events of a type are remembered, once for all\n", " 个, 共用\n"));
}

bool show_cost(const Project& project, Console& console) {
  const Result<journey::Plan> plan = journey::Plan::make(project.program());
  if (plan) console.out(cost_text(cost_of(*plan), console));
  if (!plan) console.say(diagnostics::codes::run_stopped, {plan.error().message});
  return plan.has_value();
}

bool has_warnings(const diagnostics::Sink& sink) {
  for (const diagnostics::Diagnostic& diagnostic : sink.all()) {
    if (diagnostic.severity == diagnostics::Severity::warning) return true;
  }
  return false;
}

// The program that runs at present; nothing where it cannot be had, and the console says why.
std::shared_ptr<const ir::Program> running(const std::string& folder, Console& console) {
  Project project(folder);
  const ExitStatus status = project.load();
  if (status != ExitStatus::clean) console.say(project.sink(), project.sources());
  return status == ExitStatus::clean ? project.program() : nullptr;
}

ExitStatus check(const CheckOptions& options, Console& console) {
  std::shared_ptr<const ir::Program> against;
  if (!options.against.empty()) {
    against = running(options.against, console);
    if (!against) return ExitStatus::could_not_run;
  }
  Project project(options.project);
  const ExitStatus status = project.load(against.get());
  const auto format = diagnostics::format_named(options.format).value_or(diagnostics::Format::text);
  console.out(diagnostics::render(format, project.sink(), project.sources(), console.out_style()));
  // The cost of a program that cannot run is of no use, and it is for people.
  const bool shows_cost = options.cost && status == ExitStatus::clean && format == diagnostics::Format::text;
  if (shows_cost && !show_cost(project, console)) return ExitStatus::could_not_run;
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
  command->add_flag("--cost", options->cost,
                    "Say what each trigger and journey costs, in work and in memory (as text)");
  command->add_option("--against", options->against,
                      "The project that runs at present: migrations are checked against its journeys");
  command->callback([&call, options] { call.run = [options](Console& console) { return check(*options, console); }; });
}

}  // namespace wend::tools
