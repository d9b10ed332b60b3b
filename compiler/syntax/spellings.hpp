// How the words of the language are spelled, by role: the other direction of keywords.hpp.
//
// The roles and their canonical spellings come from grammar/keywords.json; `and`, `default` and other words of C++ have
// an underscore here. Thread-safe: nothing changes.
#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::syntax {

using diagnostics::Language;

enum class Word : std::uint8_t {
#define WEND_WORD(role, english, chinese, one) role,
#include <spellings.inc>
#undef WEND_WORD
};

[[nodiscard]] std::string_view spelling(Word word, Language language);
// The word that says what a test expects: `send`, `goal`, `that`.
[[nodiscard]] Word word_after_expect(ExpectClause::Kind kind);
[[nodiscard]] std::string_view spelling(Function function, Language language);
// Empty for `none`.
[[nodiscard]] std::string_view spelling(KnownName name, Language language);
// Empty for `enumerated`, whose name the schema gives.
[[nodiscard]] std::string_view spelling(ParameterType::Kind kind, Language language);
// `one`: in English `1 day`, not `1 days`. Empty for what the table of units lacks: none, percent, currency.
[[nodiscard]] std::string_view spelling(Unit unit, Language language, bool one);
// The same in both languages, and empty for `none`.
[[nodiscard]] std::string_view spelling(Multiplier multiplier);
// What Chinese calls the currency, `元` for `CNY`; the code itself where it has no other name.
[[nodiscard]] std::string_view chinese_currency(std::string_view code);

}  // namespace wend::syntax
