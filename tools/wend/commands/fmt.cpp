// `wend fmt`: the canonical form of a project's sources.
#include <algorithm>
#include <filesystem>
#include <set>

#include "compiler/diagnostics/codes/project.hpp"
#include "compiler/format/format.hpp"
#include "tools/wend/commands/commands.hpp"
#include "tools/wend/difference.hpp"
#include "tools/wend/output_file.hpp"
#include "tools/wend/project/project.hpp"

namespace wend::tools {

namespace {

namespace codes = diagnostics::codes;
using diagnostics::Language;

struct FormatOptions {
  std::string project = ".";
  bool check = false;
  bool diff = false;
  std::string keywords;
};

std::optional<Language> language_of(const std::optional<std::string>& keywords) {
  if (!keywords || keywords->empty()) return std::nullopt;
  return *keywords == "zh" ? Language::chinese : Language::english;
}

class Formatting {
 public:
  Formatting(const FormatOptions& options, Console& console)
      : options_(options), console_(console), project_(options.project) {}

  ExitStatus run() {
    const ExitStatus loaded = project_.load_sources();
    console_.say(project_.sink(), project_.sources());
    if (project_.modules().empty() && loaded != ExitStatus::clean) return loaded;
    find_names();
    for (std::size_t i = 0; i < project_.files().size(); ++i) {
      if (!format_file(project_.sources().file(project_.files()[i]), project_.modules()[i])) {
        return ExitStatus::could_not_run;
      }
    }
    if (loaded != ExitStatus::clean) return loaded;
    const bool asked = options_.check || options_.diff;
    return faulty_ || (asked && changed_) ? ExitStatus::findings : ExitStatus::clean;
  }

 private:
  // What the project itself declares; the schema's names are looked up in its index.
  void find_names() {
    for (const syntax::ParseResult& parsed : project_.modules()) {
      for (const syntax::Declaration& declaration : parsed.module.declarations) declared_.insert(declaration.name.text);
    }
    const std::string& keywords = options_.keywords;
    how_.keywords = language_of(keywords.empty() ? project_.config().keywords : std::optional(keywords));
    how_.is_declared = [this](std::string_view name) { return declared_.contains(name) || is_in_schema(name); };
  }

  [[nodiscard]] bool is_in_schema(std::string_view name) const {
    const schema::Names& names = project_.names();
    return names.find(schema::Names::Kind::tag, name) ||
           std::ranges::any_of(project_.schema()->events,
                               [&](const schema::Event& event) { return names.field(event, name).has_value(); });
  }

  // False where the file cannot be written.
  bool format_file(const source::SourceFile& file, const syntax::ParseResult& parsed) {
    if (has_faults(file)) return true;
    const std::optional<std::string> formatted = format::format_safely(file, parsed, how_);
    if (!formatted) {
      console_.say(codes::format_unsafe, {std::string(file.path())});
      faulty_ = true;
      return true;
    }
    if (*formatted == file.text()) return true;
    changed_ = true;
    if (options_.diff) console_.out(unified_difference(file.path(), file.text(), *formatted));
    if (!options_.diff) console_.out(std::string(file.path()) + '\n');
    return options_.check || options_.diff || replace(std::string(file.path()), *formatted);
  }

  [[nodiscard]] bool has_faults(const source::SourceFile& file) const {
    return std::ranges::any_of(project_.sink().all(), [&](const diagnostics::Diagnostic& diagnostic) {
      return diagnostic.severity == diagnostics::Severity::error && diagnostic.span.file == file.id();
    });
  }

  // Written beside the file and then put in its place, so that a full disk or a killed process loses nothing.
  bool replace(const std::string& path, const std::string& text) {
    const std::string beside = path + ".wend-fmt";
    OutputFile output;
    Status status = output.open(beside);
    if (status) output.write(text);
    if (status) status = output.close();
    std::error_code error;
    if (status) {
      std::filesystem::permissions(beside, std::filesystem::status(path).permissions(), error);
      std::filesystem::rename(beside, path, error);
    }
    if (status && !error) return true;
    console_.say(codes::file_unwritable, {path, status ? error.message() : status.error().message});
    std::filesystem::remove(beside, error);
    return false;
  }

  const FormatOptions& options_;
  Console& console_;
  Project project_;
  format::Options how_;
  std::set<std::string, std::less<>> declared_;
  bool changed_ = false;
  bool faulty_ = false;
};

}  // namespace

void add_fmt(CLI::App& program, Call& call) {
  auto options = std::make_shared<FormatOptions>();
  CLI::App* command = program.add_subcommand("fmt", "Write a project's sources in their canonical form");
  command->add_option("project", options->project, "The project's folder");
  command->add_flag("--check", options->check, "Write nothing; name the files that would change, and exit with 1");
  command->add_flag("--diff", options->diff, "Write nothing; show what would change, and exit with 1");
  command->add_option("--keywords", options->keywords, "The language of keywords, units and functions: en or zh")
      ->check(CLI::IsMember({"en", "zh"}));
  command->callback(
      [&call, options] { call.run = [options](Console& console) { return Formatting(*options, console).run(); }; });
}

}  // namespace wend::tools
