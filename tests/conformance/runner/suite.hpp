// The files of the suite, read: what README.md describes, with a file's defaults put into each of its cases.
//
//     Result<Suite> suite = read_suite(folder);
//     for (const File& file : suite->files) run(file);
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "runtime/value/result.hpp"

namespace wend::conformance {

using Json = nlohmann::ordered_json;

struct Case {
  std::string name;
  std::string schema;   // JSON text
  std::string program;  // lines joined
  Json members;         // the case's own, and the file's where it has none

  [[nodiscard]] bool has(const char* key) const { return members.contains(key); }
};

struct File {
  std::string name;  // `unknown.json`
  std::string chapter;
  std::vector<Case> cases;

  // How GoogleTest calls it.
  friend std::ostream& operator<<(std::ostream& out, const File& file) { return out << file.name; }
};

// Everything in the folder, by name; an error names the file that cannot be read, or does not fit the format.
[[nodiscard]] Result<std::vector<File>> read_suite(const std::filesystem::path& folder);

// One file's text; `schemas` are the shared ones by name.
[[nodiscard]] Result<File> read_file(const std::string& name, const std::string& text, const std::string& format,
                                     const std::map<std::string, std::string>& schemas);

[[nodiscard]] Result<std::string> contents_of(const std::filesystem::path& path);

}  // namespace wend::conformance
