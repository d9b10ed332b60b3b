// `wend schema`: checks, prints, searches and compares tag schemas.
#include <filesystem>

#include "compiler/schema/compare.hpp"
#include "compiler/schema/print.hpp"
#include "compiler/schema/search.hpp"
#include "tools/wend/commands/commands.hpp"
#include "tools/wend/project/project.hpp"

namespace wend::tools {

namespace {

struct SchemaOptions {
  std::string place = ".";
  std::vector<std::string> words;
  std::string before;
  std::string after;
};

// Of a project's folder, or of a file that is the schema itself; null where it cannot be read, which has been said.
std::shared_ptr<const schema::Schema> open(const std::string& place, Console& console) {
  std::error_code error;
  if (!std::filesystem::is_directory(place, error)) {
    source::SourceMap sources;
    diagnostics::Sink sink;
    auto schema = read_schema(place, sources, sink);
    console.say(sink, sources);
    return schema;
  }
  Project project(place);
  const ExitStatus status = project.load_schema();
  console.say(project.sink(), project.sources());
  return status == ExitStatus::clean ? project.schema() : nullptr;
}

ExitStatus summarise(const SchemaOptions& options, Console& console) {
  const auto schema = open(options.place, console);
  if (schema == nullptr) return ExitStatus::could_not_run;
  console.out(schema::summary(*schema));
  return ExitStatus::clean;
}

ExitStatus print(const SchemaOptions& options, Console& console) {
  const auto schema = open(options.place, console);
  if (schema == nullptr) return ExitStatus::could_not_run;
  console.out(schema::listing(*schema));
  return ExitStatus::clean;
}

ExitStatus find(const SchemaOptions& options, Console& console) {
  const auto schema = open(options.place, console);
  if (schema == nullptr) return ExitStatus::could_not_run;
  std::string wanted;
  for (const std::string& word : options.words) wanted.append(wanted.empty() ? "" : " ").append(word);
  const std::vector<schema::Hit> hits = schema::search(*schema, wanted);
  bool first = true;
  for (const schema::Hit& hit : hits) {
    console.out((first ? "" : "\n") + schema::in_full(hit.thing, console.language()));
    first = false;
  }
  return hits.empty() ? ExitStatus::findings : ExitStatus::clean;
}

// A change that may keep programs from checking is a finding.
ExitStatus diff(const SchemaOptions& options, Console& console) {
  const auto before = open(options.before, console);
  const auto after = open(options.after, console);
  if (before == nullptr || after == nullptr) return ExitStatus::could_not_run;
  bool breaks = false;
  for (const schema::Change& change : schema::compare(*before, *after)) {
    console.out(schema::words(change, console.language()) + "\n");
    breaks = breaks || change.effect == schema::Effect::breaks;
  }
  return breaks ? ExitStatus::findings : ExitStatus::clean;
}

}  // namespace

void add_schema(CLI::App& program, Call& call) {
  auto options = std::make_shared<SchemaOptions>();
  const auto calls = [&call, options](auto run) {
    return [&call, options, run] { call.run = [options, run](Console& console) { return run(*options, console); }; };
  };
  CLI::App* command = program.add_subcommand("schema", "Check the tag schema and sum it up; find, print, compare");
  command->add_option("place", options->place, "The project's folder, or a schema's file");
  command->callback([command, set = calls(summarise)] {
    if (command->get_subcommands().empty()) set();
  });

  CLI::App* finder = command->add_subcommand("find", "Find tags, events and the rest by identifier, label or words");
  finder->add_option("words", options->words, "What to look for")->required();
  finder->add_option("--project", options->place, "The project's folder, or a schema's file");
  finder->callback(calls(find));

  CLI::App* printer = command->add_subcommand("print", "List all that the schema has");
  printer->add_option("place", options->place, "The project's folder, or a schema's file");
  printer->callback(calls(print));

  CLI::App* comparer = command->add_subcommand("diff", "What changed, and what that may do to programs");
  comparer->add_option("old", options->before, "The earlier schema: a file, or a project's folder")->required();
  comparer->add_option("new", options->after, "The later one")->required();
  comparer->callback(calls(diff));
}

}  // namespace wend::tools
