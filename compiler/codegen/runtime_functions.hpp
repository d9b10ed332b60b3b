// What compiled code calls where an instruction will not do: exact decimals, the calendar, texts and sets.
//
// Plain C in and out. Results that may be unknown come back as a layout::Cell, answers as 0 or 1. Every function is
// total: it is also called with what stands where a value is unknown, which is any scalar or period, an empty text, an
// empty list of ordinals, or a null set of texts.
#pragma once

#include <cstddef>
#include <cstdint>

#include "compiler/codegen/text_set.hpp"
#include "compiler/layout/frame.hpp"
#include "runtime/value/value.hpp"

namespace wend::codegen::runtime {

using layout::Cell;

enum class Memory : std::uint8_t { none, reads, writes };

// left * right / divisor, and left * factor / right, as in runtime/value/decimal.hpp.
Cell multiply(std::int64_t left, std::int64_t right, std::int64_t divisor);
Cell divide(std::int64_t left, std::int64_t right, std::int64_t factor);
Cell round_to(std::int64_t value, std::uint32_t places_now, std::uint32_t places);
Cell quantise(double value, std::uint32_t places);

// A period is the bits and the size of its cell. The order's bits are -1, 0 or 1.
Cell period_order(std::int64_t left, std::uint32_t left_business, std::int64_t right, std::uint32_t right_business);
Cell period_sum(std::int64_t left, std::uint32_t left_business, std::int64_t right, std::uint32_t right_business);
Cell period_scale(std::int64_t period, std::uint32_t business, std::int64_t factor);

// `zone` and `calendar` are the frame's.
Cell date_plus_period(const void* calendar, std::int64_t date, std::int64_t period, std::uint32_t business);
Cell time_plus_period(const void* zone, const void* calendar, std::int64_t time, std::int64_t period,
                      std::uint32_t business);
Cell date_of(const void* zone, std::int64_t time);
Cell time_of_day_of(const void* zone, std::int64_t time);
// The bits are 0 or 1.
Cell is_business_day(const void* calendar, std::int64_t date);
Cell start_of_date(const void* zone, std::int64_t date);
Cell next_anniversary(const void* zone, std::int64_t now, std::int64_t date);
Cell anniversary_within(std::int64_t date, std::int64_t from, std::int64_t until);

// Of a text that ends with a zero byte; 0 for null.
std::uint64_t text_length(const char* text);
// Negative, zero or positive, by bytes.
std::int32_t text_order(const char* left, std::uint64_t left_size, const char* right, std::uint64_t right_size);
std::uint32_t text_equal(const char* left, std::uint64_t left_size, const char* right, std::uint64_t right_size);
std::uint32_t text_contains(const char* text, std::uint64_t size, const char* part, std::uint64_t part_size);
std::uint32_t text_starts_with(const char* text, std::uint64_t size, const char* part, std::uint64_t part_size);

std::uint32_t ordinals_equal(const std::int32_t* left, std::uint64_t left_size, const std::int32_t* right,
                             std::uint64_t right_size);
std::uint32_t ordinals_member(const std::int32_t* ordinals, std::uint64_t size, std::int64_t value);
std::uint32_t ordinals_contain_all(const std::int32_t* ordinals, std::uint64_t size, const std::int32_t* wanted,
                                   std::uint64_t wanted_size);
std::uint32_t ordinals_contain_any(const std::int32_t* ordinals, std::uint64_t size, const std::int32_t* wanted,
                                   std::uint64_t wanted_size);

// Makes the set of `size` texts whose entries lie `offset` bytes into the row.
void texts_in_row(Texts* set, const std::byte* row, std::uint64_t offset, std::uint64_t size);
std::uint32_t texts_equal(const Texts* left, const Texts* right);
std::uint32_t texts_member(const Texts* set, const char* text, std::uint64_t size);
std::uint32_t text_set_member(const TextSet* set, const char* text, std::uint64_t size);
std::uint32_t texts_contain_all(const Texts* set, const Texts* wanted);
std::uint32_t texts_contain_any(const Texts* set, const Texts* wanted);

// Places are scalars (runtime/value/place.hpp), degrees are millionths. The corners of an area are latitudes and
// longitudes in turn.
Cell place(std::int64_t latitude, std::int64_t longitude);
Cell distance(std::int64_t one, std::int64_t other);
Cell in_area(const std::int32_t* corners, std::uint64_t count, std::int64_t place);

// By the frame's own function; unknown where it has none.
Cell on_list(const layout::Frame* frame, std::uint64_t list, const char* customer, std::uint64_t size);

}  // namespace wend::codegen::runtime
