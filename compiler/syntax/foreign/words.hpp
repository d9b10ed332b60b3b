// Words that people bring along from spreadsheets, SQL, Python and everyday Chinese, and what the language writes.
//
//     if (const auto right = foreign(ForeignUse::infix, "大於")) …   // `>`
//
// They are looked at only where a text cannot be read as it stands: each of them may be the name of a tag. Words of the
// language in other letters (`WHERE`, `ｓｅｇｍｅｎｔ`, `客羣`) need no table: they are found by what they fold to.
// Thread-safe: nothing changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wend::syntax {

enum class ForeignUse : std::uint8_t {
  infix,        // between two values: `like`, 大于
  prefix,       // before a value: 不
  word,         // for a word of the language: `else`
  step,         // at the beginning of a step: `notify`
  declaration,  // at the beginning of a declaration: `audience`
  clause,       // at the beginning of a clause: `frequency`
  value,        // for a value: `True`
  nothing,      // for a value that is missing: `null`
  function,     // for a function: `avg`
  unit,         // for a unit: `mins`, 块
  query,        // what one asks of a database: `group by`
};

// Lower case, half width, simplified characters: 標籤 and `ＴＡＧ` as 标签 and `tag`.
[[nodiscard]] std::string folded(std::string_view word);

// What the language writes; the word need not be folded.
[[nodiscard]] std::optional<std::string_view> foreign(ForeignUse use, std::string_view word);

// The word of the language that the text is in other letters; nothing where it is one as it stands, or none.
[[nodiscard]] std::optional<std::string> keyword_in_other_letters(std::string_view word);

}  // namespace wend::syntax
