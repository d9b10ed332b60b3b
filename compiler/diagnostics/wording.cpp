#include "compiler/diagnostics/wording.hpp"

#include <algorithm>

#include "compiler/diagnostics/display.hpp"

namespace wend::diagnostics {

namespace {

constexpr std::size_t kLongestShown = 60;  // code points of a text that a suggestion quotes

// Two forms of a piece of wording.
struct Words {
  std::string_view english;
  std::string_view chinese;

  [[nodiscard]] std::string_view in(Language language) const {
    return language == Language::chinese ? chinese : english;
  }
};

constexpr Words kWrite{"write", "写作"};
constexpr Words kInsert{"insert", "插入"};
constexpr Words kRemove{"remove", "删去"};
constexpr Words kComma{", ", "、"};
constexpr Words kOr{" or ", "或"};
constexpr Words kBetweenEdits{", ", "，"};

std::string in_quotes(std::string_view text) {
  return "`" + displayed(text, kLongestShown) + "`";
}

std::string sentence(const Words& verb, std::string_view quoted, Language language) {
  return std::string(verb.in(language)).append(" ").append(quoted);
}

std::string describe(const Edit& edit, const source::SourceMap& sources, Language language) {
  const bool is_known = edit.span.file.index < sources.size();
  const std::string_view present = is_known ? sources.text(edit.span) : std::string_view();
  if (edit.replacement.empty()) return sentence(kRemove, in_quotes(present), language);
  const Words& verb = present.empty() ? kInsert : kWrite;
  return sentence(verb, in_quotes(edit.replacement), language);
}

bool replaces_text(const Fix& fix) {
  return fix.edits.size() == 1 && fix.edits[0].span.size() > 0 && !fix.edits[0].replacement.empty();
}

bool are_alternatives(const Fix& one, const Fix& other) {
  return replaces_text(one) && replaces_text(other) && one.edits[0].span == other.edits[0].span;
}

using Fixes = std::vector<Fix>::const_iterator;

std::string alternatives(Fixes begin, Fixes end, Language language) {
  std::string quoted = in_quotes(begin->edits[0].replacement);
  for (auto fix = begin + 1; fix != end; ++fix) {
    quoted += (fix + 1 == end ? kOr : kComma).in(language);
    quoted += in_quotes(fix->edits[0].replacement);
  }
  return sentence(kWrite, quoted, language);
}

std::string describe(const Fix& fix, const source::SourceMap& sources, Language language) {
  std::string edits;
  for (const Edit& edit : fix.edits) {
    if (!edits.empty()) edits += kBetweenEdits.in(language);
    edits += describe(edit, sources, language);
  }
  return edits;
}

void append_count(std::string& text, std::size_t count, const Words& one, std::string_view plural, Language language) {
  if (count == 0) return;
  if (!text.empty()) text += kBetweenEdits.in(language);
  text += std::to_string(count);
  text += ' ';
  text += language == Language::english && count != 1 ? plural : one.in(language);
}

}  // namespace

std::string_view severity_word(Severity severity, Language language) {
  switch (severity) {
    case Severity::error: return Words{"error", "错误"}.in(language);
    case Severity::warning: return Words{"warning", "警告"}.in(language);
    case Severity::information: return Words{"note", "说明"}.in(language);
  }
  return "";
}

std::string_view help_word(Language language) {
  return Words{"help", "建议"}.in(language);
}

std::vector<std::string> suggestions(const Diagnostic& diagnostic, const source::SourceMap& sources,
                                     Language language) {
  std::vector<std::string> sentences;
  for (auto fix = diagnostic.fixes.begin(); fix != diagnostic.fixes.end();) {
    const auto end = std::find_if_not(fix + 1, diagnostic.fixes.end(),
                                      [&first = *fix](const Fix& other) { return are_alternatives(first, other); });
    sentences.push_back(end - fix > 1 ? alternatives(fix, end, language) : describe(*fix, sources, language));
    fix = end;
  }
  return sentences;
}

std::string summary(const Counts& counts, Language language) {
  std::string text;
  append_count(text, counts.errors, {"error", "个错误"}, "errors", language);
  append_count(text, counts.warnings, {"warning", "个警告"}, "warnings", language);
  append_count(text, counts.information, {"note", "条说明"}, "notes", language);
  append_count(text, counts.suppressed, {"suppressed", "条已豁免"}, "suppressed", language);
  append_count(text, counts.not_kept, {"more not shown", "条未显示"}, "more not shown", language);
  return text;
}

}  // namespace wend::diagnostics
