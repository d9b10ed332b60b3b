// Numbers, units and spans of time as people write them who do not know the language's own: `三十天`, `5百万元`, `1e6`,
// `5000块`, `百分之5`, `5万元以上`. Thread-safe: nothing changes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wend::syntax {

// Of a number that something is glued to which the language does not know: what is meant by it.
//     5000块 -> 5000元    5百万元 -> 500万元    1e6 -> 1_000_000    30天内 -> 近30天    5万元以上 -> >= 5万元
[[nodiscard]] std::optional<std::string> quantity_meant(std::string_view written);

// Of a word that is no name: the number, the quantity or the range of time that it spells out.
//     三 -> 3    五万元 -> 5万元    近一个月 -> 近1个月    百分之5 -> 5%
[[nodiscard]] std::optional<std::string> literal_meant(std::string_view word);

// Of `近30日内` the part without 内, where the rest is a span of time.
[[nodiscard]] std::optional<std::string_view> without_inside(std::string_view span);

}  // namespace wend::syntax
