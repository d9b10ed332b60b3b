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

Word word_after_expect(ExpectClause::Kind kind) {
  switch (kind) {
    case ExpectClause::Kind::send: return Word::send;
    case ExpectClause::Kind::place: return Word::place;
    case ExpectClause::Kind::assign: return Word::assign;
    case ExpectClause::Kind::grant: return Word::grant;
    case ExpectClause::Kind::set: return Word::set;
    case ExpectClause::Kind::emit: return Word::emit;
    case ExpectClause::Kind::start: return Word::start;
    case ExpectClause::Kind::goal: return Word::goal;
    case ExpectClause::Kind::enter: return Word::enter;
    case ExpectClause::Kind::exit: return Word::exit;
    case ExpectClause::Kind::skip: return Word::skip;
    case ExpectClause::Kind::trigger: return Word::trigger;
    case ExpectClause::Kind::condition: return Word::that;
  }
  return Word::that;
}

std::string_view chinese_currency(std::string_view code) {
#define WEND_CURRENCY(role, english, chinese, one) \
  if (code == #role) return chinese;
#include <spellings.inc>
#undef WEND_CURRENCY
  return code;
}

}  // namespace wend::syntax
