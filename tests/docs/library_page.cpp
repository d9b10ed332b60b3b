#include "tests/docs/library_page.hpp"

#include <regex>
#include <string_view>
#include <vector>

#include "compiler/modules/library.hpp"
#include "tests/docs/pages.hpp"

namespace wend::docs {
namespace {

constexpr std::string_view kMark = "<!-- generated from the modules of stdlib/ -->\n";

bool is_comment(const std::string& line) {
  return line.starts_with("//");
}

// Without the slashes and the space behind them; an example keeps its indentation.
std::string comment_of(const std::string& line) {
  return line.size() > 3 ? line.substr(3) : std::string();
}

void append_declaration(std::string& page, const std::string& line, std::string& said) {
  static const std::regex declaration(
      R"re(^(tag|segment|trigger|goal|metric|journey|policy) (\S+)(?: "([^"]*)")?.*)re");
  std::smatch match;
  if (!std::regex_match(line, match, declaration)) return;
  page += "| " + std::string(match[1]) + " `" + std::string(match[2]) + "` | " + std::string(match[3]) + " | " + said +
          " |\n";
}

void append_module(std::string& page, const modules::LibraryModule& module) {
  page.append("\n## ").append(module.name).append("\n\n");
  const std::vector<std::string> lines = lines_of(module.text);
  std::size_t at = 0;
  for (; at < lines.size() && is_comment(lines[at]); ++at) page += comment_of(lines[at]) + "\n";
  page += "\n";
  for (bool open = true; open && at < lines.size(); ++at) {
    page += "    " + lines[at] + "\n";
    open = lines[at] != ")";
  }
  page += "\n| declares | 名称 | what it is |\n|---|---|---|\n";
  // A comment speaks of the declarations below it, as far as the next comment or an empty line.
  std::string said;
  for (; at < lines.size(); ++at) {
    if (is_comment(lines[at])) {
      if (!is_comment(lines[at - 1])) said.clear();
      said += (said.empty() ? "" : " ") + comment_of(lines[at]);
    } else if (lines[at].empty()) {
      said.clear();
    } else {
      append_declaration(page, lines[at], said);
    }
  }
}

}  // namespace

std::string library_page(const std::string& current) {
  const std::size_t mark = current.find(kMark);
  std::string page = current.substr(0, mark) + (mark == std::string::npos ? "\n" : "") + std::string(kMark);
  for (const modules::LibraryModule& module : modules::library()) append_module(page, module);
  return page;
}

}  // namespace wend::docs
