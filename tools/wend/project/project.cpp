#include "tools/wend/project/project.hpp"

#include <algorithm>
#include <set>

#include "compiler/diagnostics/codes/project.hpp"
#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/schema/read.hpp"
#include "tools/wend/project/files.hpp"

namespace wend::tools {

namespace {

namespace fs = std::filesystem;
namespace codes = diagnostics::codes;

constexpr std::string_view kConfigFile = "wend.toml";
constexpr std::string_view kExtension = ".wend";
constexpr std::size_t kLargestConfig = std::size_t{1} << 20;
constexpr std::size_t kLargestSchema = std::size_t{64} << 20;

// Of a file that is larger than may be read, nothing is kept but its name.
void too_large(source::FileId file, std::size_t size, std::size_t most, diagnostics::Sink& sink) {
  sink.report(codes::file_too_large, {file, 0, 0})
      .with(static_cast<std::int64_t>(size))
      .with(static_cast<std::int64_t>(most));
}

std::string shown(const fs::path& path) {
  return path.lexically_normal().generic_string();
}

// Nothing where the file cannot be read, and the sink says why.
std::optional<source::FileId> add_file(const fs::path& path, std::size_t most, source::SourceMap& sources,
                                       diagnostics::Sink& sink) {
  Result<Contents> contents = read_file(path, most);
  if (!contents) {
    sink.report(codes::file_unreadable, source::kNowhere).with(shown(path)).with(contents.error().message);
    return std::nullopt;
  }
  const source::FileId file = sources.add(shown(path), std::move(contents->text));
  if (contents->too_large) too_large(file, contents->size, most, sink);
  return file;
}

}  // namespace

std::shared_ptr<const schema::Schema> read_schema(const fs::path& path, source::SourceMap& sources,
                                                  diagnostics::Sink& sink) {
  const std::size_t errors = sink.errors();
  const std::optional<source::FileId> file = add_file(path, kLargestSchema, sources, sink);
  if (!file || sink.errors() > errors) return nullptr;
  return schema::read(sources.file(*file), sink);
}

Project::Project(fs::path folder) : folder_(std::move(folder)) {}

std::string Project::resolve(const std::string& path) const {
  return shown(folder_ / path);
}

std::shared_ptr<const ir::Program> Project::program() const {
  return std::make_shared<const ir::Program>(checked_.program);
}

bool Project::unreadable(const std::string& path, const std::string& why) {
  sink_.report(codes::file_unreadable, source::kNowhere).with(path).with(why);
  return false;
}

bool Project::read_config_file() {
  const fs::path path = folder_ / kConfigFile;
  std::error_code error;
  if (!fs::exists(path, error)) {
    sink_.report(codes::project_missing, source::kNowhere).with(shown(folder_));
    return false;
  }
  const std::optional<source::FileId> file = add_file(path, kLargestConfig, sources_, sink_);
  if (!file || sink_.has_errors()) return false;
  std::optional<Config> config = read_config(sources_.file(*file), sink_);
  if (config) config_ = *std::move(config);
  return config.has_value();
}

bool Project::read_schema_file() {
  schema_ = read_schema(folder_ / config_.schema, sources_, sink_);
  if (schema_) names_ = std::make_unique<const schema::Names>(*schema_);
  return schema_ != nullptr;
}

bool Project::find_sources(std::vector<std::string>& paths) {
  const Result<std::vector<std::string>> files = files_below(folder_, kExtension, kMostSources + 1);
  if (!files) return unreadable(shown(folder_), files.error().message);
  std::set<std::string> found;
  for (const std::string& pattern : config_.sources) {
    const std::size_t before = found.size();
    for (const std::string& path : *files) {
      if (fits(path, pattern)) found.insert(path);
    }
    if (found.size() == before) sink_.report(codes::project_no_sources, source::kNowhere).with(pattern);
  }
  paths.assign(found.begin(), found.end());
  if (files->size() <= kMostSources) return true;
  sink_.report(codes::project_too_many_files, source::kNowhere).with(static_cast<std::int64_t>(kMostSources));
  return false;
}

bool Project::read_source(const std::string& path) {
  const std::size_t errors = sink_.errors();
  const std::optional<source::FileId> file = add_file(folder_ / path, source::kLargestSource, sources_, sink_);
  if (!file) return false;
  // Of a file that is too large the sink says so already, and the rest of the project is checked all the same.
  if (sink_.errors() == errors) files_.push_back(*file);
  return true;
}

ExitStatus Project::load_schema() {
  const bool is_read = read_config_file() && read_schema_file();
  sink_.sort();
  return is_read ? ExitStatus::clean : ExitStatus::could_not_run;
}

ExitStatus Project::load_sources() {
  if (load_schema() != ExitStatus::clean) return ExitStatus::could_not_run;
  std::vector<std::string> paths;
  if (!find_sources(paths)) return ExitStatus::could_not_run;
  bool are_read = true;
  for (const std::string& path : paths) are_read = read_source(path) && are_read;
  for (const source::FileId file : files_) modules_.push_back(syntax::parse(sources_.file(file), sink_));
  sink_.sort();
  if (!are_read) return ExitStatus::could_not_run;
  return sink_.has_errors() ? ExitStatus::findings : ExitStatus::clean;
}

ExitStatus Project::load(const ir::Program* against) {
  const ExitStatus status = load_sources();
  if (!schema_) return status;
  std::vector<const syntax::Module*> modules;
  for (const syntax::ParseResult& parsed : modules_) modules.push_back(&parsed.module);
  checked_ = check::check(modules, schema_, *names_, sources_, sink_, against);
  sink_.sort();
  if (status == ExitStatus::could_not_run) return status;
  return sink_.has_errors() ? ExitStatus::findings : ExitStatus::clean;
}

}  // namespace wend::tools
