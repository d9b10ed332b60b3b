// Rows under headings, for a terminal or a file: columns are as wide as what stands in them, East Asian width counted;
// the first is aligned to the left, the others, numbers, to the right.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wend::tools {

class Table {
 public:
  explicit Table(std::vector<std::string> headings);

  // As many cells as there are headings.
  void add(std::vector<std::string> cells);
  // Each line ends with a line break.
  [[nodiscard]] std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

// `1,234,567`
[[nodiscard]] std::string grouped(std::uint64_t number);
// `5.4 %` of part in whole, rounded half up to a tenth; `-` of nothing.
[[nodiscard]] std::string percentage(std::uint64_t part, std::uint64_t whole);

}  // namespace wend::tools
