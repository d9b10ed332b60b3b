// A source of random choices that gives the same ones for the same seed on every machine.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>
#include <vector>

namespace wend::differential {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  // From 0 to count - 1; count > 0. The slight favour for small numbers does not matter here.
  [[nodiscard]] std::size_t below(std::size_t count) { return engine_() % count; }
  // From least to most, both included.
  [[nodiscard]] std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(engine_() % (static_cast<std::uint64_t>(most - least) + 1));
  }
  [[nodiscard]] bool chance(unsigned percent) { return below(100) < percent; }
  template <typename Item>
  [[nodiscard]] const Item& pick(const std::vector<Item>& items) {
    return items[below(items.size())];
  }
  template <typename Item>
  [[nodiscard]] Item pick(std::initializer_list<Item> items) {
    return items.begin()[below(items.size())];
  }
  [[nodiscard]] std::uint64_t seed() { return engine_(); }

 private:
  std::mt19937_64 engine_;
};

}  // namespace wend::differential
