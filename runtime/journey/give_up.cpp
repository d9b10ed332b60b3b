#include "runtime/journey/give_up.hpp"

#include "runtime/journey/rules.hpp"

namespace wend::journey {

Result<GivenUp> give_up(const Plan& plan, const Predicates& predicates, std::string_view customer, const State& state) {
  Result<Memory> memory = Memory::open(plan, state);
  if (!memory) return memory.error();
  Session session(plan, predicates, customer, *std::move(memory));
  GivenUp given_up;
  given_up.enrolled = session.memory.enrolled;
  given_up.has_tags = session.memory.has_tags != HasTags::no;
  for (const Instance& instance : session.memory.instances) {
    if (instance.kept.phase == Phase::live)
      given_up.live.push_back(plan.journeys()[instance.kept.journey].journey->name);
  }
  for (const Measurement& measurement : session.memory.measurements) abandon_measurement(session, measurement);
  given_up.measured = std::move(session.outcome.measured);
  return given_up;
}

}  // namespace wend::journey
