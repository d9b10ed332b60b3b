#include "tools/wend/run/simulation.hpp"

#include <algorithm>

#include "compiler/diagnostics/codes/project.hpp"
#include "runtime/engine/effect_json.hpp"
#include "tools/wend/progress.hpp"

namespace wend::tools {

using data::Outcome;

Simulation::Simulation(engine::Engine& engine, const Zone& zone, OutputFile& effects, BadRows& bad_rows,
                       Console& console)
    : engine_(engine), zone_(zone), effects_(effects), bad_rows_(bad_rows), console_(console) {}

bool Simulation::run(const SimulationInputs& inputs) {
  data::EventReader events(inputs.events, schema(), zone_);
  const Outcome first = first_event(events);
  if (first == Outcome::fault) return false;
  const Instant start = first == Outcome::row ? events.time() : inputs.until.value_or(0);
  if (!load_customers(inputs, inputs.until ? std::min(start, *inputs.until) : start)) return false;
  if (first == Outcome::row && !feed(events, inputs.until)) return false;
  say_warnings(events.warnings());
  return finish(inputs.until);
}

Outcome Simulation::first_event(data::EventReader& events) {
  Outcome outcome = events.next();
  while (outcome == Outcome::fault && bad_rows_.take(events.fault(), events.text())) outcome = events.next();
  return outcome;
}

bool Simulation::load_customers(const SimulationInputs& inputs, Instant time) {
  data::CustomerReader customers(inputs.customers, schema(), zone_);
  Progress progress(console_, inputs.customers, customers.size());
  std::vector<Value> values;
  for (;;) {
    switch (customers.next()) {
      case Outcome::row:
        row_.clear();
        values.assign(customers.values().begin(), customers.values().end());
        if (inputs.scores != nullptr) inputs.scores->fill(customers.id(), values);
        layout::append_row(engine_.tag_layout(), values, row_);
        if (!succeed(engine_.load(customers.id(), time, {&engine_.tag_layout(), row_.data()}))) return false;
        break;
      case Outcome::fault:
        if (!bad_rows_.take(customers.fault(), customers.text())) return false;
        break;
      case Outcome::end: say_warnings(customers.warnings()); return true;
    }
    progress.at(customers.bytes_read());
  }
}

// The reader stands on its first row.
bool Simulation::feed(data::EventReader& events, std::optional<Instant> until) {
  Progress progress(console_, std::string(console_.pick("events", "事件")), events.size());
  for (Outcome outcome = Outcome::row; outcome != Outcome::end; outcome = events.next()) {
    if (outcome == Outcome::fault) {
      if (!bad_rows_.take(events.fault(), events.text())) return false;
    } else if (until && events.time() > *until) {
      ++after_the_end_;
    } else if (!apply(events)) {
      return false;
    }
    progress.at(events.bytes_read());
  }
  return true;
}

bool Simulation::apply(const data::EventReader& events) {
  const Instant time = events.time();
  if (!last_ || time > *last_) {
    if (last_ && !succeed(engine_.advance(time - 1))) return false;
    last_ = time;
    write_effects();
  }
  if (events.is_update()) {
    changes_.clear();
    for (const std::uint32_t tag : events.updated()) changes_.push_back({tag, events.values()[tag]});
    return succeed(engine_.update(events.customer(), {events.id(), time, changes_}));
  }
  const layout::RowLayout& layout = engine_.event_layout(events.type());
  row_.clear();
  layout::append_row(layout, events.values(), row_);
  return succeed(engine_.apply(events.customer(), {events.id(), events.type(), time, {&layout, row_.data()}}));
}

bool Simulation::finish(std::optional<Instant> until) {
  const std::optional<Instant> end = until ? until : last_;
  if (end && !succeed(engine_.advance(*end))) return false;
  write_effects();
  return true;
}

bool Simulation::succeed(const Status& status) {
  if (!status) console_.say(diagnostics::codes::run_stopped, {status.error().message});
  return status.has_value();
}

void Simulation::say_warnings(const std::vector<data::Fault>& warnings) {
  for (const data::Fault& warning : warnings) console_.say(warning);
}

void Simulation::write_effects() {
  const std::vector<journey::Effect> effects = engine_.take_effects();
  if (!effects_.is_open()) return;
  for (const journey::Effect& effect : effects) {
    line_.clear();
    engine::append_json(effect, schema(), zone_, line_);
    effects_.write(line_);
  }
}

}  // namespace wend::tools
