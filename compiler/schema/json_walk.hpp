// One pass over a JSON text by nlohmann's SAX parser, with the place of each token. Private to json_text.cpp and
// json_locate.cpp.
#pragma once

#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "compiler/schema/fault.hpp"
#include "compiler/source/source.hpp"

namespace wend::schema {

// A byte's address, which also tells how far the parser, that copies it about, has come.
class CountingIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator() = default;
  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}

  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *furthest_ = ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    const CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& left, const CountingIterator& right) { return left.at_ == right.at_; }

 private:
  const char* at_ = nullptr;
  const char** furthest_ = nullptr;
};

struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Follows the parser's progress and cuts the text into tokens as their events come in.
class TokenPlaces {
 public:
  explicit TokenPlaces(std::string_view text) : text_(text), furthest_(text.data()) {}

  [[nodiscard]] CountingIterator begin() { return {text_.data(), &furthest_}; }
  [[nodiscard]] CountingIterator end() { return {text_.data() + text_.size(), &furthest_}; }

  // The token whose event has just come: string, literal or bracket, of which the parser has read every byte and no
  // more; or a number, of which it has read one byte more.
  [[nodiscard]] Token exact() { return take(static_cast<std::size_t>(furthest_ - text_.data())); }
  [[nodiscard]] Token number();
  // How many bytes the parser has read.
  [[nodiscard]] std::size_t reached() const { return static_cast<std::size_t>(furthest_ - text_.data()); }

 private:
  [[nodiscard]] std::size_t next_token() const;
  Token take(std::size_t end);

  std::string_view text_;
  const char* furthest_;
  std::size_t last_end_ = 0;
};

[[nodiscard]] inline source::Span span_of(const source::SourceFile& file, const Token& token) {
  return {file.id(), static_cast<std::uint32_t>(token.begin), static_cast<std::uint32_t>(token.end)};
}

}  // namespace wend::schema
