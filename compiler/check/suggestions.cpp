#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/syntax/foreign/words.hpp"

#include <algorithm>
#include <cctype>

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;

std::string shown(const Candidate& candidate) {
  std::string text = "`" + std::string(candidate.name) + "`";
  return candidate.other.empty() ? text : text + " (" + std::string(candidate.other) + ")";
}

// Of full width, or in traditional characters: `ａｕｍ`, 資產規模.
std::vector<std::string_view> in_other_letters(std::string_view written, const std::vector<std::string_view>& names) {
  const std::string wanted = syntax::folded(written);
  if (wanted == written) return {};
  const auto found = std::ranges::find(names, std::string_view(wanted));
  return found == names.end() ? std::vector<std::string_view>() : std::vector{*found};
}

}  // namespace

void suggest_nearest(Context& context, diagnostics::Report& report, const source::Span& span, std::string_view written,
                     const Candidates& candidates) {
  if (context.suggestions == kMostSuggestions) return;
  ++context.suggestions;
  std::vector<std::string_view> names;
  names.reserve(candidates.size());
  for (const Candidate& candidate : candidates) names.push_back(candidate.name);
  std::vector<std::string_view> near = diagnostics::nearest(written, names);
  if (near.empty()) near = in_other_letters(written, names);
  if (near.empty()) return;
  std::string list;
  for (const std::string_view name : near) {
    if (!list.empty()) list += ", ";
    list += shown(*std::ranges::find(candidates, name, &Candidate::name));
  }
  report.note(codes::did_you_mean, span, {list});
  report.suggest(span, as_written(near.front()), diagnostics::Applicability::unsafe);
}

// What is shown beside a name: names are mostly English words, so a label in Chinese says more than an English one.
std::string_view label_beside(const schema::Labels& labels) {
  const auto chinese = labels.find("zh");
  if (chinese != labels.end()) return chinese->second;
  return labels.empty() ? std::string_view() : labels.begin()->second;
}

void add_candidates(Candidates& candidates, std::string_view name, const schema::Labels& labels) {
  candidates.push_back({name, label_beside(labels)});
  for (const auto& [language, label] : labels) candidates.push_back({label, name});
}

void add_declared(Candidates& candidates, const Context& context, DefinitionKind kind) {
  for (const Definition& definition : context.facts.definitions) {
    if (definition.kind != kind) continue;
    candidates.push_back({definition.name, definition.label});
    if (!definition.label.empty()) candidates.push_back({definition.label, definition.name});
  }
}

Candidates tag_candidates(const Context& context) {
  Candidates candidates;
  add_candidates(candidates, context.schema.tags);
  add_declared(candidates, context, DefinitionKind::tag);
  add_declared(candidates, context, DefinitionKind::segment);
  return candidates;
}

std::string as_written(std::string_view name) {
  const auto fits = [](char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code >= 0x80 || std::isalnum(code) != 0 || byte == '_' || byte == '.';  // `payroll.follow_up`
  };
  const bool plain =
      !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) == 0 && std::ranges::all_of(name, fits);
  return plain ? std::string(name) : "`" + std::string(name) + "`";
}

}  // namespace wend::check
