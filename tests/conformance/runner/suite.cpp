#include "tests/conformance/runner/suite.hpp"

#include <algorithm>
#include <exception>
#include <fstream>
#include <set>
#include <sstream>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace wend::conformance {
namespace {

namespace fs = std::filesystem;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

// What a file says for all of its cases; `tags` are put together tag by tag, `program` and `also` follow each other.
constexpr const char* kDefaults[] = {"now",    "events", "customers", "customer", "until",
                                     "limits", "only",   "tags",      "lists"};

std::string joined(const Json& lines) {
  std::string text;
  for (const Json& line : lines) text += line.get<std::string>() + "\n";
  return text;
}

// The places that do not fit, the most particular last.
std::string faults_of(valijson::ValidationResults& results) {
  std::string text;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    text += "\n    ";
    for (const std::string& step : error.context) text += step;
    text += ": " + error.description;
  }
  return text;
}

Status fit(const std::string& name, const std::string& text, const std::string& format) {
  try {
    const nlohmann::json published = nlohmann::json::parse(format);
    valijson::Schema compiled;
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(published), compiled);
    const nlohmann::json document = nlohmann::json::parse(text);
    valijson::ValidationResults results;
    if (valijson::Validator().validate(compiled, Adapter(document), &results)) return Done{};
    return Error{name + " does not fit format/conformance.schema.json:" + faults_of(results)};
  } catch (const std::exception& thrown) {
    return Error{name + ": " + thrown.what()};
  }
}

Result<std::string> schema_of(const Json& members, const std::map<std::string, std::string>& schemas) {
  const Json& schema = members.at("schema");
  if (schema.is_object()) return schema.dump();
  const auto found = schemas.find(schema.get<std::string>());
  if (found == schemas.end()) return Error{"there is no schema named " + schema.get<std::string>()};
  return found->second;
}

std::string program_of(const Json& file, const Json& own) {
  std::string text;
  if (own.contains("program")) {
    text = joined(own.at("program"));
  } else if (file.contains("program")) {
    text = joined(file.at("program"));
  }
  if (own.contains("also")) text += joined(own.at("also"));
  return text;
}

Result<Case> read_case(const Json& file, const Json& own, const std::map<std::string, std::string>& schemas) {
  Case made{.name = own.at("name").get<std::string>(), .schema = {}, .program = program_of(file, own), .members = own};
  for (const char* key : kDefaults) {
    if (file.contains(key) && !own.contains(key)) made.members[key] = file.at(key);
  }
  if (file.contains("tags") && own.contains("tags")) {
    Json tags = file.at("tags");
    for (const auto& [tag, value] : own.at("tags").items()) tags[tag] = value;
    made.members["tags"] = std::move(tags);
  }
  const Result<std::string> schema = schema_of(own.contains("schema") ? own : file, schemas);
  if (!schema) return within(made.name, schema.error());
  made.schema = *schema;
  return made;
}

Result<std::map<std::string, std::string>> read_schemas(const fs::path& folder) {
  std::map<std::string, std::string> schemas;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".json") continue;
    Result<std::string> text = contents_of(entry.path());
    if (!text) return text.error();
    schemas.emplace(entry.path().stem().string(), *std::move(text));
  }
  return schemas;
}

}  // namespace

Result<std::string> contents_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{path.string() + " cannot be read"};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Result<File> read_file(const std::string& name, const std::string& text, const std::string& format,
                       const std::map<std::string, std::string>& schemas) {
  const Status fits = fit(name, text, format);
  if (!fits) return fits.error();
  const Json document = Json::parse(text);
  File file{.name = name, .chapter = document.at("chapter").get<std::string>(), .cases = {}};
  std::set<std::string> names;
  for (const Json& own : document.at("cases")) {
    Result<Case> made = read_case(document, own, schemas);
    if (!made) return within(name, made.error());
    if (!names.insert(made->name).second) return Error{name + ": two cases are named `" + made->name + "`"};
    file.cases.push_back(*std::move(made));
  }
  return file;
}

Result<std::vector<File>> read_suite(const fs::path& folder) {
  const Result<std::string> format = contents_of(folder / "format" / "conformance.schema.json");
  if (!format) return format.error();
  const auto schemas = read_schemas(folder / "schemas");
  if (!schemas) return schemas.error();
  std::vector<fs::path> paths;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<File> files;
  for (const fs::path& path : paths) {
    const Result<std::string> text = contents_of(path);
    if (!text) return text.error();
    Result<File> file = read_file(path.filename().string(), *text, *format, *schemas);
    if (!file) return file.error();
    files.push_back(*std::move(file));
  }
  return files;
}

}  // namespace wend::conformance
