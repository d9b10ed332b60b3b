// Why a condition holds for a customer or does not: its parts with their values, and the part that decided.
//
//     > :why 2873
//     false    aum > 50_000 CNY and tier >= gold
//     false  *   aum > 50_000 CNY
//     12000 CNY    aum
//     …
//
// The star marks what decided: of an `and` the first part that is not true, of an `or` the first that is.
#pragma once

#include <string>

#include "compiler/check/check.hpp"
#include "compiler/source/source.hpp"
#include "runtime/eval/evaluate.hpp"

namespace wend::tools {

// Of the expression that the file holds, which has been checked into the program.
[[nodiscard]] std::string why(const check::CheckedProgram& checked, const source::SourceFile& file,
                              const eval::Inputs& inputs);

}  // namespace wend::tools
