#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// The row's values, unknown where there is no row; they borrow from it.
std::vector<Value> values_of(const layout::RowLayout& layout, const std::byte* row) {
  std::vector<Value> values(layout.fields.size());
  if (row == nullptr) return values;
  for (std::size_t field = 0; field < values.size(); ++field) {
    if (layout.fields[field].storage == layout::Storage::absent) continue;
    values[field] = layout::load({&layout, row}, static_cast<std::uint32_t>(field));
  }
  return values;
}

void put_row(Session& session, Instance& instance, const std::vector<Value>& values) {
  const layout::RowLayout& layout = session.plan.journeys()[instance.kept.journey].entry_row;
  std::vector<std::byte> row;
  layout::append_row(layout, values, row);
  instance.kept.has_row = 1;
  instance.kept.row_size = static_cast<std::uint32_t>(row.size());
  instance.row = session.memory.keep(std::move(row));
}

}  // namespace

void keep_entry(Session& session, Instance& instance, const eval::Event* event,
                std::span<const OwnedValue> parameters) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  const ir::Journey& journey = *planned.journey;
  if (event == nullptr && journey.kept.empty()) return;
  const std::uint32_t first_kept = journey.first_kept(session.plan.schema());
  std::vector<Value> values(planned.entry_row.fields.size());
  for (std::uint32_t field = 0; event != nullptr && field < first_kept; ++field) {
    if (planned.entry_row.fields[field].storage == layout::Storage::absent) continue;
    if (field < event->fields.layout->fields.size()) values[field] = layout::load(event->fields, field);
  }
  for (std::size_t at = 0; at < journey.defaults.size(); ++at) {
    if (at < parameters.size() && is_known(borrow(parameters[at]))) {
      values[first_kept + at] = borrow(parameters[at]);
    } else if (at >= parameters.size() && journey.defaults[at] != ir::kNone) {
      values[first_kept + at] = session.evaluate(*planned.program, journey.defaults[at], {});
    }
  }
  put_row(session, instance, values);
}

void keep_seen(Session& session, Instance& instance, const std::vector<ir::Capture>& captures,
               const Occurrence& occurrence) {
  if (captures.empty()) return;
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  const std::uint32_t first_kept = planned.journey->first_kept(session.plan.schema());
  std::vector<Value> values = values_of(planned.entry_row, instance.row);
  const EnteredEvent entered(session, instance);
  const Session::View view{.matched = seen_by(&instance, occurrence), .entered = entered.get()};
  for (const ir::Capture& capture : captures) {
    values[first_kept + capture.kept] = session.evaluate(*planned.program, capture.value, view);
  }
  put_row(session, instance, values);
}

}  // namespace wend::journey
