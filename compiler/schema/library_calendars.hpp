// The calendars of the standard library, which a schema takes by name: `{"name": "cn", "from": "calendar.cn"}`.
//
// Each is a file of stdlib/calendar/ in the form of a schema's calendar, compiled in. It names published days only, so
// that it knows the years that have been published and no others.
//
// Thread-safe: nothing changes.
#pragma once

#include <span>
#include <string_view>

namespace wend::schema {

struct LibraryCalendar {
  std::string_view name;  // `calendar.cn`
  std::string_view text;  // a JSON object
};

// In the order of their names.
[[nodiscard]] std::span<const LibraryCalendar> library_calendars();

// Null where there is none.
[[nodiscard]] const LibraryCalendar* find_in_library(std::string_view name);

// The text of stdlib/calendar/cn.json.
[[nodiscard]] std::string_view china();

}  // namespace wend::schema
