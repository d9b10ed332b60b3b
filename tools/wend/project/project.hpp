// A project: a folder with its wend.toml, schema and sources, read and checked.
//
//     Project project("campaigns");
//     const ExitStatus status = project.load();      // clean: the program can be run
//     console.say(project.sink(), project.sources());
//
// Everything that was wrong is in the sink, sorted by file and place. Files are read in the order of their paths, which
// are shown as the folder was given. Bounds: kMostSources files of source::kLargestSource bytes; what a schema has,
// schema::read says.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/check/check.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/schema/schema.hpp"
#include "compiler/source/source.hpp"
#include "compiler/syntax/syntax.hpp"
#include "tools/wend/exit_status.hpp"
#include "tools/wend/project/config.hpp"

namespace wend::tools {

class Project {
 public:
  explicit Project(std::filesystem::path folder);

  // could_not_run: wend.toml, the schema or a file cannot be read. findings: a source has an error.
  // Migrations are checked against the journeys of the program that runs at present, where one is given.
  [[nodiscard]] ExitStatus load(const ir::Program* against = nullptr);
  // All of it read and parsed, and nothing checked yet.
  [[nodiscard]] ExitStatus load_sources();
  // wend.toml and the schema alone.
  [[nodiscard]] ExitStatus load_schema();

  [[nodiscard]] const Config& config() const { return config_; }
  [[nodiscard]] const source::SourceMap& sources() const { return sources_; }
  [[nodiscard]] const diagnostics::Sink& sink() const { return sink_; }
  [[nodiscard]] diagnostics::Sink& sink() { return sink_; }
  [[nodiscard]] const std::shared_ptr<const schema::Schema>& schema() const { return schema_; }
  [[nodiscard]] const schema::Names& names() const { return *names_; }
  // The source files that could be read, in the order of modules().
  [[nodiscard]] const std::vector<source::FileId>& files() const { return files_; }
  // One for each source file, with its comments.
  [[nodiscard]] const std::vector<syntax::ParseResult>& modules() const { return modules_; }
  [[nodiscard]] check::CheckedProgram& checked() { return checked_; }
  // A copy of the program as it is now, to be shared; lives as long as anyone has it.
  [[nodiscard]] std::shared_ptr<const ir::Program> program() const;

  // A path of wend.toml, which is relative to the project's folder.
  [[nodiscard]] std::string resolve(const std::string& path) const;

 private:
  bool read_config_file();
  bool read_schema_file();
  // The paths that the patterns name, each once, in their order.
  bool find_sources(std::vector<std::string>& paths);
  bool read_source(const std::string& path);
  bool unreadable(const std::string& path, const std::string& why);

  std::filesystem::path folder_;
  Config config_;
  source::SourceMap sources_;
  diagnostics::Sink sink_;
  std::shared_ptr<const schema::Schema> schema_;
  std::unique_ptr<const schema::Names> names_;
  std::vector<source::FileId> files_;
  std::vector<syntax::ParseResult> modules_;
  check::CheckedProgram checked_;
};

// A schema from a file that belongs to no project; null where the sink says why.
[[nodiscard]] std::shared_ptr<const schema::Schema> read_schema(const std::filesystem::path& path,
                                                                source::SourceMap& sources, diagnostics::Sink& sink);

}  // namespace wend::tools
