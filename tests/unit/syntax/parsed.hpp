// Texts parsed for a test, with what was said about them.
#pragma once

#include <string>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/syntax/syntax.hpp"
#include "tests/unit/syntax/print_tree.hpp"

namespace wend::syntax {

class Parsed {
 public:
  explicit Parsed(std::string text) : file_(sources_.add("test.wend", std::move(text))) {}

  ParseResult& module() {
    result_ = parse(file(), sink_);
    return result_;
  }
  ExpressionPtr expression() { return parse_expression(file(), sink_); }
  Line line() { return parse_line(file(), sink_); }

  [[nodiscard]] const source::SourceFile& file() const { return sources_.file(file_); }
  [[nodiscard]] const diagnostics::Sink& sink() const { return sink_; }

  // A line for each diagnostic: `E0135 2:7 a value or a condition should stand here, not `)``.
  [[nodiscard]] std::string messages() {
    sink_.sort();
    std::string lines;
    for (const diagnostics::Diagnostic& diagnostic : sink_.all()) {
      const source::Position at = file().position(diagnostic.span.begin);
      lines += std::string(diagnostics::entry(diagnostic.code).code) + " " + std::to_string(at.line) + ":" +
               std::to_string(at.column) + " " + diagnostics::message(diagnostic) + "\n";
    }
    return lines;
  }

 private:
  source::SourceMap sources_;
  source::FileId file_;
  diagnostics::Sink sink_;
  ParseResult result_;
};

// The tree of an expression, or the messages about it.
inline std::string expression_tree(std::string text) {
  Parsed parsed(std::move(text));
  const ExpressionPtr expression = parsed.expression();
  return expression ? print(*expression) : parsed.messages();
}

// The tree of a file, and the messages about it.
inline std::string module_tree(std::string text) {
  Parsed parsed(std::move(text));
  const std::string tree = print(parsed.module().module);
  return tree + parsed.messages();
}

inline std::string messages_about(std::string text) {
  Parsed parsed(std::move(text));
  static_cast<void>(parsed.module());
  return parsed.messages();
}

}  // namespace wend::syntax
