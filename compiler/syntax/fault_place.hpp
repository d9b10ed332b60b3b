// Where the parser stopped, for those who say what is wrong there: the tokens around it, and how they hang together.
#pragma once

#include <WendParser.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/syntax/derivation.hpp"
#include "compiler/syntax/token.hpp"

namespace wend::syntax {

// Borrows all that it is given; there is at least one token. Positions past either end have no type and no text, and
// the place of the last token: whoever looks around a fault need not count.
class FaultPlace {
 public:
  FaultPlace(const source::SourceFile& file, std::span<const Token> tokens, const Failure& failure,
             diagnostics::Sink& sink)
      : file_(file), tokens_(tokens), failure_(failure), sink_(sink) {}

  // The token that cannot stand where it stands.
  [[nodiscard]] std::size_t at() const { return failure_.token; }
  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] const Token& token(std::size_t i) const { return tokens_[std::min(i, tokens_.size() - 1)]; }
  [[nodiscard]] std::uint16_t type(std::size_t i) const { return i < tokens_.size() ? tokens_[i].type : 0; }
  [[nodiscard]] source::Span span(std::size_t i) const { return {file_.id(), token(i).begin, token(i).end}; }
  [[nodiscard]] source::Span span(std::size_t first, std::size_t last) const {
    return {file_.id(), token(first).begin, std::max(token(first).begin, token(last).end)};
  }
  [[nodiscard]] source::Span before(std::size_t i) const { return {file_.id(), token(i).begin, token(i).begin}; }
  [[nodiscard]] source::Span after(std::size_t i) const { return {file_.id(), token(i).end, token(i).end}; }
  [[nodiscard]] std::string_view text(std::size_t i) const {
    return i < tokens_.size() ? file_.text(span(i)) : std::string_view();
  }
  [[nodiscard]] std::string_view text(const source::Span& span) const { return file_.text(span); }
  // Nothing stands between it and the token before it.
  [[nodiscard]] bool is_glued(std::size_t i) const {
    return i > 0 && i < tokens_.size() && tokens_[i - 1].end == tokens_[i].begin;
  }

  [[nodiscard]] std::size_t rule() const { return failure_.rules.empty() ? 0 : failure_.rules.front(); }
  [[nodiscard]] bool is_within(std::size_t rule) const {
    return std::ranges::find(failure_.rules, rule) != failure_.rules.end();
  }
  [[nodiscard]] const std::vector<std::size_t>& expected() const { return failure_.expected; }

  // The bracket that goes with the one at `i`; the number of tokens where there is none.
  [[nodiscard]] std::size_t closing(std::size_t i) const;
  // The innermost bracket that is open before `i`; the number of tokens where there is none.
  [[nodiscard]] std::size_t open_around(std::size_t i) const;
  // Where the value ends that begins at `i`, and begins that ends before `i`: a literal, a name with its dots and
  // arguments, or brackets.
  [[nodiscard]] std::size_t end_of_value(std::size_t i) const;
  [[nodiscard]] std::size_t begin_of_value(std::size_t i) const;
  [[nodiscard]] bool is_name(std::size_t i) const;

  diagnostics::Report report(diagnostics::Code code, const source::Span& span) const {
    return sink_.report(code, span);
  }

 private:
  const source::SourceFile& file_;
  std::span<const Token> tokens_;
  const Failure& failure_;
  diagnostics::Sink& sink_;
};

}  // namespace wend::syntax
