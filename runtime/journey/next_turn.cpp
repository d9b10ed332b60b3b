#include "runtime/journey/next_turn.hpp"

#include "runtime/journey/step.hpp"
#include "runtime/value/schedule.hpp"

namespace wend::journey {
namespace {

// Collects the earliest instant after now out of many.
class Earliest {
 public:
  Earliest(Instant now, const Zone& zone) : now_(now), zone_(zone) {}

  void offer(Instant instant) {
    if (instant > now_ && instant < next_) next_ = instant;
  }
  // A comparison turns at the instant, or just after it where it is strict.
  void offer_both(std::optional<Instant> instant) {
    if (!instant || !is_valid_time(*instant)) return;
    offer(*instant);
    offer(*instant + 1);
  }
  void offer_around(Instant anchor, const ir::Span& span) {
    if (!is_valid_time(anchor) || span.duration > kMostDuration || span.duration < -kMostDuration) return;
    const Period back{-span.period.months, -span.period.days, -span.period.business_days};
    const bool exact = span.period == Period{};
    const std::optional<Instant> after = exact ? anchor : add(anchor, span.period, zone_);
    const std::optional<Instant> before = exact ? anchor : add(anchor, back, zone_);
    if (after) offer_both(*after + span.duration);
    if (before) offer_both(*before - span.duration);
  }
  // The local clock comes to the time of day, or has just come to it.
  void offer_time_of_day(Microseconds time_of_day) {
    const Schedule daily{Schedule::Kind::daily, 1, 0, time_of_day};
    offer_both(next_occurrence(daily, now_, zone_));
    offer_both(latest_occurrence(daily, now_, zone_));
  }
  void offer_change_of_offset() {
    if (const std::optional<Instant> change = zone_.next_change(now_)) offer(*change);
  }
  [[nodiscard]] Instant found() const { return next_; }

 private:
  static constexpr Microseconds kMostDuration = 10'000 * 366 * kDay;
  Instant now_;
  const Zone& zone_;
  Instant next_ = kNever;
};

void offer(Earliest& earliest, const Turning& turning, Instant anchor) {
  earliest.offer_both(anchor);
  for (const ir::Span& span : turning.spans) earliest.offer_around(anchor, span);
}

void offer_field(Earliest& earliest, const Turning& turning, const layout::Row& row, std::uint32_t field) {
  const Value value = layout::load(row, field);
  const auto* scalar = std::get_if<std::int64_t>(&value);
  if (scalar == nullptr) return;
  if (row.layout->fields[field].type.kind == TypeKind::time_of_day) return earliest.offer_time_of_day(*scalar);
  offer(earliest, turning, *scalar);
}

void offer_clock(Earliest& earliest, const Turning& turning, Memory& memory) {
  earliest.offer_change_of_offset();
  for (const Microseconds time_of_day : turning.times_of_day) earliest.offer_time_of_day(time_of_day);
  for (const Turning::EventField& one : turning.time_of_day_fields) {
    const history::Log* log = memory.log_of(one.event);
    if (log == nullptr) continue;
    for (const eval::Event& event : log->events) offer_field(earliest, turning, event.fields, one.field);
  }
}

void offer_records(Earliest& earliest, const Turning& turning, const layout::Row& tags,
                   const Turning::RecordTime& wanted) {
  const Value value = layout::load(tags, wanted.list);
  const auto* records = std::get_if<Records>(&value);
  if (records == nullptr) return;
  const Type& list = tags.layout->fields[wanted.list].type;
  for (std::size_t index = 0; index < records->size(); ++index) {
    offer_field(earliest, turning, layout::record_at(tags.layout, list, *records, index), wanted.field);
  }
}

}  // namespace

Instant next_turn(Session& session, const Instance& instance) {
  const Plan& plan = session.plan;
  Memory& memory = session.memory;
  const Turning& turning = plan.journeys()[instance.kept.journey].exit_turns;
  if (!turning.moves) return kNever;
  const Zone& zone = session.zone();
  Earliest earliest(memory.clock, zone);
  earliest.offer(zone.start_of(zone.local_date(memory.clock) + 1));
  for (const Instant instant : turning.instants) offer(earliest, turning, instant);
  for (const schema::TagIndex tag : turning.time_tags) {
    offer_field(earliest, turning, {&plan.tags(), memory.tags}, tag);
  }
  for (const Turning::RecordTime& wanted : turning.record_times) {
    offer_records(earliest, turning, {&plan.tags(), memory.tags}, wanted);
  }
  const layout::RowLayout& entry_row = plan.journeys()[instance.kept.journey].entry_row;
  for (const schema::FieldIndex field : turning.entered_fields) {
    if (instance.row != nullptr) offer_field(earliest, turning, {&entry_row, instance.row}, field);
  }
  for (const schema::FieldIndex field : turning.key_fields) {
    const layout::RowLayout& record = plan.journeys()[instance.kept.journey].key_record;
    if (instance.key_record != nullptr) offer_field(earliest, turning, {&record, instance.key_record}, field);
  }
  for (const auto& [named, field] : turning.named_fields) {
    const layout::RowLayout& row = plan.journeys()[instance.kept.journey].named_rows[named];
    if (instance.named[named].row != nullptr) offer_field(earliest, turning, {&row, instance.named[named].row}, field);
  }
  for (const schema::EventIndex type : turning.events) {
    const history::Log* log = memory.log_of(type);
    if (log == nullptr) continue;
    for (const eval::Event& event : log->events) offer(earliest, turning, event.time);
  }
  if (turning.by_the_clock) offer_clock(earliest, turning, memory);
  return earliest.found();
}

}  // namespace wend::journey
