#include <array>

#include "tests/unit/syntax/print_tree.hpp"

namespace wend::syntax {

namespace {

std::string print_event(const EventPattern& event) {
  std::string text = event.event.text();
  if (event.alias) text += " as " + event.alias->text;
  if (event.where) text += " where " + print(event.where);
  return text;
}

std::string print_sequence(const SequencePattern& sequence) {
  std::string text = print_event(sequence.first);
  for (const auto& following : sequence.rest) {
    text += " then " + std::string(following.absent ? "no " : "") + print_event(following.event) + " within " +
            print(following.within);
  }
  return text;
}

std::string print_change(const ChangePattern& change) {
  constexpr std::array<std::string_view, 6> kinds = {"rises to",    "falls to", "rises above",
                                                     "falls below", "changes",  "changes to"};
  std::string text = change.tag.text() + " " + std::string(kinds[static_cast<std::size_t>(change.kind)]);
  if (change.value) text += " " + print(change.value);
  return text;
}

std::string print_schedule(const SchedulePattern& schedule) {
  constexpr std::array<std::string_view, 7> weekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                        "friday", "saturday", "sunday"};
  const std::string days =
      std::visit(Overloaded{
                     [](const SchedulePattern::Daily&) { return std::string("every day"); },
                     [&](const SchedulePattern::Weekly& node) {
                       return "every " + std::string(weekdays[static_cast<std::size_t>(node.day)]);
                     },
                     [](const SchedulePattern::Monthly& node) { return "every month day " + node.day.digits; },
                     [](const SchedulePattern::MonthEnd&) { return std::string("every month last day"); },
                     [](const SchedulePattern::Once& node) { return "once " + print(node.date); },
                 },
                 schedule.days);
  return days + " " + print(schedule.time);
}

std::string print_any(const AnyPattern& any) {
  std::string text;
  for (const PatternPtr& alternative : any.alternatives) text += (text.empty() ? "" : " | ") + print(*alternative);
  return text;
}

}  // namespace

std::string print(const Pattern& pattern) {
  std::string text = std::visit(
      Overloaded{
          [](const EventPattern& node) { return print_event(node); },
          [](const SequencePattern& node) { return print_sequence(node); },
          [](const AbsencePattern& node) { return "no " + print_event(node.event) + " for " + print(node.duration); },
          [](const ChangePattern& node) { return print_change(node); },
          [](const SchedulePattern& node) { return print_schedule(node); },
          [](const AnyPattern& node) { return print_any(node); },
      },
      pattern.node);
  if (pattern.when) text += " when " + print(pattern.when);
  return "<" + text + ">";
}

}  // namespace wend::syntax
