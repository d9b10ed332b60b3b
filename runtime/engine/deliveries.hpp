// What one customer's effects bring about for others and for themselves, within the engine: emitted events, and, where
// budgets are simulated, the answers to grants.
//
// An event that a step emits is an input of the customer whom it names, at the effect's time, with the effect's id as
// its own; so it is taken once. It may set off a step that emits again: so often one after the other, so many in all,
// and no more.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/program.hpp"
#include "runtime/journey/effect.hpp"
#include "runtime/journey/step.hpp"

namespace wend::engine {

// Emitted events that set off one another, counted from the one that came from outside, or from a timer.
inline constexpr std::uint32_t kLongestChain = 8;
inline constexpr std::uint32_t kMostDeliveries = 10'000;

// To whom else an event of the customer is delivered: those whom its fields name, each once.
[[nodiscard]] std::vector<std::string> related_to(const schema::Event& type, std::string_view customer,
                                                  const journey::Event& event);

struct Delivery {
  std::string customer;
  std::string id;
  schema::EventIndex event = 0;
  Instant time = 0;
  std::vector<OwnedValue> fields;  // by position in the event's fields
  std::uint32_t chain = 1;
};

class Deliveries {
 public:
  explicit Deliveries(bool simulates_budgets) : simulates_budgets_(simulates_budgets) {}

  // Queues what the effects bring about; `chain` is that of the delivery that set them off, 0 where none did.
  void add(const ir::Program& program, const std::vector<journey::Effect>& effects, std::uint32_t chain);
  [[nodiscard]] bool empty() const { return queue_.empty(); }
  [[nodiscard]] Delivery take();

  // Emitted events that were not delivered because their chain was too long, or too many were.
  [[nodiscard]] std::uint64_t cut_off() const { return cut_off_; }

 private:
  void add_emitted(const schema::Schema& schema, const journey::Effect& effect, std::uint32_t chain);
  void add_answer(const schema::Schema& schema, const journey::Effect& effect, std::uint32_t chain);
  [[nodiscard]] bool takes_of_budget(const schema::Benefit& benefit);

  bool simulates_budgets_;
  std::deque<Delivery> queue_;
  std::map<std::string, std::int64_t, std::less<>> granted_;  // by benefit
  std::uint32_t queued_ = 0;                                  // since it was last empty
  std::uint64_t cut_off_ = 0;
};

}  // namespace wend::engine
