// The comments of a file, handed out in order to what stands beside them, so that each is printed exactly once.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/syntax.hpp"

namespace wend::format {

class Comments {
 public:
  // Borrows both.
  Comments(std::string_view text, std::span<const syntax::Comment> comments) : text_(text), comments_(comments) {}

  struct Line {
    std::string text;  // slashes included
    std::uint32_t begin = 0;
  };
  // Those that begin before the offset and were not handed out yet.
  [[nodiscard]] std::vector<Line> before(std::uint32_t offset);
  // The next one, where nothing but space and commas lies between the offset and it on the same line.
  [[nodiscard]] std::optional<std::string> after(std::uint32_t offset);
  [[nodiscard]] bool any_before(std::uint32_t offset) const {
    return next_ < comments_.size() && comments_[next_].span.begin < offset;
  }

  // Whether the line above the one that the offset is on is empty.
  [[nodiscard]] bool blank_above(std::uint32_t offset) const;

 private:
  std::string_view text_;
  std::span<const syntax::Comment> comments_;
  std::size_t next_ = 0;
};

}  // namespace wend::format
