// Triggers on one event type, as a bank has them: conditions on some of 20 fields that together hold for about one
// event in a thousand, and events that miss one field in ten. The same seed gives the same workload on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "runtime/match/tree.hpp"

namespace wend::bench {

inline constexpr std::size_t kEventFields = 20;
inline constexpr std::size_t kTagFields = 10;

struct TriggerShape {
  std::uint64_t seed = 7;
  std::size_t triggers = 10'000;
  bool with_tags =
      false;  // conditions on ten tags as well as on the event's fields, and on five windows, which are dear
};

class TriggerWorkload {
 public:
  using Event = std::vector<std::optional<std::int64_t>>;  // fields, then tags

  explicit TriggerWorkload(const TriggerShape& shape) : shape_(shape) {}

  [[nodiscard]] std::size_t cheap() const { return kEventFields + (shape_.with_tags ? kTagFields : 0); }
  [[nodiscard]] std::size_t dear() const { return shape_.with_tags ? 5 : 0; }

  void trigger(std::size_t position, match::Tree& tree) const;
  // The cheap attributes, then the dear.
  [[nodiscard]] Event event(std::size_t position) const;

 private:
  TriggerShape shape_;
};

}  // namespace wend::bench
