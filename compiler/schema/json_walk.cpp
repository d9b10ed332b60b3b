#include "compiler/schema/json_walk.hpp"

#include <algorithm>

namespace wend::schema {

namespace {
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
}

std::size_t TokenPlaces::next_token() const {
  std::size_t from = last_end_;
  if (from == 0 && text_.starts_with(kByteOrderMark)) from = kByteOrderMark.size();
  return std::min(text_.find_first_not_of(" \t\r\n,:", from), text_.size());
}

Token TokenPlaces::take(std::size_t end) {
  const std::size_t begin = std::min(next_token(), end);
  last_end_ = end;
  return {begin, end};
}

Token TokenPlaces::number() {
  return take(std::min(text_.find_first_not_of("+-.0123456789eE", next_token()), text_.size()));
}

}  // namespace wend::schema
