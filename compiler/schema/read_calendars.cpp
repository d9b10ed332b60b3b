#include <algorithm>
#include <array>

#include "compiler/diagnostics/codes/schema.hpp"
#include "compiler/schema/library_calendars.hpp"
#include "compiler/schema/reading.hpp"

namespace wend::schema {

namespace codes = diagnostics::codes;

namespace {

int weekday(std::string_view name) {
  constexpr std::array<std::string_view, 7> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                     "friday", "saturday", "sunday"};
  int day = 1;
  for (const std::string_view known : kDays) {
    if (name == known) break;
    ++day;
  }
  return day;
}

// `2026-02-15` or `2026-02-15/2026-02-23`.
void read_holidays(Reading& reading, const std::string& written, const Path& path, BusinessCalendar::Days& days) {
  const std::string_view text = written;
  const std::size_t slash = text.find('/');
  const auto first = read_date(reading, text.substr(0, slash), path);
  const auto last = slash == std::string_view::npos ? first : read_date(reading, text.substr(slash + 1), path);
  if (!first || !last) return;
  if (*first > *last) reading.faults.add(codes::schema_dates_inverted, path, {written});
  days.holidays.emplace_back(*first, *last);
}

// Adds the days that the object, a calendar of the document or of the library, names.
void read_days(Reading& reading, const Json& object, const Path& path, BusinessCalendar::Days& days) {
  for (const Json& day : elements_of(object, "days_off")) {
    days.days_off.push_back(weekday(*day.get_ptr<const std::string*>()));
  }
  const Json& holidays = elements_of(object, "holidays");
  const Path holiday_list(path, "holidays");
  for (std::size_t i = 0; i < holidays.size(); ++i) {
    read_holidays(reading, *holidays[i].get_ptr<const std::string*>(), Path(holiday_list, i), days);
  }
  const Json& workdays = elements_of(object, "workdays");
  const Path workday_list(path, "workdays");
  for (std::size_t i = 0; i < workdays.size(); ++i) {
    const auto day = read_date(reading, *workdays[i].get_ptr<const std::string*>(), Path(workday_list, i));
    if (day) days.workdays.push_back(*day);
  }
}

// What the calendar takes from one of the library comes before its own days.
void read_from_library(Reading& reading, const std::string& name, const Path& path, BusinessCalendar::Days& days) {
  if (const LibraryCalendar* found = find_in_library(name)) {
    read_days(reading, Json::parse(found->text), path, days);
    return;
  }
  std::vector<std::string_view> names;
  for (const LibraryCalendar& calendar : library_calendars()) names.push_back(calendar.name);
  reading.add_unknown(codes::schema_unknown_library_calendar, Path(path, "from"), name, names);
}

Calendar read_calendar(Reading& reading, const Json& object, const Path& path) {
  Calendar calendar;
  calendar.name = text_of(object, "name");
  if (const std::string& from = text_of(object, "from"); !from.empty()) {
    read_from_library(reading, from, path, calendar.days);
  }
  read_days(reading, object, path, calendar.days);
  calendar.business_days = BusinessCalendar(calendar.days);
  if (calendar.business_days.first_known() > calendar.business_days.last_known()) {
    reading.faults.add(codes::schema_calendar_out_of_bounds, path, {calendar.name});
  }
  return calendar;
}

// The one that the schema's `calendar` names, else the first.
void choose_calendar(Reading& reading) {
  const std::vector<Calendar>& calendars = reading.schema.calendars;
  const std::string& written = text_of(reading.document, "calendar");
  std::vector<std::string_view> names;
  for (const Calendar& calendar : calendars) names.emplace_back(calendar.name);
  const auto chosen = written.empty() ? names.begin() : std::ranges::find(names, written);
  if (chosen != names.end()) reading.schema.calendar = static_cast<std::uint32_t>(chosen - names.begin());
  if (chosen == names.end() && !written.empty()) {
    reading.add_unknown(codes::schema_unknown_calendar, Path("calendar"), written, names);
  }
}

}  // namespace

void read_calendars(Reading& reading) {
  const Path path("calendars");
  NameScope scope(reading, path);
  const Json& calendars = elements_of(reading.document, "calendars");
  for (std::size_t i = 0; i < calendars.size(); ++i) {
    scope.add(calendars[i], i);
    reading.schema.calendars.push_back(read_calendar(reading, calendars[i], Path(path, i)));
  }
  choose_calendar(reading);
}

}  // namespace wend::schema
