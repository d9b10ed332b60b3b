// `wend explain CODE`: what a diagnostic means, with a wrong and a right example; `wend explain SEGMENT --customer ID`:
// why a customer is in a segment or not; `wend explain SEGMENT --ir`, `--llvm`, `--asm`: what its condition becomes.
#include <optional>
#include <utility>
#include <vector>

#include "compiler/diagnostics/codes/project.hpp"
#include "compiler/diagnostics/wording.hpp"
#include "tools/wend/commands/commands.hpp"
#include "tools/wend/explain/listing.hpp"
#include "tools/wend/explain/membership.hpp"
#include "tools/wend/name_lists.hpp"

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

ExitStatus explain_code(const std::string& code, Console& console) {
  if (const Entry* entry = diagnostics::find(code)) {
    console.out(page(*entry, console));
    return ExitStatus::clean;
  }
  std::vector<std::string_view> codes;
  for (const Entry& entry : diagnostics::catalogue()) codes.push_back(entry.code);
  console.say(diagnostics::codes::diagnostic_unknown, {code}, diagnostics::nearest(code, codes, 3));
  return ExitStatus::could_not_run;
}

// What of a segment is asked for: one thing at a time.
struct Asked {
  CLI::Option* customer = nullptr;
  std::vector<std::pair<CLI::Option*, Listing>> listings = {};

  [[nodiscard]] std::optional<Listing> listing() const {
    for (const auto& [option, listing] : listings) {
      if (option->count() > 0) return listing;
    }
    return std::nullopt;
  }
};

Asked add_asked(CLI::App& command, MembershipOptions& options) {
  Asked asked{.customer = command.add_option("--customer", options.customer, "Whom the segment is explained for")};
  const auto add = [&](const char* name, const std::string& help, Listing listing) {
    CLI::Option* option = command.add_flag(name)->description(help)->excludes(asked.customer);
    for (const auto& [other, other_listing] : asked.listings) option->excludes(other);
    asked.listings.emplace_back(option, listing);
  };
  add("--ir", "Shows the segment's checked condition", Listing::ir);
  add("--llvm", "Shows what native code is made of", Listing::llvm);
  add("--asm", "Shows the machine's instructions", Listing::assembly);
  return asked;
}

}  // namespace

void add_explain(CLI::App& program, Call& call) {
  auto options = std::make_shared<MembershipOptions>();
  CLI::App* command =
      program.add_subcommand("explain", "Say what a diagnostic means, or why a customer is in a segment");
  command->add_option("what", options->segment, "A diagnostic's code, such as E0201; or a segment's name or label")
      ->required();
  const Asked asked = add_asked(*command, *options);
  const auto of_segment = [&](CLI::Option* option) { option->needs(asked.customer); };
  CLI::Option* project = command->add_option("project", options->project, "The project's folder");
  of_segment(command->add_option("--customers", options->customers, "Customers and their tags"));
  of_segment(command->add_option("--events", options->events, "What customers did, for a segment over history"));
  of_segment(command->add_option("--at", options->at, "The instant that is now; else the clock's"));
  add_name_list_option(*command, options->name_lists);
  command->callback([&call, options, asked, project] {
    const bool of_customer = asked.customer->count() > 0;
    const std::optional<Listing> listing = asked.listing();
    // A diagnostic's code is of no project.
    if (!of_customer && !listing && project->count() > 0)
      throw CLI::RequiresError("project", "--customer, --ir, --llvm or --asm");
    call.run = [options, of_customer, listing](Console& console) {
      if (listing) return explain_listing(options->segment, options->project, *listing, console);
      return of_customer ? explain_membership(*options, console) : explain_code(options->segment, console);
    };
  });
}

}  // namespace wend::tools
