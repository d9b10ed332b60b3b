#include "runtime/history/need.hpp"

#include <algorithm>

#include "runtime/history/reached.hpp"

namespace wend::history {
namespace {

// A month has at most 31 days, and a local day may begin a day's length away from now: hence the spare days.
constexpr Microseconds kSpare = 2 * kDay;

Microseconds rounded_up(const ir::Reach& reach, const schema::Schema& schema) {
  const BusinessCalendar* calendar = schema::business_calendar(schema);
  const bool counts_business_days = reach.period.business_days != 0 && calendar != nullptr;
  const std::int64_t days = std::int64_t{reach.period.months} * 31 + reach.period.days +
                            (counts_business_days ? calendar->most_days(reach.period.business_days) : 0);
  return days * kDay + reach.duration + kSpare;
}

// What may be kept no longer than the schema says is not kept for ever: windows that reach before it are unknown.
void retain(Need& need, const schema::Extent& extent) {
  if (!need.unbounded) return;
  need.unbounded = false;
  const std::int64_t days = std::int64_t{extent.period.months} * 31 + extent.period.days;
  need.reach = std::max(need.reach, days * kDay + extent.duration);
}

void include(Need& need, const ir::Program& program, const ir::Window& window) {
  need.kept = true;
  need.unbounded = need.unbounded || window.reach.unbounded;
  need.reach = std::max(need.reach, rounded_up(window.reach, *program.schema));
  if (window.field) need.fields.push_back(*window.field);
  if (window.where == ir::kNone) return;
  const std::vector<schema::FieldIndex> read = fields_read(program, {&window.where, 1}, window.slot);
  need.fields.insert(need.fields.end(), read.begin(), read.end());
}

void sort_unique(std::vector<schema::FieldIndex>& fields) {
  std::ranges::sort(fields);
  const auto doubles = std::ranges::unique(fields);
  fields.erase(doubles.begin(), doubles.end());
}

}  // namespace

std::vector<schema::FieldIndex> fields_read(const ir::Program& program, std::span<const ir::ExpressionId> roots,
                                            ir::Slot slot) {
  const bool looked_at = slot == ir::Slot::candidate || slot == ir::Slot::nested;
  const Candidates candidates = looked_at ? Candidates::left_out : Candidates::included;
  std::vector<schema::FieldIndex> fields;
  for (const ir::ExpressionId id : reached(program, roots, candidates)) {
    const ir::Expression& expression = program.at(id);
    if (expression.operation == ir::Operation::event_field && expression.slot == slot) {
      fields.push_back(expression.index);
    }
  }
  sort_unique(fields);
  return fields;
}

layout::RowLayout layout_of(const schema::Event& event, std::span<const schema::FieldIndex> fields) {
  std::vector<Type> types;
  types.reserve(event.fields.size());
  for (const schema::Field& field : event.fields) types.push_back(field.type);
  layout::RowLayout layout = layout::dense_layout(types, fields);
  // An empty list of wanted fields means all of them there, and none here.
  if (fields.empty()) layout = layout::dense_layout({});
  layout.fields.resize(types.size());
  return layout;
}

std::vector<Need> needs(const schema::Schema& schema, std::span<const ir::Program* const> programs) {
  std::vector<Need> needs(schema.events.size());
  for (const ir::Program* program : programs) {
    for (const ir::Window& window : program->windows) include(needs[window.event], *program, window);
  }
  for (std::size_t event = 0; event < needs.size(); ++event) {
    sort_unique(needs[event].fields);
    if (schema.events[event].retain) retain(needs[event], *schema.events[event].retain);
    if (needs[event].kept) needs[event].layout = layout_of(schema.events[event], needs[event].fields);
  }
  return needs;
}

}  // namespace wend::history
