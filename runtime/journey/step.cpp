#include "runtime/journey/step.hpp"

#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// The first instants of the years 1 and 10000.
constexpr Instant kFirst = -62'135'596'800 * kSecond;
constexpr Instant kPastLast = 253'402'300'800 * kSecond;

}  // namespace

bool is_valid_time(Instant time) {
  return time >= kFirst && time < kPastLast;
}

Result<Outcome> step(const Plan& plan, const Predicates& predicates, std::string_view customer, const State& state,
                     std::span<const Input> inputs, Witness* witness) {
  Result<Memory> memory = Memory::open(plan, state);
  if (!memory) return memory.error();
  Session session(plan, predicates, customer, *std::move(memory));
  session.witness = witness;
  for (const Input& input : inputs) take(session, input);
  forget_runs(session);
  forget_ended_offers(session);
  session.outcome.next_wake = next_due(session);
  session.outcome.state = session.memory.close();
  return std::move(session.outcome);
}

}  // namespace wend::journey
