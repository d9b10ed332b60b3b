#include "compiler/format/comments.hpp"

#include <algorithm>

namespace wend::format {

namespace {

// What stands further in than one space stays there: an example inside a comment keeps its shape.
std::string shown(std::string_view file, const syntax::Comment& comment) {
  if (comment.text.empty()) return "//";
  const std::string_view whole = file.substr(comment.span.begin, comment.span.end - comment.span.begin);
  const std::string_view before = whole.substr(0, whole.find(comment.text));
  const std::size_t spaces = before.size() - (before.find_last_not_of(' ') + 1);
  return "//" + std::string(std::max<std::size_t>(spaces, 1), ' ') + comment.text;
}

}  // namespace

std::vector<Comments::Line> Comments::before(std::uint32_t offset) {
  std::vector<Line> lines;
  for (; any_before(offset); ++next_) lines.push_back({shown(text_, comments_[next_]), comments_[next_].span.begin});
  return lines;
}

std::optional<std::string> Comments::after(std::uint32_t offset) {
  if (next_ == comments_.size() || comments_[next_].alone || comments_[next_].span.begin < offset) return std::nullopt;
  const std::string_view between = text_.substr(offset, comments_[next_].span.begin - offset);
  if (between.find_first_not_of(" \t,") != std::string_view::npos) return std::nullopt;
  return shown(text_, comments_[next_++]);
}

bool Comments::blank_above(std::uint32_t offset) const {
  const std::size_t line_end = text_.substr(0, offset).find_last_of('\n');
  if (line_end == std::string_view::npos || line_end == 0) return false;
  const std::string_view above = text_.substr(0, line_end);
  const std::size_t begin = above.find_last_of('\n');
  const std::string_view last = begin == std::string_view::npos ? above : above.substr(begin + 1);
  return last.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace wend::format
