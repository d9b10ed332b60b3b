// Aggregates over a customer's history. What was decided, beside what ir::Window says:
//   - Without a history, with an unknown end of the range, or where the range reaches before what the host has vouched
//     for, the value is unknown, also where an event found would seem to settle it.
//   - With a field only events count in which it is known: of `first` and `latest` too, and of `count`, `happened` and
//     `time_since`. Without one, `first` and `latest` give the event's time.
//   - An end of the range before its beginning leaves nothing to count.
//   - The average of integers is a number, exact before it is rounded once.
//   - `distinct` tells at most kMostDistinct values apart and is unknown beyond: never wrong, and 4 kB of stack.
#include <functional>
#include <limits>

#include "runtime/eval/context.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::eval {
namespace {

constexpr std::size_t kMostDistinct = 1'024;

struct Range {
  Instant from = std::numeric_limits<Instant>::min();
  Instant until = 0;
};

std::optional<Instant> time_at(const Context& context, ir::ExpressionId id) {
  const Value value = evaluate(context, id);
  const auto* time = std::get_if<std::int64_t>(&value);
  return time == nullptr ? std::nullopt : std::optional(*time);
}

std::optional<Range> range_of(const Context& context, const ir::Window& window) {
  Range range;
  range.until = context.inputs.now;
  if (window.from != ir::kNone) {
    const std::optional<Instant> from = time_at(context, window.from);
    if (!from) return std::nullopt;
    range.from = *from;
  }
  if (window.until != ir::kNone) {
    const std::optional<Instant> until = time_at(context, window.until);
    if (!until) return std::nullopt;
    range.until = *until;
  }
  return range;
}

bool reaches_before(const ir::Window& window, const Range& range, Instant complete_since) {
  if (window.from == ir::kNone) return true;
  const decimal::Wide first_counted = decimal::Wide{range.from} + (window.rolling ? 1 : 0);
  return first_counted < complete_since;
}

// The events that a window counts, one after another, oldest first.
class Counted {
 public:
  Counted(const Context& context, const ir::Window& window, const EventLog& log, const Range& range)
      : window_(window), log_(log), range_(range), program_(context.program), inputs_(context.inputs) {}

  // Calls use(position, value) with the field's value, or the event's time where the window has no field.
  template <typename Use>
  void for_each(const Use& use) {
    for (std::size_t position = 0; position < log_.events.size(); ++position) {
      const Event& event = log_.events[position];
      if (!in_range(event.time) || (window_.earlier && &event == inputs_.handled)) continue;
      const Value value = value_at(position);
      if ((window_.of_event || is_known(value)) && satisfies_where(event)) use(position, value);
    }
  }

  [[nodiscard]] Value value_at(std::size_t position) const {
    const Event& event = log_.events[position];
    if (!window_.field) return event.time;
    return layout::load(event.fields, *window_.field);
  }

 private:
  [[nodiscard]] bool in_range(Instant time) const {
    const bool after_start = window_.rolling ? time > range_.from : time >= range_.from;
    const bool before_end = window_.until_exclusive ? time < range_.until : time <= range_.until;
    return (window_.from == ir::kNone || after_start) && before_end;
  }

  bool satisfies_where(const Event& event) {
    inputs_.events[static_cast<std::size_t>(window_.slot)] = &event;
    return holds(program_, window_.where, inputs_);
  }

  const ir::Window& window_;
  const EventLog& log_;
  const Range& range_;
  const ir::Program& program_;
  Inputs inputs_;  // the caller's, but for the event that is looked at
};

Value count(Counted& counted) {
  std::int64_t number = 0;
  counted.for_each([&](std::size_t, const Value&) { ++number; });
  return number;
}

struct Total {
  decimal::Wide sum = 0;
  std::int64_t number = 0;
};

Total total(Counted& counted) {
  Total all;
  counted.for_each([&](std::size_t, const Value& value) {
    const auto* scalar = std::get_if<std::int64_t>(&value);
    if (scalar == nullptr) return;
    all.sum += *scalar;
    ++all.number;
  });
  return all;
}

Value average(Counted& counted, bool integers_as_number) {
  Total all = total(counted);
  if (integers_as_number) all.sum *= decimal::kNumberScale;
  return result(decimal::divide_wide(all.sum, all.number));
}

template <typename Better>
Value extreme(Counted& counted, const Better& better) {
  std::optional<std::int64_t> best;
  counted.for_each([&](std::size_t, const Value& value) {
    const auto* scalar = std::get_if<std::int64_t>(&value);
    if (scalar != nullptr && (!best || better(*scalar, *best))) best = *scalar;
  });
  return result(best);
}

Value distinct(Counted& counted) {
  std::array<std::uint32_t, kMostDistinct> seen;  // positions of the events that had each value first
  std::size_t number = 0;
  bool too_many = false;
  counted.for_each([&](std::size_t position, const Value& value) {
    for (std::size_t index = 0; index < number; ++index) {
      if (same(counted.value_at(seen[index]), value)) return;
    }
    too_many = too_many || number == kMostDistinct;
    if (!too_many) seen[number++] = static_cast<std::uint32_t>(position);
  });
  if (too_many) return Unknown{};
  return static_cast<std::int64_t>(number);
}

Value first(Counted& counted) {
  std::optional<Value> found;
  counted.for_each([&](std::size_t, const Value& value) {
    if (!found) found = value;
  });
  return found.value_or(Unknown{});
}

Value latest(Counted& counted) {
  Value found;
  counted.for_each([&](std::size_t, const Value& value) { found = value; });
  return found;
}

Value time_since(Counted& counted, const EventLog& log, Instant now) {
  std::optional<Instant> last;
  counted.for_each([&](std::size_t position, const Value&) { last = log.events[position].time; });
  if (!last) return Unknown{};
  return result(decimal::narrow(decimal::Wide{now} - *last));
}

bool averages_integers(const Context& context, const ir::Window& window) {
  if (!window.field || window.type.kind != TypeKind::number) return false;
  return context.program.schema->events[window.event].fields[*window.field].type.kind == TypeKind::integer;
}

}  // namespace

Value evaluate_window(const Context& context, const ir::Window& window) {
  if (window.event >= context.inputs.history.size()) return Unknown{};
  const EventLog& log = context.inputs.history[window.event];
  const std::optional<Range> range = range_of(context, window);
  if (!range) return Unknown{};
  if (log.complete_since && reaches_before(window, *range, *log.complete_since)) return Unknown{};
  Counted counted(context, window, log, *range);
  switch (window.aggregate) {
    case ir::Aggregate::count: return count(counted);
    case ir::Aggregate::sum: return result(decimal::narrow(total(counted).sum));
    case ir::Aggregate::average: return average(counted, averages_integers(context, window));
    case ir::Aggregate::min: return extreme(counted, std::less{});
    case ir::Aggregate::max: return extreme(counted, std::greater{});
    case ir::Aggregate::distinct: return distinct(counted);
    case ir::Aggregate::happened: return std::get<std::int64_t>(count(counted)) > 0;
    case ir::Aggregate::first: return first(counted);
    case ir::Aggregate::latest: return latest(counted);
    case ir::Aggregate::time_since: return time_since(counted, log, context.inputs.now);
  }
  return Unknown{};
}

}  // namespace wend::eval
