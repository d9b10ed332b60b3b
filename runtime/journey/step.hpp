// The heart of the runtime: what becomes of one customer when something happens.
//
// `step` is a pure function: no clock, no random source, no I/O, no globals. Whoever owns the state commits the new
// state and the effects together and calls again, with an Advance, at next_wake.
//
//     const Input inputs[] = {Event{.id = "695247", .type = cash_deposit, .time = at, .fields = row}};
//     Result<Outcome> outcome = step(plan, predicates, "2873", state, inputs);
//
// Inputs are taken one after the other, so a batch gives what its parts one by one give. The work is bounded by the
// program's size, what the state holds and the local midnights passed: a journey has no loops, so the steps that run
// without a wait are at most its number of steps.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "runtime/journey/effect.hpp"
#include "runtime/journey/measure.hpp"
#include "runtime/journey/plan.hpp"
#include "runtime/journey/predicates.hpp"
#include "runtime/journey/state.hpp"

namespace wend::journey {

// All inputs borrow for the time of the call. Times lie in the years 1 to 9999 (see is_valid_time).

// Something the customer did. `fields` is a row of any layout of the event's fields; of Plan::event(type) it is
// fastest.
struct Event {
  std::string_view id;  // a second delivery of an id is dropped; an empty id is never a known one
  schema::EventIndex type = 0;
  Instant time = 0;
  layout::Row fields;
};

struct TagValue {
  schema::TagIndex tag = 0;
  Value value;  // Unknown: the tag is missing from now on
};

// Some tags anew: those not named stay. All are set together, before anything is judged.
struct TagChange {
  std::string_view id;  // as of an event
  Instant time = 0;
  std::span<const TagValue> values;
};

// All tags anew: a row of any layout of the schema's tags; of Plan::tags() it is fastest. What it lacks is missing.
struct Load {
  Instant time = 0;
  layout::Row tags;
};

// Time has come to here: what is due by then, and at it, happens. Of a customer never heard of, it is remembered only
// together with an input that follows in the same call.
//
// A host that comes to an instant in several calls, from wake-up to wake-up, says in each where it is going: what its
// clock leaps over is then caught up as in one call, and no further back.
struct Advance {
  Instant now = 0;
  Instant towards = now;
};

using Input = std::variant<Event, TagChange, Load, Advance>;

// A trigger's condition came true.
struct Firing {
  std::uint32_t trigger = 0;  // position in the current program's triggers
  Instant time = 0;
};

struct Outcome {
  State state;
  Instant next_wake = kNever;   // when to call again at the latest
  std::vector<Effect> effects;  // in the order in which they were decided
  std::vector<Firing> firings;
  std::vector<Measured> measured;
  std::uint32_t repeated = 0;  // inputs dropped because their id was known
  std::uint32_t late = 0;      // events earlier than the customer's clock
  bool enrolled = false;       // the customer was heard of for the first time
  bool first_tags = false;     // and here: their tags were
};

[[nodiscard]] bool is_valid_time(Instant time);

// Looks on which way instances go, from step to step: what a test says of a run, and what its coverage is made of.
// Decides nothing.
class Witness {
 public:
  virtual ~Witness() = default;
  // `to` is ir::kEnd at the end of the journey.
  virtual void went(const ir::Journey& journey, ir::StepIndex from, ir::StepIndex to, Instant at) = 0;
};

// An error where the state is not one that was made under this plan. `customer` is the one whose state it is.
[[nodiscard]] Result<Outcome> step(const Plan& plan, const Predicates& predicates, std::string_view customer,
                                   const State& state, std::span<const Input> inputs, Witness* witness = nullptr);

}  // namespace wend::journey
