// Counts in the program's own operators new; in a file of its own, so that no caller sees through them.
#include "tests/unit/eval/allocations.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t> counted{0};

}  // namespace

void* operator new(std::size_t size) {
  ++counted;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
// The standard library's sorting asks for memory in this way; what it is given comes back to the operators below.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++counted;
  return std::malloc(size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace wend::eval {

std::size_t allocations() {
  return counted;
}

}  // namespace wend::eval
