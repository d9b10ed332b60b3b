#include "tests/unit/folders/rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>
#include <span>
#include <sstream>

namespace wend::folders {
namespace {

constexpr std::string_view kAll = "*";

struct Rule {
  std::string_view folder;
  std::vector<std::string_view> may_include;  // besides itself
};

// The table of the architecture. What a program means (ir) stands between those who know text, above, and those who run
// it.
const std::vector<Rule>& Rules() {
  static const std::vector<Rule> rules = [] {
    const std::string_view value = "runtime/value", eval = "runtime/eval", ir = "compiler/ir",
                           layout = "compiler/layout", source = "compiler/source", diagnostics = "compiler/diagnostics",
                           schema = "compiler/schema", lists = "runtime/lists";
    const std::vector<std::string_view> customer_state = {value, ir, layout, eval, schema, lists, "runtime/history"};
    const std::vector<std::string_view> runtime = {value,
                                                   ir,
                                                   layout,
                                                   eval,
                                                   schema,
                                                   lists,
                                                   "runtime/flat",
                                                   "compiler/masks",
                                                   "runtime/columns",
                                                   "runtime/match",
                                                   "runtime/history",
                                                   "runtime/journey",
                                                   "runtime/govern",
                                                   "runtime/measure",
                                                   "runtime/store",
                                                   "runtime/engine"};
    return std::vector<Rule>{
        {source, {}},
        {value, {}},
        {diagnostics, {source}},
        {schema, {value, source, diagnostics}},
        {ir, {value, schema}},
        {"compiler/verify", {value, schema, ir}},
        {"compiler/bytes", {value, schema, ir, "compiler/verify"}},
        {layout, {value, schema}},
        {"compiler/syntax", {source, diagnostics}},
        {"compiler/modules", {"compiler/syntax", source, diagnostics}},
        {"compiler/check", {"compiler/modules", "compiler/syntax", schema, ir, eval, diagnostics, source, value}},
        {"compiler/format", {"compiler/syntax", diagnostics, source}},
        {"compiler/lint",
         {"compiler/modules", "compiler/syntax", "compiler/check", schema, ir, eval, diagnostics, source, value}},
        {"compiler/masks", {value, ir, layout, schema}},
        {"compiler/codegen", {value, ir, layout, schema, "compiler/masks"}},
        {"compiler/sql", {value, ir, layout}},
        {"compiler/prove", {value, ir, eval}},
        {lists, {value, layout, schema}},
        {eval, {value, ir, layout, schema, lists}},
        {"runtime/flat", {value, ir, layout, schema, lists, eval}},
        {"runtime/columns", {value, ir, layout, schema, lists, eval, "compiler/masks", "runtime/flat"}},
        {"runtime/match", {value, ir, layout, schema, lists, eval, "runtime/flat"}},
        {"runtime/tables", {value, ir, layout, schema, lists, eval, "compiler/masks", "runtime/columns"}},
        {"runtime/history", customer_state},
        {"runtime/journey", customer_state},
        {"runtime/govern", customer_state},
        {"runtime/measure", customer_state},
        {"runtime/store", runtime},
        {"runtime/engine", runtime},
        {"include", {}},
        {"examples", {}},
        {"bindings", {kAll}},
        {"tools", {kAll}},
        {"tests", {kAll}},
    };
  }();
  return rules;
}

// A library that one folder alone may know.
struct Confined {
  std::string_view prefix;
  std::string_view folder;
};
constexpr std::array kConfined = {
    Confined{"antlr4", "compiler/syntax"},     Confined{"WendLexer", "compiler/syntax"},
    Confined{"WendParser", "compiler/syntax"}, Confined{"llvm/", "compiler/codegen"},
    Confined{"llvm-c/", "compiler/codegen"},   Confined{"rocksdb/", "runtime/store"},
    Confined{"z3", "compiler/prove"},
};

constexpr std::array<std::string_view, 5> kFacesOutward = {"include", "examples", "bindings", "tools", "tests"};

const Rule* RuleFor(std::string_view folder) {
  const auto found = std::ranges::find(Rules(), folder, &Rule::folder);
  return found == Rules().end() ? nullptr : &*found;
}

bool Holds(std::span<const std::string_view> list, std::string_view item) {
  return std::ranges::find(list, item) != list.end();
}

std::optional<std::string> ObjectionToOurs(const Rule& rule, const std::string& path) {
  const std::optional<std::string> target = FolderOf(path);
  if (!target) return "is not written from the repository's root, or names an unknown folder";
  if (*target == rule.folder || Holds(rule.may_include, kAll) || Holds(rule.may_include, *target)) return std::nullopt;
  return std::string(rule.folder) + " may not include " + *target;
}

}  // namespace

std::vector<Include> IncludesOf(std::string_view text) {
  static const std::regex pattern(R"re(^\s*#\s*include\s*(["<])([^">]+)[">])re");
  std::vector<Include> includes;
  std::istringstream lines{std::string(text)};
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_search(line, match, pattern)) includes.push_back({match[2], match[1] == "\""});
  }
  return includes;
}

std::optional<std::string> FolderOf(std::string_view path) {
  for (const Rule& rule : Rules()) {
    const bool below = path.size() > rule.folder.size() && path[rule.folder.size()] == '/';
    if (below && path.starts_with(rule.folder)) return std::string(rule.folder);
  }
  return std::nullopt;
}

std::optional<std::string> Objection(std::string_view folder, const Include& include) {
  for (const Confined& library : kConfined) {
    if (!include.path.starts_with(library.prefix)) continue;
    if (folder == library.folder) return std::nullopt;
    return std::string(library.prefix) + " belongs to " + std::string(library.folder) + " alone";
  }
  if (!include.quoted) {
    if (!include.path.starts_with("wend/") || Holds(kFacesOutward, folder)) return std::nullopt;
    return "the public API is for those who embed, not for its own parts";
  }
  const Rule* rule = RuleFor(folder);
  if (rule == nullptr) return "no rule knows the folder " + std::string(folder);
  return ObjectionToOurs(*rule, include.path);
}

}  // namespace wend::folders
