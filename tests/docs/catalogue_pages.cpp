#include "tests/docs/catalogue_pages.hpp"

#include <functional>
#include <string_view>

#include "compiler/diagnostics/diagnostic.hpp"

namespace wend::docs {
namespace {

using diagnostics::Entry;
using diagnostics::Severity;

constexpr std::string_view kMark = "<!-- generated from the catalogue of diagnostics -->\n";

std::string preface_of(const std::string& current) {
  const std::size_t mark = current.find(kMark);
  return mark == std::string::npos ? std::string(kMark) : current.substr(0, mark + kMark.size());
}

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::information: return "information";
  }
  return "";
}

// Examples are fragments, so they stand indented: a fenced block would be checked as a program.
void append_example(std::string& page, std::string_view heading, std::string_view example) {
  if (example.empty()) return;
  page.append("\n").append(heading).append(":\n\n    ");
  for (const char c : example) page.append(c == '\n' ? "\n    " : std::string(1, c));
  page.append("\n");
}

void append_entry(std::string& page, const Entry& entry) {
  page.append("\n### ").append(entry.code).append("\n\n");
  page.append("**").append(word_of(entry.severity)).append(":** ").append(entry.english).append("  \n");
  page.append(entry.chinese).append("\n\n").append(entry.explanation).append("\n");
  append_example(page, "Wrong", entry.wrong);
  append_example(page, "Right", entry.right);
}

bool is_linters(const Entry& entry) {
  return entry.code.starts_with("W03") || entry.code.starts_with("W13");
}

bool is_note(const Entry& entry) {
  return entry.code.starts_with("N");
}

std::string page(const std::string& current, const std::function<bool(const Entry&)>& belongs) {
  std::string text = preface_of(current);
  for (const Entry& entry : diagnostics::catalogue()) {
    if (belongs(entry)) append_entry(text, entry);
  }
  return text;
}

}  // namespace

std::string linting_page(const std::string& current) {
  return page(current, is_linters);
}

std::string diagnostics_page(const std::string& current) {
  return page(current, [](const Entry& entry) { return !is_linters(entry) && !is_note(entry); });
}

}  // namespace wend::docs
