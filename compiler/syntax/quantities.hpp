// Numbers with their units, dates and times of day, read from their text.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/syntax/tree/names.hpp"

namespace wend::syntax {

// `text` is a whole quantity and nothing else: digits, spaces, multiplier and unit of the closed tables. Commas between
// digits are passed over: they are reported where tokens are read. Spans are relative to `begin` in `file`.
[[nodiscard]] std::optional<Quantity> read_quantity(std::string_view text, source::FileId file = {},
                                                    std::uint32_t begin = 0);

// Of `50_000元且` the offset of `元`: where the digits end.
[[nodiscard]] std::size_t end_of_digits(std::string_view text);

// Year, month and day with anything but digits between them; empty where there is no such day.
[[nodiscard]] std::optional<Date> read_date(std::string_view text);
// Hour, minute and perhaps second; empty where there is no such time.
[[nodiscard]] std::optional<TimeOfDay> read_time_of_day(std::string_view text);

[[nodiscard]] std::string to_text(const Date& date);
[[nodiscard]] std::string to_text(const TimeOfDay& time);

}  // namespace wend::syntax
