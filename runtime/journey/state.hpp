// Everything that Wend remembers about one customer: one flat value, free of pointers.
//
// A State is a block of bytes that can be stored, copied and compared as bytes. Rows lie in it as layout/row_layout.hpp
// writes them, and are read in place. An empty State is a customer never heard of.
//
//     Result<State> state = State::decode(plan, bytes);   // verifies every offset, index and order
//     store.put(customer, state->bytes());
//
// A block is a Header, then the sections in the order of `Section`, each padded to 8 bytes:
//   tags       one dense row of Plan::tags()
//   logs       LogEntry for each event type kept, in the schema's order, each followed by PastEntry for each event
//              (by time, those of one instant by arrival), then their rows
//   ids        IdEntry, by the clock at arrival
//   instances  InstanceEntry in the order in which they are served, each followed by the row of its entering event and
//              its parameters, its key, the RecordEntry and row of the record that keys it, a PastEntry and a row for
//              each event that it has a name for, the watches that it counts for itself, LoopEntry for each of its
//              journey's repeated parts (see there), and the watches of the wait at which it rests
//   entries    JourneyEntry, by name_hash and key_hash: how often the customer entered a journey, and when the last
//              instance ended
//   watches    WatchEntry for each of Plan::watches(), each followed by its runs: a RunEntry, then a PastEntry and a
//              row for each of its events
//   contacts   ContactEntry for each contact that a cap still counts, by time
//   measurements  MeasurementEntry in the order in which they began, each followed by its samples
//   offers     OfferEntry, in the order in which they were placed
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "runtime/journey/plan.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/result.hpp"

namespace wend::journey {

// A wake-up that will not come, and a beginning before all time.
inline constexpr Instant kNever = std::numeric_limits<Instant>::max();
inline constexpr Instant kAlways = std::numeric_limits<Instant>::min();

class State {
 public:
  State() = default;

  // Bytes from outside. An error says that they are damaged, of another version, or made under another plan.
  [[nodiscard]] static Result<State> decode(const Plan& plan, std::span<const std::byte> bytes);

  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }
  [[nodiscard]] bool empty() const { return bytes_.empty(); }

  friend bool operator==(const State&, const State&) = default;

 private:
  friend class Memory;  // runtime/journey/memory.hpp: what step works on
  explicit State(std::vector<std::byte> bytes) : bytes_(std::move(bytes)) {}
  std::vector<std::byte> bytes_;
};

}  // namespace wend::journey
