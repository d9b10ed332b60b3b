// The codes of catalogue/slips.def, for those who report them.
#pragma once

#include "compiler/diagnostics/code.hpp"

namespace wend::diagnostics::codes {

#define WEND_DIAGNOSTIC(name, code, severity, english, chinese, explanation, wrong, right) \
  inline constexpr Code name = code_of(code);
#include "compiler/diagnostics/catalogue/slips.def"
#undef WEND_DIAGNOSTIC

}  // namespace wend::diagnostics::codes
