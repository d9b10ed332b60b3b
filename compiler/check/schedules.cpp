// `every day 09:00`, `every monday 09:00`, `every month day 5 10:00`, `every month last day 10:00`, `once 2026-06-18
// 09:00`.
#include <array>

#include "compiler/check/literals.hpp"
#include "compiler/check/pattern_parts.hpp"

namespace wend::check {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                    "friday", "saturday", "sunday"};

struct DaysOf {
  Schedule& schedule;

  void operator()(const syntax::SchedulePattern::Daily&) const { schedule.kind = Schedule::Kind::daily; }
  void operator()(const syntax::SchedulePattern::Weekly& weekly) const {
    schedule.kind = Schedule::Kind::weekly;
    schedule.day = static_cast<int>(weekly.day) + 1;
  }
  void operator()(const syntax::SchedulePattern::Monthly& monthly) const {
    schedule.kind = Schedule::Kind::monthly;
    schedule.day = std::stoi(monthly.day.digits);
  }
  void operator()(const syntax::SchedulePattern::MonthEnd&) const { schedule.kind = Schedule::Kind::month_end; }
  void operator()(const syntax::SchedulePattern::Once& once) const {
    schedule.kind = Schedule::Kind::once;
    schedule.date = days_of(once.date);
  }
};

}  // namespace

Schedule schedule_of(const syntax::SchedulePattern& tree) {
  Schedule schedule;
  std::visit(DaysOf{schedule}, tree.days);
  schedule.time_of_day = tree.time.hour * kHour + tree.time.minute * kMinute + tree.time.second * kSecond;
  return schedule;
}

std::string name_of(const Schedule& schedule) {
  const std::string time = " " + format_time_of_day(schedule.time_of_day);
  switch (schedule.kind) {
    case Schedule::Kind::daily: return "every day" + time;
    case Schedule::Kind::weekly:
      return "every " + std::string(kWeekdays[static_cast<std::size_t>(schedule.day - 1)]) + time;
    case Schedule::Kind::monthly: return "every month day " + std::to_string(schedule.day) + time;
    case Schedule::Kind::month_end: return "every month last day" + time;
    case Schedule::Kind::once: return "once " + format_date(schedule.date) + time;
  }
  return {};
}

}  // namespace wend::check
