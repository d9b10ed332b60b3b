// The order in which entries lie in blocks: those that the same events refute come next to each other.
//
// An entry stands by the attribute that passes the fewest values and by where these begin; what is open on one side
// stands by itself, so that a block does not pass what none of its members would. Where many entries begin alike the
// attribute that passes the next fewest decides.
#pragma once

#include <span>
#include <vector>

#include "runtime/match/demands.hpp"

namespace wend::match {

class Arrangement {
 public:
  enum class Form : std::uint8_t { between, at_least, at_most };
  struct Entry {
    std::uint32_t item = 0;  // as the caller counts
    std::uint8_t alternative = 0;
    Form form = Form::between;  // of what the first attribute passes
    Attribute first = kAttributes;
    Attribute second = kAttributes;
    std::int64_t at_first = 0;
    std::int64_t at_second = 0;
  };

  // An entry for each of the alternatives.
  void add(std::uint32_t item, const Demands& demands);
  // In order, once all were added.
  [[nodiscard]] std::span<const Entry> arrange();

 private:
  std::vector<Entry> entries_;
};

}  // namespace wend::match
