// How much memory the calling thread may still take from the heap.
#pragma once

namespace wend::host::tests {

inline constexpr long kAll = -1;

// So many allocations succeed from now on, and those that follow do not; what was allowed before.
long allow(long allocations);

}  // namespace wend::host::tests
