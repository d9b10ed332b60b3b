#include "compiler/diagnostics/codes/project.hpp"
#include "tools/wend/application.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "tools/wend/commands/commands.hpp"
#include "tools/wend/version.hpp"

namespace wend::tools {

namespace {

namespace codes = diagnostics::codes;
using diagnostics::Language;

constexpr std::string_view kDescription = "Wend: customer journeys as programs";
constexpr std::string_view kFooter =
    "A command takes a project's folder, the current one where none is given.\n"
    "Exit status: 0 clean, 1 findings in what was asked about, 2 could not run.";

// CLI11 reads its arguments from behind.
std::vector<std::string> backwards(std::vector<std::string> arguments) {
  // `wend help run` is `wend run --help`, which CLI11 has.
  if (!arguments.empty() && arguments.front() == "help") {
    arguments.erase(arguments.begin());
    arguments.emplace_back("--help");
  }
  std::ranges::reverse(arguments);
  return arguments;
}

ExitStatus unknown_command(const CLI::App& program, const std::string& word, Console& console) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands({})) names.push_back(command->get_name());
  const std::vector<std::string_view> known(names.begin(), names.end());
  console.say(codes::command_unknown, {word}, diagnostics::nearest(word, known, 1));
  return ExitStatus::could_not_run;
}

// The first letter small, and no period at the end, as the catalogue's own messages are.
std::string as_message(std::string text) {
  while (text.ends_with('\n') || text.ends_with('.')) text.pop_back();
  std::ranges::replace(text, '\n', ' ');
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

ExitStatus wrong(std::string message, Console& console) {
  console.say(codes::command_line_wrong, {as_message(std::move(message))});
  return ExitStatus::could_not_run;
}

ExitStatus parse(CLI::App& program, const std::vector<std::string>& arguments, Console& console, const Call& call) {
  try {
    program.parse(backwards(arguments));
  } catch (const CLI::Success& asked) {
    // `--help` and `--version` are told apart by CLI11's exit, which writes to streams.
    std::ostringstream text;
    program.exit(asked, text, text);
    console.out(text.str());
    return ExitStatus::clean;
  } catch (const CLI::ExtrasError&) {
    const std::vector<std::string> extras = program.remaining();
    const bool is_command = program.get_subcommands().empty() && !extras.front().starts_with('-');
    return is_command ? unknown_command(program, extras.front(), console)
                      : wrong("`" + extras.front() + "` was not expected", console);
  } catch (const CLI::ParseError& error) {
    return wrong(error.what(), console);
  }
  if (!call.run) {
    console.out(program.help());
    return ExitStatus::could_not_run;
  }
  return call.run(console);
}

void declare(CLI::App& program, Call& call, Console& console) {
  program.footer(std::string(kFooter));
  program.set_version_flag("--version", "wend " + std::string(version()));
  program
      .add_option_function<std::string>(
          "--language",
          [&console](const std::string& name) {
            console.set_language(name == "zh" ? Language::chinese : Language::english);
          },
          "What messages are written in: en or zh")
      ->check(CLI::IsMember({"en", "zh"}));
  program.fallthrough();
#define WEND_COMMAND(name) add_##name(program, call);
#include "tools/wend/commands/commands.def"
#undef WEND_COMMAND
}

}  // namespace

int run(const std::vector<std::string>& arguments, std::FILE* out, std::FILE* err) {
  Console console(out, err);
  Call call;
  CLI::App program{std::string(kDescription), "wend"};
  declare(program, call, console);
  const ExitStatus status = parse(program, arguments, console, call);
  if (console.flush()) return static_cast<int>(status);
  console.say(codes::file_unwritable, {std::string(console.pick("the output", "输出")), std::strerror(errno)});
  return static_cast<int>(ExitStatus::could_not_run);
}

}  // namespace wend::tools
