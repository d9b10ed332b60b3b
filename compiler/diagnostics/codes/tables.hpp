// The codes of catalogue/tables.def, for those who report them.
#pragma once

#include "compiler/diagnostics/code.hpp"

namespace wend::diagnostics::codes {

#define WEND_DIAGNOSTIC(name, code, severity, english, chinese, explanation, wrong, right) \
  inline constexpr Code name = code_of(code);
#include "compiler/diagnostics/catalogue/tables.def"
#undef WEND_DIAGNOSTIC

}  // namespace wend::diagnostics::codes
