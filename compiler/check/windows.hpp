// Aggregates over history: `average(earlier deposit.amount where channel = counter, last 90 days)`.
#pragma once

#include "compiler/check/place.hpp"

namespace wend::check {

// The aggregate that the function is over history; nothing where it is none.
[[nodiscard]] std::optional<ir::Aggregate> aggregate_of(syntax::Function function);

// `field` is the one written after the call (`latest(purchase, today).amount`); null where there is none.
[[nodiscard]] Checked check_window(const Place& place, ir::Aggregate aggregate, const syntax::Call& node,
                                   const source::Span& span, const syntax::Name* field);

}  // namespace wend::check
