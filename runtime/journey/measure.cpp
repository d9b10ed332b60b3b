#include "runtime/journey/measure.hpp"

#include <algorithm>

#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

const PlannedMeasure& measure_of(const Session& session, const Measurement& measurement) {
  return session.plan.journeys()[measurement.kept.journey].measures[measurement.kept.measure];
}

void report(Session& session, const Measurement& measurement, Measured::Kind kind, std::int64_t value = 0) {
  const PlannedMeasure& planned = measure_of(session, measurement);
  session.outcome.measured.push_back({.kind = kind,
                                      .control = measurement.kept.control != 0,
                                      .journey = session.plan.journeys()[measurement.kept.journey].journey->name,
                                      .metric = planned.metric->name,
                                      .definition = planned.definition,
                                      .aggregate = planned.metric->aggregate,
                                      .type = planned.metric->type,
                                      .value = value});
}

void put(SampleEntry& sample, const Value& value) {
  sample.state = SampleEntry::kUnknown;
  const auto* scalar = std::get_if<std::int64_t>(&value);
  const auto* truth = std::get_if<bool>(&value);
  if (scalar == nullptr && truth == nullptr) return;
  sample.state = SampleEntry::kKnown;
  sample.value = scalar != nullptr ? *scalar : std::int64_t{*truth};
}

Value taken(const SampleEntry& sample, const Type& type) {
  if (sample.state != SampleEntry::kKnown) return Unknown{};
  if (type.kind == TypeKind::boolean) return sample.value != 0;
  return sample.value;
}

bool is_pending(const SampleEntry& sample) {
  return sample.state == SampleEntry::kPending;
}

// The samples that are due by the clock. What lies beyond the calendar is unknown.
void take_samples(Session& session, Measurement& measurement) {
  const PlannedMeasure& planned = measure_of(session, measurement);
  const ir::Program& program = *session.plan.journeys()[measurement.kept.journey].program;
  for (std::size_t index = 0; index < measurement.samples.size(); ++index) {
    SampleEntry& sample = measurement.samples[index];
    if (!is_pending(sample)) continue;
    if (sample.due == kNever) put(sample, Unknown{});
    if (sample.due > session.memory.clock) continue;
    put(sample, session.evaluate(program, planned.metric->samples[index].value, {}));
  }
}

// With all samples there: the value out of them.
void finish(Session& session, const Measurement& measurement) {
  const PlannedMeasure& planned = measure_of(session, measurement);
  const ir::Program& program = *session.plan.journeys()[measurement.kept.journey].program;
  std::vector<Value> values;
  for (std::size_t index = 0; index < measurement.samples.size(); ++index) {
    values.push_back(taken(measurement.samples[index], planned.row.fields[index].type));
  }
  std::vector<std::byte> row;
  layout::append_row(planned.row, values, row);
  const eval::Event samples{.type = 0, .time = measurement.kept.entered, .fields = {&planned.row, row.data()}};
  SampleEntry result;
  put(result, session.evaluate(program, planned.metric->value, {.matched = &samples, .entered = nullptr}));
  const bool is_known = result.state == SampleEntry::kKnown;
  report(session, measurement, is_known ? Measured::Kind::value : Measured::Kind::unknown, result.value);
}

bool is_done(const Measurement& measurement) {
  return std::ranges::none_of(measurement.samples, is_pending);
}

void begin(Session& session, const Instance& instance, std::uint32_t index) {
  const PlannedJourney& planned = session.plan.journeys()[instance.kept.journey];
  const ir::Metric& metric = *planned.measures[index].metric;
  if (!session.holds(*planned.program, metric.over, {})) return;
  Measurement measurement{.kept = {.journey = instance.kept.journey,
                                   .measure = index,
                                   .entered = instance.kept.entered,
                                   .control = instance.kept.control},
                          .samples = {}};
  report(session, measurement, Measured::Kind::begun);
  if (session.memory.measurements.size() >= kMostMeasurements) {
    report(session, measurement, Measured::Kind::left_out);
    return;
  }
  for (const ir::Metric::Sample& sample : metric.samples) {
    const Instant due = sample.at_entry ? instance.kept.entered : after(session, instance.kept.entered, sample.offset);
    measurement.samples.push_back({.due = due});
  }
  take_samples(session, measurement);
  if (is_done(measurement)) return finish(session, measurement);
  session.memory.measurements.push_back(std::move(measurement));
}

}  // namespace

Instant next_sample(const Measurement& measurement) {
  Instant next = kNever;
  for (const SampleEntry& sample : measurement.samples) {
    if (is_pending(sample)) next = std::min(next, sample.due);
  }
  return next;
}

void begin_measurements(Session& session, const Instance& instance) {
  const std::size_t count = session.plan.journeys()[instance.kept.journey].measures.size();
  for (std::uint32_t index = 0; index < count; ++index) begin(session, instance, index);
}

void take_samples(Session& session, std::size_t index) {
  Measurement& measurement = session.memory.measurements[index];
  take_samples(session, measurement);
  if (!is_done(measurement)) return;
  finish(session, measurement);
  session.memory.measurements.erase(session.memory.measurements.begin() + static_cast<std::ptrdiff_t>(index));
}

void abandon_measurement(Session& session, const Measurement& measurement) {
  report(session, measurement, Measured::Kind::left_out);
}

}  // namespace wend::journey
