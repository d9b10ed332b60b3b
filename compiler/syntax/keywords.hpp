// The keyword table of grammar/keywords.json, as compiled in. Spellings are in NFC. Thread-safe: nothing changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/syntax/tree.hpp"

namespace wend::syntax {

struct Keyword {
  std::uint16_t token = 0;    // one of antlr::WendParser's token types
  bool reserved = false;      // never a name
  bool glued = false;         // may be written without a space before a number: 近30天
  bool after_number = false;  // may be written without a space after a number: 3次
};

// Null where the word is not one of the language's.
[[nodiscard]] const Keyword* find_keyword(std::string_view word);
[[nodiscard]] bool is_reserved_token(std::uint16_t token);

[[nodiscard]] std::optional<Function> find_function(std::string_view word);
// The functions in every spelling, for a message about an unknown one.
[[nodiscard]] std::vector<std::string_view> all_functions();
[[nodiscard]] KnownName find_known_name(std::string_view word);
// Of a whole phrase: `time of day`, `set of`.
[[nodiscard]] std::optional<ParameterType::Kind> find_parameter_type(std::string_view phrase);

// Of a whole phrase: `business days`, `工作日`.
[[nodiscard]] std::optional<Unit> find_unit(std::string_view phrase);
// The code: `CNY` for `CNY` and `元`. A code is any three capital letters; the schema says which there are.
[[nodiscard]] std::optional<std::string> find_currency(std::string_view text);
// The multiplier that the text begins with, and takes it off.
[[nodiscard]] std::optional<Multiplier> take_multiplier(std::string_view& text);

// For messages that offer the nearest. The spellings of one token type are those of one language.
[[nodiscard]] std::vector<std::string_view> all_keywords();
[[nodiscard]] std::vector<std::string_view> spellings_of(std::uint16_t token);
[[nodiscard]] std::vector<std::string_view> declaration_words();

}  // namespace wend::syntax
