// Which names programs can write as they are.
#pragma once

#include <string>
#include <string_view>

namespace wend::schema {

// UAX #31: a letter of any script or `_`, then letters, digits and marks.
[[nodiscard]] bool is_identifier(std::string_view name);

// The name in Unicode's normal form C, as names are compared.
[[nodiscard]] std::string normalised(std::string_view name);

// Whether the word is one of the few of the language that are never names, in English or Chinese.
[[nodiscard]] bool is_reserved(std::string_view name);

// The text as search compares it: case folded, in compatibility form (`Ａｕｍ` is `aum`).
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace wend::schema
