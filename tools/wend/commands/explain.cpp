// `wend explain CODE`: what a diagnostic means, with a wrong and a right example.
#include "compiler/diagnostics/codes/project.hpp"
#include "compiler/diagnostics/wording.hpp"
#include "tools/wend/commands/commands.hpp"

namespace wend::tools {

namespace {

using diagnostics::Entry;

void append_example(std::string& text, std::string_view heading, std::string_view example) {
  if (example.empty()) return;
  text.append("\n").append(heading).append("\n");
  while (!example.empty()) {
    const std::string_view line = example.substr(0, example.find('\n'));
    text.append("    ").append(line).append("\n");
    example.remove_prefix(std::min(example.size(), line.size() + 1));
  }
}

std::string page(const Entry& entry, const Console& console) {
  std::string text(entry.code);
  text.append(" (").append(diagnostics::severity_word(entry.severity, console.language())).append("): ");
  text.append(console.pick(entry.english, entry.chinese)).append("\n\n").append(entry.explanation).append("\n");
  append_example(text, console.pick("wrong:", "错误:"), entry.wrong);
  append_example(text, console.pick("right:", "正确:"), entry.right);
  return text;
}

ExitStatus explain(const std::string& code, Console& console) {
  if (const Entry* entry = diagnostics::find(code)) {
    console.out(page(*entry, console));
    return ExitStatus::clean;
  }
  std::vector<std::string_view> codes;
  for (const Entry& entry : diagnostics::catalogue()) codes.push_back(entry.code);
  console.say(diagnostics::codes::diagnostic_unknown, {code}, diagnostics::nearest(code, codes, 3));
  return ExitStatus::could_not_run;
}

}  // namespace

void add_explain(CLI::App& program, Call& call) {
  auto code = std::make_shared<std::string>();
  CLI::App* command = program.add_subcommand("explain", "Say what a diagnostic means");
  command->add_option("code", *code, "Its code, such as E0201")->required();
  command->callback([&call, code] { call.run = [code](Console& console) { return explain(*code, console); }; });
}

}  // namespace wend::tools
