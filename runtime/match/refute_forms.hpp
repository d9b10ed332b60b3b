// The forms of the loop that only some processors run.
#pragma once

#include "runtime/match/block.hpp"

namespace wend::match {

#if defined(__x86_64__)
extern const Refute kAvx2Refute;
extern const Refute kAvx512Refute;
#endif

}  // namespace wend::match
