// The forms of a search's loops that only some processors run.
#pragma once

#include "runtime/match/block.hpp"

namespace wend::match {

#if defined(__x86_64__)
extern const Refuter kAvx2Refuter;
extern const Refuter kAvx512Refuter;
#endif

}  // namespace wend::match
