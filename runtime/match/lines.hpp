// Vectors that begin where a line of the processor's cache does.
#pragma once

#include <new>
#include <vector>

namespace wend::match {

inline constexpr std::size_t kLineBytes = 64;

template <typename Item>
struct LineAllocator {
  using value_type = Item;

  LineAllocator() = default;
  template <typename Other>
  explicit LineAllocator(const LineAllocator<Other>&) {}

  [[nodiscard]] Item* allocate(std::size_t count) {
    return static_cast<Item*>(::operator new(count * sizeof(Item), std::align_val_t{kLineBytes}));
  }
  void deallocate(Item* items, std::size_t) { ::operator delete(items, std::align_val_t{kLineBytes}); }
  friend bool operator==(const LineAllocator&, const LineAllocator&) = default;
};

template <typename Item>
using LineVector = std::vector<Item, LineAllocator<Item>>;

}  // namespace wend::match
