#include "tests/unit/lint/linted_text.hpp"

#include <algorithm>

namespace wend::lint {
namespace {

void lint_into(check::CheckedText& text) {
  std::vector<const syntax::Module*> modules;
  std::vector<FileComments> comments;
  for (const syntax::ParseResult& parsed : text.parsed) {
    modules.push_back(&parsed.module);
    if (!parsed.comments.empty()) comments.push_back({parsed.comments.front().span.file, parsed.comments});
  }
  lint({modules, *text.schema, text.checked}, comments, text.sources, text.sink);
  text.sink.sort();
}

}  // namespace

std::string findings(std::vector<std::string> texts) {
  check::CheckedText text(std::move(texts));
  if (text.sink.has_errors()) return "does not check:\n" + text.said();
  lint_into(text);
  std::string result;
  for (const diagnostics::Diagnostic& finding : text.sink.all()) {
    const source::Position at = text.sources.file(finding.span.file).position(finding.span.begin);
    result += std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
              std::string(diagnostics::entry(finding.code).code);
    if (!finding.suppressed_because.empty()) result += " (suppressed: " + finding.suppressed_because + ")";
    result += "\n";
  }
  return result;
}

std::string codes(std::string text) {
  check::CheckedText checked(std::move(text));
  if (checked.sink.has_errors()) return "does not check:\n" + checked.said();
  lint_into(checked);
  std::vector<std::string> found;
  for (const diagnostics::Diagnostic& finding : checked.sink.all()) {
    found.emplace_back(diagnostics::entry(finding.code).code);
  }
  std::ranges::sort(found);
  std::string result;
  for (const std::string& code : found) result += (result.empty() ? "" : " ") + code;
  return result;
}

}  // namespace wend::lint
