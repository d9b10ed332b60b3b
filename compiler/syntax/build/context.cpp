#include "compiler/syntax/build/context.hpp"

#include <array>

#include "compiler/diagnostics/codes/text.hpp"
#include "compiler/syntax/keywords.hpp"
#include "compiler/syntax/quantities.hpp"
#include "compiler/syntax/unicode.hpp"

namespace wend::syntax::build {

namespace {

// The opening marks of texts and quoted names, each with the mark that closes it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kMarks = {{
    {"\"", "\""},
    {"“", "”"},
    {"＂", "＂"},
    {"'", "'"},
    {"‘", "’"},
    {"`", "`"},
    {"「", "」"},
}};

// The text between its marks; a mark that was never closed has been reported.
std::string_view unquoted(std::string_view written) {
  for (const auto& [open, close] : kMarks) {
    if (!written.starts_with(open)) continue;
    written.remove_prefix(open.size());
    if (written.ends_with(close)) written.remove_suffix(close.size());
    break;
  }
  return written;
}

std::optional<char> escaped(char letter) {
  switch (letter) {
    case 'n': return '\n';
    case 't': return '\t';
    case '"':
    case '\\': return letter;
    default: return std::nullopt;
  }
}

}  // namespace

Span BuildContext::span(const antlr4::Token& first, const antlr4::Token& last) const {
  return {file_.id(), tokens_[first.getTokenIndex()].begin, tokens_[last.getTokenIndex()].end};
}

Span BuildContext::span(antlr4::ParserRuleContext* context) const {
  return span(*context->getStart(), *context->getStop());
}

Span BuildContext::span(TerminalNode* node) const {
  return span(*node->getSymbol(), *node->getSymbol());
}

Span BuildContext::span(antlr4::ParserRuleContext* first, antlr4::ParserRuleContext* last) const {
  return span(*first->getStart(), *last->getStop());
}

Name read_name(const source::SourceFile& file, const Span& span, bool quoted) {
  Name name;
  name.span = span;
  name.spelling = file.text(span);
  name.quoted = quoted;
  name.text = to_nfc(unquoted(name.spelling));
  if (!quoted) name.known = find_known_name(name.text);
  return name;
}

Name BuildContext::name(WendParser::NameContext* context) const {
  return read_name(file_, span(context), context->QUOTED() != nullptr);
}

std::vector<Name> BuildContext::names(const std::vector<WendParser::NameContext*>& contexts) const {
  std::vector<Name> names;
  names.reserve(contexts.size());
  for (WendParser::NameContext* context : contexts) names.push_back(name(context));
  return names;
}

Path BuildContext::path(WendParser::PathContext* context) const {
  return {names(context->name()), span(context)};
}

Quantity BuildContext::quantity(const Span& at) const {
  // The tokenizer has joined only what reads as a quantity.
  return read_quantity(text(at), at.file, at.begin).value_or(Quantity{});
}

Quantity BuildContext::quantity(TerminalNode* node) const {
  return quantity(span(node));
}

Quantity BuildContext::quantity(WendParser::QuantityContext* context) const {
  return quantity(span(context));
}

GivenQuantity BuildContext::given(TerminalNode* number, WendParser::PathContext* name) {
  GivenQuantity given;
  if (number != nullptr) static_cast<Quantity&>(given) = quantity(number);
  if (name == nullptr) return given;
  given.parameter = path(name);
  given.span = given.parameter->span;
  return given;
}

GivenQuantity BuildContext::quantity(WendParser::WholeContext* context) {
  return given(context->INTEGER(), context->path());
}

GivenQuantity BuildContext::quantity(WendParser::ShareContext* context) {
  return given(context->PERCENT(), context->path());
}

Text BuildContext::literal_text(TerminalNode* node) {
  const Span at = span(node);
  const std::string_view content = unquoted(text(at));
  const auto offset = at.begin + static_cast<std::uint32_t>(content.data() - text(at).data());
  Text result{{}, at};
  append_escaped(content, offset, result.value);
  return result;
}

void BuildContext::append_escaped(std::string_view content, std::uint32_t offset, std::string& value) {
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (content[i] != '\\' || i + 1 == content.size()) {
      value += content[i];
    } else if (const auto character = escaped(content[++i])) {
      value += *character;
    } else {
      std::size_t end = i;
      next_code_point(content, end);
      const auto begin = static_cast<std::uint32_t>(i - 1);
      const Span at{file_.id(), offset + begin, offset + static_cast<std::uint32_t>(end)};
      fault(codes::unknown_escape, at).with(text(at));
      value += content[i];
    }
  }
}

Date BuildContext::date(TerminalNode* node) {
  const Span at = span(node);
  const auto day = read_date(text(at));
  const bool reported = tokens_[node->getSymbol()->getTokenIndex()].slip != Slip::none;
  if (!day && !reported) {
    diagnostics::Report report = fault(codes::no_such_date, at).with(text(at));
    // The last day that the month has, where only the day is wrong.
    const std::string month(text(at).substr(0, text(at).size() - 2));
    for (int last = 30; last >= 28; --last) {
      if (!read_date(month + std::to_string(last))) continue;
      report.suggest(at, month + std::to_string(last), diagnostics::Applicability::unsafe);
      break;
    }
  }
  return day.value_or(Date{});
}

TimeOfDay BuildContext::time_of_day(TerminalNode* node) {
  const Span at = span(node);
  const auto time = read_time_of_day(text(at));
  const bool reported = tokens_[node->getSymbol()->getTokenIndex()].slip != Slip::none;
  if (!time && !reported) {
    diagnostics::Report report = fault(codes::no_such_time, at).with(text(at));
    if (text(at) == "24:00") report.suggest(at, "00:00");
  }
  return time.value_or(TimeOfDay{});
}

}  // namespace wend::syntax::build
