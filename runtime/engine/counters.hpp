// Counts what steps decide, customer by customer.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "runtime/engine/measures.hpp"
#include "runtime/engine/statistics.hpp"
#include "runtime/journey/give_up.hpp"
#include "runtime/journey/step.hpp"
#include "runtime/store/store.hpp"

namespace wend::engine {

class Counters {
 public:
  // Counts for the program's triggers and journeys from now on; those known by the same name go on.
  void follow(const ir::Program& program);
  void count(const journey::Outcome& outcome, store::CustomerNumber customer);
  // What became of the input itself; of an event that is delivered once more, only whom it enrolled.
  void count_input(const journey::Outcome& outcome, const journey::Input& input, bool is_first);
  // The same of an event that came from within: it is none of those handed in.
  void count_delivery(const journey::Outcome& outcome);

  // A customer who is forgotten is no longer live anywhere, and is measured no further.
  void forget(const journey::GivenUp& given_up);

  // Without what the store knows.
  [[nodiscard]] Statistics statistics() const;

 private:
  // Different customers: one bit each, by number.
  class Distinct {
   public:
    void add(store::CustomerNumber customer);
    [[nodiscard]] std::uint64_t size() const { return size_; }

   private:
    std::vector<bool> seen_;
    std::uint64_t size_ = 0;
  };
  struct Trigger {
    TriggerStatistics statistics;
    Distinct customers;
  };
  struct Journey {
    JourneyStatistics statistics;
    Distinct customers;
  };

  void count(const journey::Effect& effect, store::CustomerNumber customer);

  std::map<std::string, Trigger, std::less<>> triggers_;
  std::map<std::string, Journey, std::less<>> journeys_;
  // The program's, in its order.
  std::vector<Trigger*> current_triggers_;
  std::vector<Journey*> current_journeys_;
  Measures measures_;
  std::vector<StudyStatistics> studies_;  // of the program's journeys; what they came to is filled in when asked
  std::uint64_t events_ = 0;
  std::uint64_t repeated_ = 0;
  std::uint64_t late_ = 0;
  std::uint64_t without_tags_ = 0;
};

}  // namespace wend::engine
