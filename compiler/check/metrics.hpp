// Checks metrics and the clauses that measure them.
#pragma once

#include <optional>

#include "compiler/check/context.hpp"
#include "compiler/check/place.hpp"
#include "compiler/ir/metric.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

// `metric added_aum = average(aum at +30 days - aum at entry) over payroll_savers`.
[[nodiscard]] std::optional<ir::Metric> check_metric(Context& context, const syntax::Declaration& declaration,
                                                     const syntax::MetricDeclaration& tree);

// `aum at entry`, `aum at +30 days`: a sample of the metric that is checked; anywhere else an error.
[[nodiscard]] Checked check_at_time(const Place& place, const syntax::AtTime& node);

// `measure` and `study` in the head of a journey whose goals are checked; false where a fault was reported.
[[nodiscard]] bool check_measures(Context& context, const syntax::JourneyDeclaration& tree, ir::Journey& journey);

}  // namespace wend::check
