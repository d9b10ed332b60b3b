#include "compiler/diagnostics/snippet.hpp"

#include <algorithm>
#include <string_view>

#include "compiler/diagnostics/display.hpp"
#include "compiler/source/code_point.hpp"

namespace wend::diagnostics {

namespace {

constexpr std::size_t kMargin = 5;        // columns for the number of the line
constexpr std::size_t kWidestLine = 120;  // columns
constexpr std::size_t kBeforeSpan = 40;   // columns shown before the span where the line is longer
constexpr std::size_t kTab = 8;           // columns that a tab is taken for where the length is limited
constexpr std::string_view kCut = "...";

// A part of a line, as offsets of bytes.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// What a cell uses of a limited length; never nothing, so that a line of combining marks ends too.
std::size_t cost(const Cell& cell) {
  return cell.is_tab ? kTab : std::max<std::size_t>(cell.columns, 1);
}

std::size_t forward(std::string_view line, std::size_t from, std::size_t columns) {
  std::size_t at = from;
  while (at < line.size()) {
    const Cell cell = cell_at(line, at);
    if (cost(cell) > columns) break;
    columns -= cost(cell);
    at += cell.bytes;
  }
  return at;
}

std::size_t backward(std::string_view line, std::size_t from, std::size_t columns) {
  std::size_t at = from;
  while (at > 0) {
    const std::size_t before = source::code_point_before(line, at);
    const std::size_t used = cost(cell_at(line, before));
    if (used > columns) break;
    columns -= used;
    at = before;
  }
  return at;
}

Range part_shown(std::string_view line, std::size_t focus) {
  if (forward(line, 0, kWidestLine) == line.size()) return {0, line.size()};
  const std::size_t begin = backward(line, focus, kBeforeSpan);
  return {begin, forward(line, begin, kWidestLine)};
}

std::string text_of(std::string_view line, const Range& shown) {
  std::string text(shown.begin > 0 ? kCut : "");
  for (std::size_t at = shown.begin; at < shown.end;) {
    const Cell cell = cell_at(line, at);
    text += cell.shown;
    at += cell.bytes;
  }
  return text.append(shown.end < line.size() ? kCut : "");
}

// What stands above the carets becomes blanks of the same width, and a tab a tab.
std::string blanks_before(std::string_view line, const Range& shown, std::size_t marked) {
  std::string blanks(shown.begin > 0 ? kCut.size() : 0, ' ');
  for (std::size_t at = shown.begin; at < marked;) {
    const Cell cell = cell_at(line, at);
    blanks += cell.is_tab ? std::string("\t") : std::string(cell.columns, ' ');
    at += cell.bytes;
  }
  return blanks;
}

std::string carets_below(std::string_view line, const Range& marked) {
  std::string carets;
  for (std::size_t at = marked.begin; at < marked.end;) {
    const Cell cell = cell_at(line, at);
    carets += cell.is_tab ? std::string("\t") : std::string(cell.columns, '^');
    at += cell.bytes;
  }
  return carets.find('^') == std::string::npos ? "^" : carets;
}

std::string margin(std::string_view text, std::size_t columns) {
  return std::string(columns - text.size(), ' ').append(text).append(" |");
}

// One line of source and the carets below it.
std::string marked_line(const source::SourceFile& file, std::size_t line_number, Range marked, const Paint& paint,
                        Colour colour) {
  const std::string_view line = file.line(line_number);
  const Range shown = part_shown(line, marked.begin);
  marked.end = std::clamp(marked.end, marked.begin, shown.end);
  const std::string number = std::to_string(line_number);
  const std::size_t columns = std::max(kMargin, number.size());
  const std::string text = text_of(line, shown);
  const std::string carets = paint(colour, carets_below(line, marked));
  return paint(Colour::margin, margin(number, columns)) + (text.empty() ? "" : " ") + text + "\n" +
         paint(Colour::margin, margin("", columns)) + " " + blanks_before(line, shown, marked.begin) + carets + "\n";
}

std::size_t first_that_is_not_blank(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

}  // namespace

std::string snippet(const source::SourceFile& file, const source::Span& span, const Paint& paint, Colour colour) {
  const std::size_t first = file.position(span.begin).line;
  // A span that ends with a line break covers nothing of the line after it.
  const std::size_t last = span.end > span.begin ? file.position(span.end - 1).line : first;
  const auto within_line = [&file](std::size_t offset, std::size_t number) {
    return std::min(offset - file.line_start(number), file.line(number).size());
  };
  const std::size_t begin = within_line(std::min<std::size_t>(span.begin, file.text().size()), first);
  if (last == first) return marked_line(file, first, {begin, begin + span.size()}, paint, colour);
  std::string lines = marked_line(file, first, {begin, file.line(first).size()}, paint, colour);
  if (last > first + 1) lines += paint(Colour::margin, std::string(kMargin - kCut.size(), ' ').append(kCut)) + "\n";
  const Range tail{first_that_is_not_blank(file.line(last)), within_line(span.end, last)};
  return lines + marked_line(file, last, tail, paint, colour);
}

}  // namespace wend::diagnostics
