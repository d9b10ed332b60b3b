// Parameters of modules and journeys. A type is one or several names before the parameter's own: which they are, the
// keyword table says.
#include <utility>

#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/build/declarations.hpp"
#include "compiler/syntax/build/expressions.hpp"
#include "compiler/syntax/keywords.hpp"

namespace wend::syntax::build {

namespace {

std::string joined(const std::vector<Path>& words, std::size_t count) {
  std::string phrase;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) phrase += ' ';
    phrase += words[i].text();
  }
  return phrase;
}

// The longest phrase of the table that the words begin with, and how many of them it takes.
std::pair<std::optional<ParameterType::Kind>, std::size_t> known_type(const std::vector<Path>& words) {
  for (std::size_t count = words.size(); count > 0; --count) {
    if (const auto kind = find_parameter_type(joined(words, count))) return {kind, count};
  }
  return {std::nullopt, 0};
}

// What follows the phrase: a currency after `money`, an enum after `set of`, nothing after the others.
bool take_rest(ParameterType& type, std::vector<Path> words, std::size_t taken) {
  const std::size_t rest = words.size() - taken;
  if (type.kind == ParameterType::Kind::money && rest == 1) {
    type.currency = words.back().text();
    return find_currency(type.currency).has_value();
  }
  if (type.kind == ParameterType::Kind::set) {
    if (rest != 1) return false;
    const bool text = find_parameter_type(words.back().text()) == ParameterType::Kind::text;
    if (!text) type.name = std::move(words.back());
    return true;
  }
  return rest == 0;
}

ParameterType parameter_type(BuildContext& context, std::vector<Path> words) {
  ParameterType type;
  type.span = source::cover(words.front().span, words.back().span);
  const auto [kind, taken] = known_type(words);
  bool fits = true;
  if (kind) {
    type.kind = *kind;
    fits = take_rest(type, std::move(words), taken);
  } else {
    fits = words.size() == 1;
    type.kind = ParameterType::Kind::enumerated;
    type.name = std::move(words.front());
  }
  if (!fits) context.fault(codes::unknown_type, type.span).with(context.text(type.span));
  return type;
}

Parameter parameter(BuildContext& context, WendParser::ParameterContext* written) {
  std::vector<Path> words;
  for (auto* path : written->path()) words.push_back(context.path(path));
  Parameter parameter;
  parameter.span = context.span(written);
  if (!words.back().is_simple()) {
    context.fault(codes::expected_name, words.back().span).with(context.text(words.back().span));
  }
  parameter.name = words.back().last();
  words.pop_back();
  parameter.type = parameter_type(context, std::move(words));
  if (written->expression() != nullptr) parameter.fallback = expression(context, written->expression());
  return parameter;
}

}  // namespace

std::vector<Parameter> parameters(BuildContext& context, WendParser::ParametersContext* written) {
  std::vector<Parameter> list;
  if (written == nullptr) return list;
  for (auto* each : written->parameter()) list.push_back(parameter(context, each));
  return list;
}

}  // namespace wend::syntax::build
