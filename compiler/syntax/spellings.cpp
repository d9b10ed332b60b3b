#include "compiler/syntax/spellings.hpp"

namespace wend::syntax {

namespace {

std::string_view pick(Language language, std::string_view english, std::string_view chinese) {
  return language == Language::chinese ? chinese : english;
}

std::string_view counted(bool one, std::string_view singular, std::string_view plural) {
  return one ? singular : plural;
}

}  // namespace

std::string_view spelling(Word word, Language language) {
  switch (word) {
#define WEND_WORD(role, english, chinese, one) \
  case Word::role: return pick(language, english, chinese);
#include <spellings.inc>
#undef WEND_WORD
  }
  return {};
}

std::string_view spelling(Function function, Language language) {
  switch (function) {
#define WEND_FUNCTION(role, english, chinese, one) \
  case Function::role: return pick(language, english, chinese);
#include <spellings.inc>
#undef WEND_FUNCTION
  }
  return {};
}

std::string_view spelling(KnownName name, Language language) {
  switch (name) {
    case KnownName::none: return {};
#define WEND_KNOWN_NAME(role, english, chinese, one) \
  case KnownName::role: return pick(language, english, chinese);
#include <spellings.inc>
#undef WEND_KNOWN_NAME
  }
  return {};
}

std::string_view spelling(ParameterType::Kind kind, Language language) {
  switch (kind) {
    case ParameterType::Kind::enumerated: return {};
#define WEND_TYPE(role, english, chinese, one) \
  case ParameterType::Kind::role: return pick(language, english, chinese);
#include <spellings.inc>
#undef WEND_TYPE
  }
  return {};
}

std::string_view spelling(Unit unit, Language language, bool one) {
  switch (unit) {
    case Unit::none:
    case Unit::percent:
    case Unit::currency: return {};
#define WEND_UNIT(role, english, chinese, singular) \
  case Unit::role: return pick(language, counted(one, singular, english), chinese);
#include <spellings.inc>
#undef WEND_UNIT
  }
  return {};
}

std::string_view spelling(Multiplier multiplier) {
  switch (multiplier) {
    case Multiplier::none: return {};
#define WEND_MULTIPLIER(role, english, chinese, one) \
  case Multiplier::role: return english;
#include <spellings.inc>
#undef WEND_MULTIPLIER
  }
  return {};
}

std::string_view chinese_currency(std::string_view code) {
#define WEND_CURRENCY(role, english, chinese, one) \
  if (code == #role) return chinese;
#include <spellings.inc>
#undef WEND_CURRENCY
  return code;
}

}  // namespace wend::syntax
