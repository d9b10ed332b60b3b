#include "tools/wend/difference.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace wend::tools {

namespace {

constexpr std::size_t kMostPairs = std::size_t{1} << 24;  // of lines compared with each other
constexpr std::size_t kContext = 3;

using Lines = std::vector<std::string_view>;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

struct Edit {
  char sign = ' ';  // ' ', '-' or '+'
  std::string_view line;
};

// The lines between the common beginning and the common end, by their longest common subsequence.
void compare(const Lines& before, const Lines& after, std::vector<Edit>& edits) {
  const std::size_t rows = before.size();
  const std::size_t columns = after.size();
  const bool too_many = rows * columns > kMostPairs;
  std::vector<std::uint32_t> longest(too_many ? 0 : (rows + 1) * (columns + 1));
  const auto at = [&](std::size_t row, std::size_t column) -> std::uint32_t& {
    return longest[row * (columns + 1) + column];
  };
  for (std::size_t row = too_many ? 0 : rows; row-- > 0;) {
    for (std::size_t column = columns; column-- > 0;) {
      at(row, column) = before[row] == after[column] ? at(row + 1, column + 1) + 1
                                                     : std::max(at(row + 1, column), at(row, column + 1));
    }
  }
  std::size_t row = 0;
  std::size_t column = 0;
  while (row < rows || column < columns) {
    const bool both = !too_many && row < rows && column < columns;
    if (both && before[row] == after[column]) {
      edits.push_back({' ', before[row++]});
      ++column;
    } else if (row < rows && (!both || at(row + 1, column) >= at(row, column + 1))) {
      edits.push_back({'-', before[row++]});
    } else {
      edits.push_back({'+', after[column++]});
    }
  }
}

std::vector<Edit> edits_between(Lines before, Lines after) {
  std::vector<Edit> edits;
  const auto differ = std::ranges::mismatch(before, after);
  for (auto line = before.begin(); line != differ.in1; ++line) edits.push_back({' ', *line});
  const std::size_t common = edits.size();
  before.erase(before.begin(), differ.in1);
  after.erase(after.begin(), after.begin() + static_cast<std::ptrdiff_t>(common));
  std::vector<Edit> ending;
  while (!before.empty() && !after.empty() && before.back() == after.back()) {
    ending.push_back({' ', before.back()});
    before.pop_back();
    after.pop_back();
  }
  compare(before, after, edits);
  edits.insert(edits.end(), ending.rbegin(), ending.rend());
  return edits;
}

std::string range(std::size_t begin, std::size_t count) {
  return std::to_string(count == 0 ? begin : begin + 1) + ',' + std::to_string(count);
}

// Whether a change is near enough for the line to be shown.
std::vector<bool> shown_lines(const std::vector<Edit>& edits) {
  std::vector<bool> shown(edits.size());
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (edits[i].sign == ' ') continue;
    const std::size_t from = i - std::min(i, kContext);
    const std::size_t until = std::min(edits.size(), i + kContext + 1);
    std::fill(shown.begin() + static_cast<std::ptrdiff_t>(from), shown.begin() + static_cast<std::ptrdiff_t>(until),
              true);
  }
  return shown;
}

}  // namespace

std::string unified_difference(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const std::vector<Edit> edits = edits_between(lines_of(before), lines_of(after));
  const std::vector<bool> shown = shown_lines(edits);
  std::string text;
  text.append("--- ").append(path).append("\n+++ ").append(path).append("\n");
  std::size_t old_line = 0;
  std::size_t new_line = 0;
  for (std::size_t i = 0; i < edits.size();) {
    if (!shown[i]) {
      ++i, ++old_line, ++new_line;
      continue;
    }
    std::string hunk;
    std::size_t taken = 0;
    std::size_t put = 0;
    for (; i < edits.size() && shown[i]; ++i) {
      taken += edits[i].sign != '+';
      put += edits[i].sign != '-';
      hunk.append(1, edits[i].sign).append(edits[i].line);
      if (!hunk.ends_with('\n')) hunk.append("\n\\ No newline at end of file\n");
    }
    text.append("@@ -" + range(old_line, taken) + " +" + range(new_line, put) + " @@\n").append(hunk);
    old_line += taken;
    new_line += put;
  }
  return text;
}

}  // namespace wend::tools
