#include "compiler/syntax/keywords.hpp"

#include <WendParser.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace wend::syntax {

namespace {

using antlr::WendParser;

#include <keyword_tables.inc>  // kKeywords, kFunctions, kKnownNames, kTypes, kUnits, kCurrencySigns, kMultipliers

template <typename T, std::size_t N>
const T* find(const std::pair<std::string_view, T> (&table)[N], std::string_view spelling) {
  static const std::unordered_map<std::string_view, T> index(std::begin(table), std::end(table));
  const auto found = index.find(spelling);
  return found == index.end() ? nullptr : &found->second;
}

}  // namespace

const Keyword* find_keyword(std::string_view word) {
  return find(kKeywords, word);
}

bool is_reserved_token(std::uint16_t token) {
  return std::any_of(std::begin(kKeywords), std::end(kKeywords),
                     [token](const auto& entry) { return entry.second.token == token && entry.second.reserved; });
}

std::optional<Function> find_function(std::string_view word) {
  const Function* function = find(kFunctions, word);
  return function == nullptr ? std::nullopt : std::optional(*function);
}

KnownName find_known_name(std::string_view word) {
  const KnownName* name = find(kKnownNames, word);
  return name == nullptr ? KnownName::none : *name;
}

std::optional<ParameterType::Kind> find_parameter_type(std::string_view phrase) {
  const ParameterType::Kind* kind = find(kTypes, phrase);
  return kind == nullptr ? std::nullopt : std::optional(*kind);
}

std::optional<Unit> find_unit(std::string_view phrase) {
  const Unit* unit = find(kUnits, phrase);
  return unit == nullptr ? std::nullopt : std::optional(*unit);
}

std::optional<std::string> find_currency(std::string_view text) {
  for (const auto& [sign, code] : kCurrencySigns) {
    if (text == sign) return std::string(code);
  }
  const bool is_code =
      text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return is_code ? std::optional(std::string(text)) : std::nullopt;
}

std::optional<Multiplier> take_multiplier(std::string_view& text) {
  for (const auto& [spelling, multiplier] : kMultipliers) {
    if (!text.starts_with(spelling)) continue;
    text.remove_prefix(spelling.size());
    return multiplier;
  }
  return std::nullopt;
}

std::vector<std::string_view> all_functions() {
  std::vector<std::string_view> words;
  for (const auto& [word, function] : kFunctions) words.push_back(word);
  return words;
}

std::vector<std::string_view> all_keywords() {
  std::vector<std::string_view> words;
  for (const auto& [word, keyword] : kKeywords) words.push_back(word);
  return words;
}

std::vector<std::string_view> spellings_of(std::uint16_t token) {
  std::vector<std::string_view> words;
  for (const auto& [word, keyword] : kKeywords) {
    if (keyword.token == token) words.push_back(word);
  }
  return words;
}

std::vector<std::string_view> declaration_words() {
  std::vector<std::string_view> words;
  for (const auto& [word, keyword] : kKeywords) {
    if (keyword.token >= WendParser::EN_MODULE && keyword.token <= WendParser::ZH_TEST) words.push_back(word);
  }
  return words;
}

}  // namespace wend::syntax
