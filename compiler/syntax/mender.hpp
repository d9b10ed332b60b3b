// For the files slips*.cpp alone.
#pragma once

#include <WendParser.h>

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/codes/slips.hpp"
#include "compiler/syntax/slips.hpp"

namespace wend::syntax {

using antlr::WendParser;
using diagnostics::Code;

// Mends what stands at one token that is no token of the language.
class Mender {
 public:
  Mender(const source::SourceFile& file, std::span<const Token> raw, std::size_t position, diagnostics::Sink& sink,
         std::vector<Token>& tokens)
      : file_(file),
        raw_(raw),
        position_(position),
        token_(raw[position]),
        span_{file.id(), token_.begin, token_.end},
        text_(file.text(span_)),
        sink_(sink),
        tokens_(tokens) {}

  void run();

 private:
  void push(std::size_t type, Slip slip = Slip::mended) { push(type, slip, token_.begin, token_.end); }
  void push(std::size_t type, Slip slip, std::uint32_t begin, std::uint32_t end);
  void respell(std::size_t type, std::string_view right);

  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
  static bool joins(const Token& token, bool at_once);
  // The raw token so far after this one; of no type where there is none.
  [[nodiscard]] const Token& neighbour(std::ptrdiff_t offset) const;
  [[nodiscard]] Span span_of(const Token& token) const { return {file_.id(), token.begin, token.end}; }
  [[nodiscard]] std::string_view text_of(const Token& token) const { return file_.text(span_of(token)); }
  [[nodiscard]] bool follows_at_once(const Token& token) const { return token.end == token_.begin; }
  // `=>`, `=<`, `>==`, `!==`, `!>`
  void swapped();
  void ampersands();
  void exclamation();
  // `$5000`, `￥5000`, `$A1`
  void sign_of_money();
  // `3~5` is a range, `~payroll_customer` a denial.
  void wave();
  void no_operator() { sink_.report(diagnostics::codes::no_such_operator, span_).with(text_); }
  void percent_sign();
  void question();
  void comment();
  // Each line of `/* … */` as a comment of its own; what stands behind it goes to a line of its own too.
  std::vector<diagnostics::Edit> lines_of_comment() const;
  [[nodiscard]] bool keyword(const Token& token) const;
  // `短信。问候语` is a path, and a full stop elsewhere ends nothing.
  void separator();
  [[nodiscard]] bool is_inside_parentheses() const;
  // Which bracket goes with this one; the number of raw tokens where none does.
  [[nodiscard]] std::size_t partner(std::ptrdiff_t direction) const;
  // `tier in [gold]` is a set, `holdings[0]` a position in a list.
  void left_bracket();
  // The one that goes with a `[` is part of the same mistake.
  void right_bracket();
  // `2.3.2026`: the day comes first, unless it cannot.
  void day_first();
  void date();
  void time();
  void moment();
  void quotes();
  void unclosed(Code code, std::size_t type);
  // A quote that closes other texts than the one that it was meant to close; the size of the text where there is none.
  [[nodiscard]] std::size_t wrong_end() const;
  void strange();

  const source::SourceFile& file_;
  std::span<const Token> raw_;
  std::size_t position_;
  const Token& token_;
  Span span_;
  std::string_view text_;
  diagnostics::Sink& sink_;
  std::vector<Token>& tokens_;
};

}  // namespace wend::syntax
