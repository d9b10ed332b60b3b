// What happens to a line that cannot be read: it stops the work, or is put into a file and counted.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "tools/data/fault.hpp"
#include "tools/wend/console.hpp"
#include "tools/wend/output_file.hpp"

namespace wend::tools {

class BadRows {
 public:
  explicit BadRows(Console& console) : console_(console) {}

  // From now on bad rows go into this file; false where it cannot be written, which has been said.
  [[nodiscard]] bool keep_in(const std::string& path);

  // Whether reading may go on; where not, the fault has been said.
  [[nodiscard]] bool take(const data::Fault& fault, std::string_view line);

  // Says how many lines of each file were put aside; false where they did not all get to the disk.
  [[nodiscard]] bool finish();

  [[nodiscard]] std::uint64_t count() const;

 private:
  Console& console_;
  OutputFile file_;
  std::map<std::string, std::uint64_t> counts_;  // by the path of the file that they come from
};

}  // namespace wend::tools
