// What the tests of the readers share: a small schema, files that go away again, and faults as the text that people
// see.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/schema.hpp"
#include "tools/data/fault.hpp"

namespace wend::data {

// A bank with a tag and, in the event `everything`, a field of every type that is read.
[[nodiscard]] schema::Schema small_schema();

// A file in a folder of its own, which is removed with it.
class TemporaryFile {
 public:
  TemporaryFile(std::string_view name, std::string_view contents);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] std::string path() const { return (folder_ / name_).string(); }

 private:
  std::filesystem::path folder_;
  std::string name_;
};

// `line:column code message`, without the path.
[[nodiscard]] std::string short_form(const Fault& fault);
[[nodiscard]] std::vector<std::string> short_forms(const std::vector<Fault>& faults);

// Reads to the end: for each row `describe(reader)`, for each fault its short form.
template <typename Reader, typename Describe>
[[nodiscard]] std::vector<std::string> read_all(Reader& reader, Describe describe) {
  std::vector<std::string> lines;
  for (;;) {
    switch (reader.next()) {
      case Outcome::row: lines.push_back(describe(reader)); break;
      case Outcome::fault: lines.push_back(short_form(reader.fault())); break;
      case Outcome::end: return lines;
    }
  }
}

}  // namespace wend::data
