#include "tools/wend/run/bad_rows.hpp"
#include "compiler/diagnostics/codes/data.hpp"
#include "compiler/diagnostics/codes/project.hpp"

namespace wend::tools {

namespace codes = diagnostics::codes;

bool BadRows::keep_in(const std::string& path) {
  const Status opened = file_.open(path);
  if (!opened) console_.say(codes::file_unwritable, {path, opened.error().message});
  return opened.has_value();
}

bool BadRows::take(const data::Fault& fault, std::string_view line) {
  if (fault.fatal || !file_.is_open()) {
    console_.say(fault);
    return false;
  }
  ++counts_[fault.path];
  file_.write(line);
  file_.write("\n");
  return true;
}

std::uint64_t BadRows::count() const {
  std::uint64_t total = 0;
  for (const auto& [path, count] : counts_) total += count;
  return total;
}

bool BadRows::finish() {
  for (const auto& [path, count] : counts_) {
    console_.say(codes::data_bad_rows, {std::to_string(count), path, file_.path()});
  }
  const Status closed = file_.close();
  if (!closed) console_.say(codes::file_unwritable, {file_.path(), closed.error().message});
  return closed.has_value();
}

}  // namespace wend::tools
