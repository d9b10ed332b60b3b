#include "tools/wend/project/config.hpp"

#include <algorithm>
#include <array>
#include <span>

// toml++ 3.3 asserts, and in a release lets the compiler count on, what a hostile text can break (`[,x]`), though the
// code after the assertion refuses it well. So the assertions are left out in every build.
#undef NDEBUG
#define TOML_ASSERT(condition) static_cast<void>(0)
#include <toml++/toml.h>

#include "compiler/diagnostics/codes/project.hpp"
#include "compiler/source/code_point.hpp"

namespace wend::tools {

namespace {

namespace codes = diagnostics::codes;
using source::Span;

constexpr std::array<std::string_view, 8> kKeys = {"schema", "sources", "keywords", "customers",
                                                   "events", "lint",    "approve",  "lists"};
constexpr std::array<std::string_view, 2> kKeywords = {"en", "zh"};
constexpr std::array<std::string_view, 4> kLevels = {"off", "information", "warning", "error"};

std::string joined(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

class ConfigReader {
 public:
  ConfigReader(const source::SourceFile& file, diagnostics::Sink& sink) : file_(file), sink_(sink) {}

  Config read(const toml::table& document) {
    Config config;
    check_keys(document, kKeys);
    for (const auto& [key, value] : document) take(key.str(), value, config);
    return config;
  }

  void not_toml(const toml::parse_error& error) {
    sink_.report(codes::project_not_toml, span_of(error.source())).with(lower(error.description()));
  }

 private:
  void take(std::string_view key, const toml::node& value, Config& config) {
    if (key == "schema") take_text(key, value, config.schema);
    if (key == "sources") take_texts(key, value, config.sources);
    if (key == "keywords") take_choice(key, value, kKeywords, config.keywords.emplace());
    if (key == "customers") take_text(key, value, config.customers.emplace());
    if (key == "events") take_text(key, value, config.events.emplace());
    if (key == "lint") take_lint(value, config);
    if (key == "lists") take_lists(value, config);
    if (key == "approve") take_approve(value, config);
  }

  void take_text(std::string_view key, const toml::node& value, std::string& text) {
    if (const auto* found = value.as_string()) {
      text = found->get();
      return;
    }
    sink_.report(codes::project_not_text, span_of(value.source())).with(key);
  }

  void take_texts(std::string_view key, const toml::node& value, std::vector<std::string>& texts) {
    const toml::array* list = value.as_array();
    texts.clear();
    if (list != nullptr) {
      for (const toml::node& element : *list) {
        if (const auto* text = element.as_string()) texts.push_back(text->get());
      }
    }
    if (list == nullptr || texts.size() != list->size()) {
      sink_.report(codes::project_not_texts, span_of(value.source())).with(key);
    }
  }

  void take_choice(std::string_view key, const toml::node& value, std::span<const std::string_view> choices,
                   std::string& choice) {
    const std::size_t errors = sink_.errors();
    take_text(key, value, choice);
    if (sink_.errors() > errors || std::ranges::find(choices, choice) != choices.end()) return;
    sink_.report(codes::project_not_one_of, span_of(value.source())).with(key).with(choice).with(joined(choices));
  }

  void take_lint(const toml::node& value, Config& config) {
    const toml::table* levels = value.as_table();
    if (levels == nullptr) {
      sink_.report(codes::project_not_table, span_of(value.source())).with("lint");
      return;
    }
    for (const auto& [rule, level] : *levels) {
      if (diagnostics::find(rule.str()) == nullptr) {
        sink_.report(codes::project_unknown_key, span_of(rule.source())).with(rule.str());
        continue;
      }
      take_choice(rule.str(), level, kLevels, config.lint[std::string(rule.str())]);
    }
  }

  // Which lists there are, the schema says.
  void take_lists(const toml::node& value, Config& config) {
    const toml::table* files = value.as_table();
    if (files == nullptr) {
      sink_.report(codes::project_not_table, span_of(value.source())).with("lists");
      return;
    }
    for (const auto& [list, path] : *files) take_text(list.str(), path, config.lists[std::string(list.str())]);
  }

  void take_approve(const toml::node& value, Config& config) {
    const toml::table* table = value.as_table();
    if (table == nullptr) {
      sink_.report(codes::project_not_table, span_of(value.source())).with("approve");
      return;
    }
    constexpr std::array<std::string_view, 1> keys = {"roles"};
    check_keys(*table, keys);
    if (const toml::node* roles = table->get("roles")) take_texts("roles", *roles, config.approve_roles);
  }

  void check_keys(const toml::table& table, std::span<const std::string_view> known) {
    for (const auto& [key, value] : table) {
      if (std::ranges::find(known, key.str()) != known.end()) continue;
      const Span span = span_of(key.source());
      diagnostics::Report report = sink_.report(codes::project_unknown_key, span);
      report.with(key.str());
      const auto nearest = diagnostics::nearest(key.str(), {known.begin(), known.end()}, 1);
      if (!nearest.empty()) report.suggest(span, std::string(nearest.front()));
    }
  }

  static std::string lower(std::string_view text) {
    std::string result(text);
    if (!result.empty() && result[0] >= 'A' && result[0] <= 'Z') result[0] = static_cast<char>(result[0] - 'A' + 'a');
    while (result.ends_with('.')) result.pop_back();
    return result;
  }

  [[nodiscard]] std::uint32_t offset_of(const toml::source_position& position) const {
    if (position.line == 0 || position.line > file_.line_count()) return 0;
    const std::string_view line = file_.line(position.line);
    std::size_t at = 0;
    for (toml::source_index column = 1; column < position.column && at < line.size(); ++column) {
      at += source::code_point_at(line, at).size;
    }
    return static_cast<std::uint32_t>(file_.line_start(position.line) + at);
  }

  [[nodiscard]] Span span_of(const toml::source_region& region) const {
    const std::uint32_t begin = offset_of(region.begin);
    return {file_.id(), begin, std::max(begin, offset_of(region.end))};
  }

  const source::SourceFile& file_;
  diagnostics::Sink& sink_;
};

}  // namespace

std::optional<Config> read_config(const source::SourceFile& file, diagnostics::Sink& sink) {
  ConfigReader reader(file, sink);
  try {
    Config config = reader.read(toml::parse(file.text(), file.path()));
    if (sink.has_errors()) return std::nullopt;
    return config;
  } catch (const toml::parse_error& error) {
    reader.not_toml(error);
  }
  return std::nullopt;
}

}  // namespace wend::tools
