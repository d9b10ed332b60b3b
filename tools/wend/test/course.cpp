#include "tools/wend/test/course.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "runtime/engine/deliveries.hpp"

namespace wend::tools {

TestResult Course::run() {
  for (const auto& clause : test_.clauses) {
    const Status done = std::visit([this](const auto& one) { return take(one); }, clause);
    if (done) continue;
    result_.error = done.error().message;
    break;
  }
  result_.judgements = recorder_.judgements();
  result_.ways = recorder_.ways();
  return std::move(result_);
}

Status Course::take(const check::TestHappening& happening) {
  begin_group();
  const std::optional<Instant> at = happening.at ? happening.at : after(happening.after);
  if (!at) return Error{"the time lies past the year 9999"};
  const Status moved = has_begun_ ? move_before(*at) : begin(*at);
  if (!moved) return moved;
  note_clause(*at, happening.span);
  return happening.event ? event(happening, *at) : update(happening, *at);
}

Status Course::take(const check::TestAdvance& advance) {
  begin_group();
  const std::optional<Instant> to = after(advance.by);
  if (!to) return Error{"the time lies past the year 9999"};
  note_clause(clock_, advance.span);
  clock_ = *to;
  return step(journey::Advance{*to});
}

Status Course::begin(Instant at) {
  has_begun_ = true;
  clock_ = at;
  if (!test_.has_given) return Done{};
  const auto values = evaluated(test_.given, at);
  std::vector<Value> row(plan_->schema().tags.size());
  for (const auto& [index, value] : values) row[index] = borrow(value);
  std::vector<std::byte> bytes;
  layout::append_row(plan_->tags(), row, bytes);
  return step(journey::Load{at, {&plan_->tags(), bytes.data()}});
}

Status Course::move_before(Instant at) {
  if (at <= clock_) return Done{};
  clock_ = at;
  return step(journey::Advance{at - 1});
}

Status Course::event(const check::TestHappening& happening, Instant at) {
  const auto values = evaluated(happening.values, at);
  std::vector<Value> row(plan_->schema().events[*happening.event].fields.size());
  for (const auto& [index, value] : values) row[index] = borrow(value);
  const layout::RowLayout& layout = plan_->event(*happening.event);
  std::vector<std::byte> bytes;
  layout::append_row(layout, row, bytes);
  return step(journey::Event{{}, *happening.event, at, {&layout, bytes.data()}});
}

Status Course::update(const check::TestHappening& happening, Instant at) {
  const auto values = evaluated(happening.values, at);
  std::vector<journey::TagValue> tags;
  for (const auto& [index, value] : values) tags.push_back({index, borrow(value)});
  return step(journey::TagChange{{}, at, tags});
}

Course::Evaluated Course::evaluated(const std::vector<check::TestValue>& values, Instant at) const {
  const eval::Inputs inputs = inputs_at(at);
  Evaluated result;
  for (const check::TestValue& value : values) {
    result.emplace_back(value.index, value_of(value, inputs));
  }
  return result;
}

OwnedValue Course::value_of(const check::TestValue& value, const eval::Inputs& inputs) const {
  if (value.is_list) return records_of(value, inputs);
  return value.value == ir::kNone ? OwnedValue{Unknown{}} : own(eval::evaluate(plan_->program(), value.value, inputs));
}

OwnedValue Course::records_of(const check::TestValue& list, const eval::Inputs& inputs) const {
  const layout::RowLayout layout = layout::record_layout(plan_->schema().lists[list.type.detail]);
  OwnedRecords records;
  for (const std::vector<check::TestValue>& record : list.records) {
    std::vector<OwnedValue> owned(layout.fields.size(), OwnedValue{Unknown{}});
    for (const check::TestValue& field : record) owned[field.index] = value_of(field, inputs);
    std::vector<Value> values;
    std::ranges::transform(owned, std::back_inserter(values), [](const OwnedValue& one) { return borrow(one); });
    std::vector<std::byte> row;
    layout::append_row(layout, values, row);
    records.rows.emplace_back(reinterpret_cast<const char*>(row.data()), row.size());
  }
  return records;
}

eval::Inputs Course::inputs_at(Instant at) const {
  eval::Inputs inputs;
  inputs.now = at;
  inputs.zone = bench_.zone();
  inputs.customer = customer_;
  return inputs;
}

std::optional<Instant> Course::after(const ir::Span& span) const {
  const std::optional<Instant> day = add(clock_, span.period, bench_.zone());
  Instant time = 0;
  if (!day || __builtin_add_overflow(*day, span.duration, &time) || !journey::is_valid_time(time)) return {};
  return time;
}

Status Course::step(const journey::Input& input) {
  Status done = step(customer_, input, 0);
  const bool is_advance = std::holds_alternative<journey::Advance>(input);
  const auto* event = std::get_if<journey::Event>(&input);
  for (const std::string& other : is_advance ? others() : event != nullptr ? related(*event) : Names()) {
    if (done) done = step(other, input, 0);
  }
  while (done && !deliveries_.empty()) done = deliver(deliveries_.take());
  if (done && is_advance) flush();
  return done;
}

Course::Names Course::others() const {
  Names names;
  for (const auto& [name, state] : states_) {
    if (name != customer_) names.push_back(name);
  }
  return names;
}

Course::Names Course::related(const journey::Event& event) const {
  return engine::related_to(plan_->schema().events[event.type], customer_, event);
}

Status Course::deliver(const engine::Delivery& delivery) {
  const layout::RowLayout& layout = plan_->event(delivery.event);
  std::vector<Value> fields;
  for (const OwnedValue& field : delivery.fields) fields.push_back(borrow(field));
  std::vector<std::byte> row;
  layout::append_row(layout, fields, row);
  return step(delivery.customer, journey::Event{delivery.id, delivery.event, delivery.time, {&layout, row.data()}},
              delivery.chain);
}

Status Course::step(const std::string& customer, const journey::Input& input, std::uint32_t chain) {
  Recorder& recorder = customer == customer_ ? recorder_ : others_recorder_;
  Result<journey::Outcome> outcome =
      journey::step(*plan_, recorder, customer, states_[customer], {&input, 1}, &recorder);
  if (!outcome) return outcome.error();
  states_[customer] = std::move(outcome->state);
  for (const journey::Firing& firing : outcome->firings) pending_.push_back(entry_of(firing));
  deliveries_.add(plan_->program(), outcome->effects, chain);
  for (journey::Effect& effect : outcome->effects) {
    pending_.push_back(entry_of(std::move(effect)));
    if (customer != customer_) pending_.back().other = customer;
  }
  std::ranges::stable_sort(pending_, {}, &TimelineEntry::time);
  return Done{};
}

TimelineEntry Course::entry_of(journey::Effect effect) {
  TimelineEntry entry;
  entry.time = effect.time;
  entry.effect = std::move(effect);
  entry.is_effect = true;
  return entry;
}

TimelineEntry Course::entry_of(const journey::Firing& firing) const {
  TimelineEntry entry;
  entry.time = firing.time;
  entry.trigger = plan_->program().triggers[firing.trigger].name;
  return entry;
}

void Course::flush() {
  for (TimelineEntry& entry : std::exchange(pending_, {})) result_.timeline.push_back(std::move(entry));
}

void Course::note_clause(Instant at, const source::Span& span) {
  flush();
  TimelineEntry entry;
  entry.time = at;
  entry.clause = span;
  entry.is_clause = true;
  result_.timeline.push_back(std::move(entry));
}

void Course::begin_group() {
  flush();
  if (!std::exchange(is_expecting_, false)) return;
  since_ = result_.timeline.size();
  judged_since_ = recorder_.judgements().size();
}

const journey::State& Course::state() const {
  static const journey::State kNobody;
  const auto known = states_.find(customer_);
  return known == states_.end() ? kNobody : known->second;
}

}  // namespace wend::tools
