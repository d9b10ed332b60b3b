// A program checked over the schema beside this file, with what was said about it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "compiler/check/check.hpp"
#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/source/source.hpp"
#include "compiler/syntax/syntax.hpp"

namespace wend::check {

[[nodiscard]] std::shared_ptr<const schema::Schema> schema_at(const std::string& path);
[[nodiscard]] std::shared_ptr<const schema::Schema> test_schema();
[[nodiscard]] std::string contents_of(const std::string& path);

struct CheckedText {
  // Each text is a file of the project.
  explicit CheckedText(std::vector<std::string> texts, std::shared_ptr<const schema::Schema> schema = test_schema());
  explicit CheckedText(std::string text) : CheckedText(std::vector{std::move(text)}) {}

  // `1:15 E0302 a plain integer stands where money CNY is needed: 5000`, a line for each diagnostic with the text that
  // its span covers; notes and fixes below it. With `whole` spans `1:15-18`, where the last character stands as well.
  enum class Spans : std::uint8_t { first, whole };
  [[nodiscard]] std::string said(Spans spans = Spans::first) const;
  // `wealthy = (less …)`, a line for each derived tag and segment of the program.
  [[nodiscard]] std::string lowered() const;

  // Checks an expression as the prompt does.
  [[nodiscard]] std::optional<CheckedExpression> check_more(std::string text);

  source::SourceMap sources;
  diagnostics::Sink sink;
  std::shared_ptr<const schema::Schema> schema;
  schema::Names names;
  std::vector<syntax::ParseResult> parsed;
  CheckedProgram checked;
};

}  // namespace wend::check
