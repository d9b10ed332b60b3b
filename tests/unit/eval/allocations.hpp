// How many times the program has taken memory from the heap so far.
#pragma once

#include <cstddef>

namespace wend::eval {

[[nodiscard]] std::size_t allocations();

}  // namespace wend::eval
