// Metrics: what samples are taken, and what is computed of them.
#include <algorithm>

#include "compiler/verify/parts.hpp"
#include "compiler/verify/types.hpp"

namespace wend::verify {
namespace {

using Aggregate = ir::Metric::Aggregate;

// What a sample is kept as: 64 bits and whether they are known.
bool is_kept(const Type& type) {
  return type.kind == TypeKind::boolean || (is_scalar(type.kind) && type.kind != TypeKind::place);
}

bool is_value_sound(const ir::Metric& metric, const Type& value) {
  switch (metric.aggregate) {
    case Aggregate::count: return value.kind == TypeKind::boolean && metric.type == type_of(TypeKind::integer);
    case Aggregate::share: return value.kind == TypeKind::boolean && metric.type == type_of(TypeKind::number);
    case Aggregate::sum: return is_amount(value) && value.kind != TypeKind::distance && metric.type == value;
    case Aggregate::average:
      return is_amount(value) && value.kind != TypeKind::distance && value.kind != TypeKind::integer &&
             metric.type == value;
  }
  return false;
}

bool are_samples_sound(Subject& subject, Reads& reads, const ir::Metric& metric) {
  const bool is_counted = !metric.samples.empty() && metric.samples.size() <= ir::kMostSamples;
  if (!subject.demand(is_counted, "it takes no sample or too many")) return false;
  for (auto sample = metric.samples.begin(); sample != metric.samples.end(); ++sample) {
    if (!subject.demand(sample->value < subject.program.expressions.size(), "a sample is of nothing")) return false;
    const bool is_timed = sample->at_entry ? sample->offset == ir::Span{} : is_span(subject.schema, sample->offset);
    if (!subject.demand(is_timed, "a sample is taken at no time") ||
        !subject.demand(is_kept(subject.program.at(sample->value).type), "a sample cannot be kept") ||
        !subject.demand(std::find(metric.samples.begin(), sample, *sample) == sample, "a sample is taken twice") ||
        !reads.stay_in(Scope{}, sample->value)) {
      return false;
    }
  }
  return true;
}

bool is_sound(Subject& subject, Reads& reads, const ir::Metric& metric) {
  if (!are_samples_sound(subject, reads, metric)) return false;
  if (!subject.demand(metric.value < subject.program.expressions.size(), "it has no value")) return false;
  Scope samples;
  samples.customer = false;
  SlotEvent& taken = samples.events[ir::position_of(ir::Slot::matched)].emplace();
  taken.has_time = false;
  for (const ir::Metric::Sample& sample : metric.samples) {
    taken.fields.push_back(subject.program.at(sample.value).type);
  }
  return reads.stay_in(samples, metric.value) &&
         subject.demand(is_value_sound(metric, subject.program.at(metric.value).type),
                        "it aggregates what cannot be") &&
         subject.allow_condition(metric.over) && reads.stay_in(Scope{}, metric.over);
}

}  // namespace

bool are_metrics_sound(Subject& subject, Reads& reads) {
  for (const ir::Metric& metric : subject.program.metrics) {
    subject.at("metric", metric.name);
    if (!is_sound(subject, reads, metric)) return false;
  }
  return true;
}

}  // namespace wend::verify
