// Windows over history: what may be aggregated, over which time, and how much of it has to be kept.
#include <algorithm>
#include <array>

#include "compiler/verify/parts.hpp"
#include "compiler/verify/types.hpp"

namespace wend::verify {
namespace {

using ir::Aggregate;

constexpr Type kTime = type_of(TypeKind::time);

bool is_end(Aggregate aggregate) {
  return aggregate == Aggregate::first || aggregate == Aggregate::latest;
}

// Of a field of the type; nothing: of the events themselves.
bool may_take(const schema::Schema& schema, Aggregate aggregate, const Type* field) {
  switch (aggregate) {
    case Aggregate::sum:
    case Aggregate::average: return field != nullptr && is_amount(*field);
    case Aggregate::min:
    case Aggregate::max: return field != nullptr && has_extremes(schema, *field);
    case Aggregate::distinct: return field != nullptr && (is_scalar(field->kind) || field->kind == TypeKind::text);
    case Aggregate::count:
    case Aggregate::happened:
    case Aggregate::time_since:
    case Aggregate::first:
    case Aggregate::latest: return true;
  }
  return false;
}

Type result_of(Aggregate aggregate, const Type* field) {
  switch (aggregate) {
    case Aggregate::count:
    case Aggregate::distinct: return type_of(TypeKind::integer);
    case Aggregate::happened: return type_of(TypeKind::boolean);
    case Aggregate::time_since: return type_of(TypeKind::duration);
    case Aggregate::average: return field->kind == TypeKind::integer ? type_of(TypeKind::number) : *field;
    case Aggregate::sum:
    case Aggregate::min:
    case Aggregate::max:
    case Aggregate::first:
    case Aggregate::latest: return field == nullptr ? kTime : *field;
  }
  return kTime;
}

// How far back a window reaches that begins at the moment, in the units that the author counted in.
ir::Reach reach_from(const ir::Moment& moment) {
  const Period& offset = moment.offset;
  const std::int32_t units = offset == Period{} ? 1 : 2;  // this week, or the one before as well
  switch (moment.base) {
    case ir::Moment::Base::now: return {.unbounded = false, .period = {}, .duration = -moment.duration};
    case ir::Moment::Base::today:
      return {.unbounded = false, .period = {-offset.months, 1 - offset.days, -offset.business_days}};
    case ir::Moment::Base::week: return {.unbounded = false, .period = {0, 7 * units, 0}};
    case ir::Moment::Base::month: return {.unbounded = false, .period = {units, 0, 0}};
    case ir::Moment::Base::year: return {.unbounded = false, .period = {12 * units, 0, 0}};
  }
  return {.unbounded = true, .period = {}};
}

// Of any other beginning all is kept that may be.
bool is_reach_sound(const ir::Program& program, const ir::Window& window) {
  if (window.reach.unbounded) return window.reach.period == Period{} && window.reach.duration == 0;
  if (window.from == ir::kNone || program.at(window.from).operation != ir::Operation::moment) return false;
  const ir::Moment& from = program.moments[program.at(window.from).index];
  // Nothing that is computed here overflows: a window reaches back by what a literal can say.
  constexpr std::int32_t kMost = 10'000'000;
  const auto is_small = [](std::int32_t part) { return part > -kMost && part < kMost; };
  if (!is_small(from.offset.months) || !is_small(from.offset.days) || !is_small(from.offset.business_days) ||
      from.duration > 0 || from.duration < -48 * kHour) {
    return false;
  }
  if (from.base == ir::Moment::Base::now && from.offset != Period{}) return false;
  return window.reach == reach_from(from);
}

std::int64_t fewest_days(const ir::Reach& reach) {
  return std::int64_t{reach.period.months} * 28 + reach.period.days + reach.duration / kDay;
}
std::int64_t most_days(const schema::Extent& extent) {
  return std::int64_t{extent.period.months} * 31 + extent.period.days + (extent.duration + kDay - 1) / kDay;
}

// What the schema lets be kept of the event is enough.
bool is_retained(const schema::Event& event, const ir::Reach& reach) {
  if (!event.retain || reach.unbounded) return true;
  const auto order = compare(reach.period, event.retain->period);
  const bool is_exact = order && reach.duration == 0 && event.retain->duration == 0;
  return is_exact ? *order <= 0 : fewest_days(reach) <= most_days(*event.retain);
}

bool has_sound_subject(Subject& subject, const ir::Window& window) {
  if (!subject.demand(window.event < subject.schema.events.size(), "the schema has no such event")) return false;
  const std::vector<schema::Field>& fields = subject.schema.events[window.event].fields;
  if (!subject.demand(!window.field || *window.field < fields.size(), "the event has no such field")) return false;
  const Type* field = window.field ? &fields[*window.field].type : nullptr;
  return subject.demand(may_take(subject.schema, window.aggregate, field), "it aggregates what cannot be") &&
         subject.demand(window.type == result_of(window.aggregate, field), "it has not the type of its result") &&
         subject.demand(!window.of_event || is_end(window.aggregate), "only the first and the latest are events");
}

bool has_sound_range(Subject& subject, const ir::Window& window) {
  for (const ir::ExpressionId end : {window.from, window.until}) {
    if (end != ir::kNone && !subject.demand_type(end, kTime, "its range begins or ends at what is no time"))
      return false;
  }
  return subject.demand(window.until != ir::kNone || !window.until_exclusive, "it leaves out an end that it has not") &&
         subject.demand(window.from != ir::kNone || !window.rolling, "it rolls from the beginning of time") &&
         subject.demand(is_reach_sound(subject.program, window), "it reaches back farther than it says") &&
         subject.demand(is_retained(subject.schema.events[window.event], window.reach),
                        "it reaches back farther than the event is kept");
}

bool is_sound(Subject& subject, const ir::Window& window) {
  const bool is_slot = window.slot == ir::Slot::candidate || window.slot == ir::Slot::nested;
  return has_sound_subject(subject, window) && subject.allow_condition(window.where) &&
         has_sound_range(subject, window) && subject.demand(is_slot, "its events stand in a slot of others");
}

}  // namespace

bool are_windows_sound(Subject& subject) {
  for (std::size_t index = 0; index < subject.program.windows.size(); ++index) {
    subject.at("window", index);
    if (!is_sound(subject, subject.program.windows[index])) return false;
  }
  return true;
}

}  // namespace wend::verify
