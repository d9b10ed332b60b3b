#include "compiler/schema/library_calendars.hpp"

#include <algorithm>
#include <array>

namespace wend::schema {

std::span<const LibraryCalendar> library_calendars() {
  static const std::array<LibraryCalendar, 1> calendars{{{"calendar.cn", china()}}};
  return calendars;
}

const LibraryCalendar* find_in_library(std::string_view name) {
  const auto calendars = library_calendars();
  const auto found = std::ranges::find(calendars, name, &LibraryCalendar::name);
  return found == calendars.end() ? nullptr : &*found;
}

}  // namespace wend::schema
