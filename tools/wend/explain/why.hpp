// Why a condition holds for a customer or does not: its parts with their values, and the part that decided.
//
//     false              aum > 50_000 CNY and tier >= gold
//     false            *   aum > 50_000 CNY
//     12000 CNY              aum
//     …
//
// The star marks what decided: of an `and` the first part that is not true, of an `or` the first that is. A segment or
// a derived tag is followed by its own parts where it is met first. What stands inside a function over history or over
// a list is asked of an event or a record, not of the customer, and is not shown.
#pragma once

#include <string>

#include "compiler/check/check.hpp"
#include "compiler/source/source.hpp"
#include "runtime/eval/evaluate.hpp"

namespace wend::tools {

// Of the expression that stands in `place`, which has been checked into the program.
[[nodiscard]] std::string why(const check::CheckedProgram& checked, const source::SourceMap& sources,
                              const source::Span& place, const eval::Inputs& inputs);

}  // namespace wend::tools
