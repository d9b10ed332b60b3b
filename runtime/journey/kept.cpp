// What an instance keeps of its entry: the event that entered it, and the journey's parameters behind its fields.
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// What was given, or the default.
Value parameter_of(Session& session, const PlannedJourney& planned, std::span<const OwnedValue> given, std::size_t at) {
  const ir::ExpressionId otherwise = planned.journey->defaults[at];
  if (at < given.size()) return borrow(given[at]);
  return otherwise == ir::kNone ? Value{Unknown{}} : session.evaluate(*planned.program, otherwise, {});
}

std::vector<Value> values_of(Session& session, const PlannedJourney& planned, const eval::Event* event,
                             std::span<const OwnedValue> parameters) {
  const std::uint32_t first_kept = planned.journey->first_kept(session.plan.schema());
  std::vector<Value> values(planned.entry_row.fields.size());
  for (std::uint32_t field = 0; event != nullptr && field < first_kept; ++field) {
    const bool is_read = planned.entry_row.fields[field].storage != layout::Storage::absent;
    if (is_read) values[field] = layout::load(event->fields, field);
  }
  for (std::size_t at = 0; at < planned.journey->kept.size(); ++at) {
    values[first_kept + at] = parameter_of(session, planned, parameters, at);
  }
  return values;
}

}  // namespace

void keep_entry(Session& session, Instance& instance, const Match* match, Instant time,
                std::span<const OwnedValue> parameters) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  const eval::Event* event = match == nullptr ? nullptr : entered_by(planned, *match).event;
  instance.kept.event_time = event == nullptr ? time : event->time;
  if (event != nullptr || !planned.journey->kept.empty()) {
    std::vector<std::byte> row;
    layout::append_row(planned.entry_row, values_of(session, planned, event, parameters), row);
    instance.kept.has_row = 1;
    instance.kept.row_size = static_cast<std::uint32_t>(row.size());
    instance.row = session.memory.keep(std::move(row));
  }
  if (match != nullptr) keep_named(session, instance, *match);
}

}  // namespace wend::journey
