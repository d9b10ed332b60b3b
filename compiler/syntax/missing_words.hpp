// A word of the language that was left out: `expires 30 days` lacks `after`, `quiet 21:00 .. 08:00` what is then done.
#pragma once

#include "compiler/syntax/fault_place.hpp"

namespace wend::syntax {

// Whether the fault is that, and was reported with the word to write.
bool report_missing_word(const FaultPlace& place);

}  // namespace wend::syntax
