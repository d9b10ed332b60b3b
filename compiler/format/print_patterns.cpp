#include "compiler/format/printer.hpp"

namespace wend::format {

using namespace syntax;

namespace {

// Whether something after it, `or` above all, could be taken for a part of it.
bool is_open_ended(const Pattern& pattern) {
  if (pattern.when != nullptr || pattern.as<AnyPattern>() != nullptr) return true;
  const auto* event = pattern.as<EventPattern>();
  return event != nullptr && event->where != nullptr;
}

Word word_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::rises_to: return Word::rises_to;
    case ChangeKind::falls_to: return Word::falls_to;
    case ChangeKind::rises_above: return Word::rises_above;
    case ChangeKind::falls_below: return Word::falls_below;
    case ChangeKind::changes: return Word::changes;
    case ChangeKind::changes_to: return Word::changes_to;
  }
  return Word::changes;
}

Word word_of(Weekday day) {
  switch (day) {
    case Weekday::monday: return Word::every_monday;
    case Weekday::tuesday: return Word::every_tuesday;
    case Weekday::wednesday: return Word::every_wednesday;
    case Weekday::thursday: return Word::every_thursday;
    case Weekday::friday: return Word::every_friday;
    case Weekday::saturday: return Word::every_saturday;
    case Weekday::sunday: return Word::every_sunday;
  }
  return Word::every_monday;
}

}  // namespace

// What follows the event goes to lines of its own where it does not fit on one.
Document Printer::pattern(const Pattern& pattern) {
  Documents parts{std::visit([this](const auto& node) { return print(node); }, pattern.node)};
  if (pattern.when != nullptr) {
    parts.push_back(indent({line(), where(pattern.when, Word::when)}));
  }
  return group(std::move(parts));
}

Document Printer::alternative(const Pattern& pattern, bool last) {
  const bool bare = !is_open_ended(pattern) || (last && pattern.as<EventPattern>() != nullptr && !pattern.when);
  if (bare) return this->pattern(pattern);
  return group({text("("), indent({soft_line(), this->pattern(pattern)}), soft_line(), text(")")});
}

Document Printer::event(const EventPattern& event) {
  Documents parts{text(path(event.event))};
  if (event.alias) parts.push_back(text(' ' + words({word(Word::as), name(*event.alias)})));
  if (event.where != nullptr) parts.push_back(indent({line(), where(event.where)}));
  return sequence(std::move(parts));
}

Document Printer::print(const EventPattern& pattern) {
  return event(pattern);
}

Document Printer::print(const SequencePattern& pattern) {
  Documents parts{event(pattern.first)};
  for (const SequencePattern::Following& each : pattern.rest) {
    const std::string introduction = words({word(Word::then_event), each.absent ? word(Word::no) : ""});
    parts.push_back(indent({line(), text(introduction + ' '), event(each.event), text(' ' + word(Word::within) + ' '),
                            span(each.within)}));
  }
  return sequence(std::move(parts));
}

Document Printer::print(const AbsencePattern& pattern) {
  return sequence({text(word(Word::no) + ' '), event(pattern.event), text(' ' + word(Word::for_span) + ' '),
                   span(pattern.duration)});
}

Document Printer::print(const ChangePattern& pattern) {
  const std::string change = words({path(pattern.tag), word(word_of(pattern.kind))});
  if (pattern.value == nullptr) return text(change);
  return sequence({text(change + ' '), expression(*pattern.value, Level::sum)});
}

Document Printer::print(const SchedulePattern& pattern) {
  struct Days {
    const Printer& printer;
    std::string operator()(const SchedulePattern::Daily&) const { return printer.word(Word::every_day); }
    std::string operator()(const SchedulePattern::Weekly& weekly) const { return printer.word(word_of(weekly.day)); }
    std::string operator()(const SchedulePattern::Monthly& monthly) const {
      // Of a month a day is 日, not 天.
      const std::string sign = printer.language_ == Language::chinese ? "日" : "";
      return words({printer.word(Word::every_month_day), monthly.day.digits + sign});
    }
    std::string operator()(const SchedulePattern::MonthEnd&) const { return printer.word(Word::every_month_end); }
    std::string operator()(const SchedulePattern::Once& once) const {
      return words({printer.word(Word::once), date(once.date)});
    }
  };
  return text(words({std::visit(Days{*this}, pattern.days), time(pattern.time)}));
}

Document Printer::print(const AnyPattern& pattern) {
  Documents parts;
  for (std::size_t i = 0; i < pattern.alternatives.size(); ++i) {
    if (i > 0) parts.push_back(line());
    if (i > 0) parts.push_back(text(word(Word::or_) + ' '));
    parts.push_back(alternative(*pattern.alternatives[i], i + 1 == pattern.alternatives.size()));
  }
  return indent(std::move(parts));
}

}  // namespace wend::format
