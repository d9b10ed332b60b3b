// Names, texts and numbers as they are written.
#include "compiler/format/printer.hpp"

#include "compiler/syntax/quantities.hpp"

namespace wend::format {

using namespace syntax;

namespace {

// Digits by threes: money from 1_000, other numbers from 10_000, so that a year stays one.
std::string by_thousands(const Quantity& quantity) {
  const std::size_t point = std::min(quantity.digits.find('.'), quantity.digits.size());
  const bool money = quantity.unit == Unit::currency && quantity.multiplier == Multiplier::none;
  if (point < (money ? 4 : 5)) return quantity.digits;
  std::string written;
  for (std::size_t at = 0; at < quantity.digits.size(); ++at) {
    if (at > 0 && at < point && (point - at) % 3 == 0) written += '_';
    written += quantity.digits[at];
  }
  return written;
}

bool is_chinese_multiplier(Multiplier multiplier) {
  return multiplier == Multiplier::ten_thousand || multiplier == Multiplier::hundred_million;
}

}  // namespace

std::string Printer::path(const Path& path) {
  std::string written;
  for (const Name& part : path.parts) written.append(written.empty() ? "" : ".").append(part.spelling);
  return written;
}

std::string Printer::reference(const Path& whole) const {
  const Name& first = whole.first();
  const bool known = first.known != KnownName::none;
  if (!known || (options_.is_declared && options_.is_declared(first.text))) return path(whole);
  return std::string(spelling(first.known, language_)) + path(whole).substr(first.spelling.size());
}

std::string Printer::quoted(std::string_view text) {
  std::string written = "\"";
  for (const char byte : text) {
    switch (byte) {
      case '"': written += "\\\""; break;
      case '\\': written += "\\\\"; break;
      case '\n': written += "\\n"; break;
      case '\t': written += "\\t"; break;
      default: written += byte;
    }
  }
  return written + '"';
}

std::string Printer::quantity(const GivenQuantity& given) const {
  return given.parameter ? path(*given.parameter) : quantity(static_cast<const Quantity&>(given));
}

std::string Printer::plain(const GivenQuantity& given) {
  return given.parameter ? path(*given.parameter) : given.digits;
}

std::string Printer::quantity(const Quantity& quantity) const {
  const std::string number = by_thousands(quantity) + std::string(spelling(quantity.multiplier));
  switch (quantity.unit) {
    case Unit::none: return number;
    case Unit::percent: return number + '%';
    case Unit::currency: {
      const bool plain = quantity.multiplier == Multiplier::none || is_chinese_multiplier(quantity.multiplier);
      const std::string_view chinese = chinese_currency(quantity.currency);
      const bool has_sign = chinese != quantity.currency;
      if (language_ == Language::chinese && plain && has_sign) return number + std::string(chinese);
      return number + ' ' + quantity.currency;
    }
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
    case Unit::day:
    case Unit::business_day:
    case Unit::week:
    case Unit::month:
    case Unit::year:
    case Unit::metre:
    case Unit::kilometre: break;
  }
  const bool one = quantity.digits == "1" && quantity.multiplier == Multiplier::none;
  const std::string unit(spelling(quantity.unit, language_, one));
  return number + (language_ == Language::chinese ? "" : " ") + unit;
}

std::string Printer::date(const Date& date) {
  return to_text(date);
}
std::string Printer::time(const TimeOfDay& time) {
  return to_text(time);
}

std::string Printer::symbol(ComparisonOperator op, Language language) {
  switch (op) {
    case ComparisonOperator::equal: return "=";
    case ComparisonOperator::not_equal: return "!=";
    case ComparisonOperator::less: return "<";
    case ComparisonOperator::less_or_equal: return "<=";
    case ComparisonOperator::greater: return ">";
    case ComparisonOperator::greater_or_equal: return ">=";
    case ComparisonOperator::in: return std::string(spelling(Word::in, language));
    case ComparisonOperator::contains: return std::string(spelling(Word::contains, language));
    case ComparisonOperator::contains_any: return std::string(spelling(Word::contains_any, language));
    case ComparisonOperator::starts_with: return std::string(spelling(Word::starts_with, language));
  }
  return {};
}

std::string Printer::words(std::initializer_list<std::string> words) {
  std::string written;
  for (const std::string& word : words) {
    if (!word.empty()) written.append(written.empty() ? "" : " ").append(word);
  }
  return written;
}

}  // namespace wend::format
