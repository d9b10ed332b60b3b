// What should stand where the parser stopped, where that is one thing: an equals sign, arguments, a number, a block.
// With what to write, where what stands there says what was meant.
#pragma once

#include "compiler/syntax/fault_place.hpp"

namespace wend::syntax {

// Whether one thing is expected, and was reported.
bool report_expected_token(const FaultPlace& place);

void report_expected_block(const FaultPlace& place);
void report_expected_name(const FaultPlace& place);
void report_expected_span(const FaultPlace& place);
void report_expected_number(const FaultPlace& place);
void report_expected_percentage(const FaultPlace& place);

}  // namespace wend::syntax
