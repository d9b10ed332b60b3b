// The rules that step is made of, each in a file of its own: what happens to one customer, in which order.
//
// All work at the session's clock. Instances are named by their position in Memory::instances, which changes only in
// enter_journeys and forget_ended.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/journey/bucket.hpp"
#include "runtime/journey/ledger.hpp"
#include "runtime/journey/session.hpp"

namespace wend::journey {

using InstanceIndex = std::size_t;

// occur.cpp: goals; exits; waits; triggers; entries.
void occur(Session& session, const Occurrence& occurrence);

// pattern.cpp: whether the occurrence is what the pattern of the program asks for; `instance` gives the events that it
// has names for and whose watches count (null: the customer's alone). What takes time counts from its own beginning
// where it is awaited.
enum class Asked : std::uint8_t { at_all, in_wait, in_repeat };
[[nodiscard]] std::optional<Match> match(Session& session, const ir::Program& program, ir::PatternIndex pattern,
                                         const Instance* instance, const Occurrence& occurrence, Asked asked);
[[nodiscard]] bool matches(Session& session, const ir::Program& program, ir::PatternIndex pattern,
                           const Instance* instance, const Occurrence& occurrence);

// named.cpp: what the journey calls the events of a match, for as long as the match lives; and keeping them.
[[nodiscard]] Entered entered_by(const PlannedJourney& planned, const Match& match);
void keep_named(Session& session, Instance& instance, const Match& match);
// Forgets those that the patterns have names for: they did not come yet.
void forget_named(Session& session, Instance& instance, const std::vector<ir::PatternIndex>& patterns);

// changes.cpp: whether a pattern of change is fulfilled by what was before and what is now.
[[nodiscard]] bool has_changed(Session& session, const ir::Program& program, const ir::Change& change,
                               const Session::View& view, const Before& before);
// What was before the event that is being handled; null where history does not keep it.
[[nodiscard]] Before before_event(Session& session, const eval::Event* handled);
// Some tags anew, and nothing else: the caller says what follows.
void replace_tags(Session& session, std::span<const TagValue> changed);
// The tags were replaced by an input of that time: goals; exits; waits; triggers; entries. `before`: as they were; null
// at a customer's first load, which fires no pattern of change.
void tags_changed(Session& session, const std::byte* before, Instant time, bool is_stale);
// For the step `set`: the tags are set at once, and what that changes occurs in the next round, all sets of one round
// together.
void set_tags(Session& session, std::span<const TagValue> values);
// What steps leave to be done after an input or a timer: journeys that they started are entered, and what `set` steps
// changed occurs, in at most 8 rounds, until nothing is set any more.
void settle(Session& session);

// goals.cpp
void credit_goals(Session& session, const Occurrence& occurrence);
// Whether a goal that is not reached counts past the end, and to when any of them counts (kNever: for ever, or none).
[[nodiscard]] bool counts_on(const InstanceEntry& kept, const ir::Journey& journey);
[[nodiscard]] Instant goals_count_until(const Session& session, const InstanceEntry& kept, const ir::Journey& journey);

// exits.cpp
void judge_exit_patterns(Session& session, const Occurrence& occurrence);
// `exit when` of every live instance, or of one; true where that ended it.
void judge_exit_conditions(Session& session);
bool judge_exit_condition(Session& session, InstanceIndex index);
void end(Session& session, InstanceIndex index, Reason reason);
// Drops the instances that are gone, and ended ones whose goal no longer counts.
void forget_ended(Session& session);

// waits.cpp
void resume_waits(Session& session, const Occurrence& occurrence);
// Whether the instance rests at its step until then: only where that is still to come.
[[nodiscard]] bool rest_until(Session& session, InstanceIndex index, Instant due);
// The wait at which the instance rests is over: it goes on to where the wait leads, or its contact is judged anew.
void end_wait(Session& session, InstanceIndex index);
// Whether the instance comes to rest at its step, a wait; where the wait is over at once, `next` is what follows.
[[nodiscard]] bool begin_wait(Session& session, InstanceIndex index, const ir::WaitSpan& wait, ir::StepIndex& next);
[[nodiscard]] bool begin_wait(Session& session, InstanceIndex index, const ir::WaitUntil& wait, ir::StepIndex& next);
[[nodiscard]] bool begin_wait(Session& session, InstanceIndex index, const ir::WaitFor& wait, ir::StepIndex& next);
[[nodiscard]] bool begin_wait(Session& session, InstanceIndex index, const ir::WaitForAny& wait, ir::StepIndex& next);

// repeat.cpp: the same for a part that is repeated, come to from before or from its own end.
[[nodiscard]] bool begin_wait(Session& session, InstanceIndex index, const ir::Repeat& repeat, ir::StepIndex& next);
// The rest between two times is over.
void begin_next_visit(Session& session, InstanceIndex index, const ir::Repeat& repeat);
// Leaves the outermost repeated part that the instance is in and whose `until` the occurrence is, for where this leads;
// nothing where there is none.
[[nodiscard]] std::optional<ir::StepIndex> left_repeat(Session& session, InstanceIndex index,
                                                       const Occurrence& occurrence);
// Comes to an `each` from before or from its own end: where it leads, with the next record or behind it.
[[nodiscard]] ir::StepIndex next_item(Session& session, InstanceIndex index, const ir::Each& each);
// Which time around the step is taken: `2`, `2.1` where they nest, empty outside of all that is repeated; and likewise
// the how manyth record of the `each` steps around it.
[[nodiscard]] std::string visit_of(const PlannedJourney& planned, const Instance& instance, const ir::Step& step);
[[nodiscard]] std::string item_of(const PlannedJourney& planned, const Instance& instance, const ir::Step& step);

// grant.cpp
[[nodiscard]] bool begin_wait(Session& session, InstanceIndex index, const ir::Grant& grant, ir::StepIndex& next);
// Where the answer leads that the occurrence is to the grant at which the instance rests; nothing where it is none.
[[nodiscard]] std::optional<ir::StepIndex> answered(Session& session, const Instance& instance, const ir::Grant& grant,
                                                    const Occurrence& occurrence);

// outcome.cpp: an event that answers an effect, told apart by whose effect that is. Borrows both.
class Answer {
 public:
  Answer(const Session& session, const eval::Event& event);
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;
  // As the customer's history, triggers and the instance see it; and as other instances do, or null. The instance by
  // its serial; 0: none's.
  [[nodiscard]] const eval::Event& event() const { return event_; }
  [[nodiscard]] const eval::Event* to_others() const { return says_effect_ ? &to_others_ : nullptr; }
  [[nodiscard]] std::uint64_t instance() const { return instance_; }

 private:
  void find(const Session& session, std::string_view effect);
  [[nodiscard]] eval::Event with_message(const Session& session, Value message, std::vector<std::byte>& row) const;

  eval::Event event_;
  eval::Event to_others_;
  bool says_effect_ = false;
  std::uint64_t instance_ = 0;
  const ir::Step* step_ = nullptr;
  std::vector<std::byte> named_;
  std::vector<std::byte> nameless_;
};
// The event as the instance sees it (null: nobody's).
[[nodiscard]] const eval::Event* seen_by(const Instance* instance, const Occurrence& occurrence);

// kept.cpp: what an instance keeps of its entry: the event that entered it and those that have names (none where it was
// started), and the journey's parameters, of which those not given have their defaults.
void keep_entry(Session& session, Instance& instance, const Match* match, Instant time,
                std::span<const OwnedValue> parameters);

// triggers.cpp
void fire_triggers(Session& session, const Occurrence& occurrence);

// entries.cpp
void enter_journeys(Session& session, const Occurrence& occurrence);

// starts.cpp
// The journey is entered when the instant's other work is done, or a skip says why not. At one instant at most so many.
inline constexpr std::size_t kMostStarts = 64;
void start(Session& session, const Instance& by, const ir::Step& step, const ir::Start& start);
void enter_started(Session& session);

// set.cpp
void set_tag(Session& session, const Instance& instance, const ir::Step& step, const ir::Set& set);

// refusal.cpp: whether another journey of the exclusive group, or too many keys, keep the customer out; recorded,
// unless of one who walks as control.
[[nodiscard]] bool is_refused(Session& session, const PlannedJourney& planned, std::string_view key, bool control);

// steps.cpp: runs from the step to the next wait or the end.
void run(Session& session, InstanceIndex index, ir::StepIndex from);
// The instance goes on from its step to another: for the session's witness.
void tell(Session& session, InstanceIndex index, ir::StepIndex to);

// contact.cpp: judges the policies, and sends or records why not.
// What becomes of a step that would contact the customer.
enum class Passage : std::uint8_t {
  made,     // the contact is made, or is none
  skipped,  // it is left out and recorded; the instance goes on
  rests,    // it is judged anew when the instance's due time has come: end_wait comes back to the step
  stopped,  // it is left out and recorded; the instance has ended
};
[[nodiscard]] Passage send(Session& session, InstanceIndex index, const ir::Step& step, const ir::Send& send);
[[nodiscard]] Passage place(Session& session, InstanceIndex index, const ir::Step& step, const ir::Place& place);

// A step that is a contact: a `send` on a channel marked so, or a `place`. Borrowed but for the action.
struct ContactStep {
  std::string_view name;     // the step's
  std::string action;        // `wechat.payroll_wealth`
  std::string_view channel;  // the channel's or slot's name
  std::string_view purpose;  // the template's; empty: the journey's governs
  Sender sender;             // its medium; whose it is is filled in
};
// Judges the policies for a contact with these arguments, and counts it where it is made; the caller emits it.
[[nodiscard]] Passage pass_policies(Session& session, InstanceIndex index, const ContactStep& step,
                                    const std::vector<EffectArgument>& arguments);

// offers.cpp
inline constexpr std::size_t kMostOffers = 32;
void forget_ended_offers(Session& session);
void remember_offer(Session& session, const Instance& instance, const ir::Step& step, const ir::Place& place,
                    Instant until);
// Those that the instance placed wait no longer.
void withdraw_offers(Session& session, const Instance& instance);

// watches.cpp
// A watch that begins at the clock.
[[nodiscard]] Watch begin_watch(const Session& session, const PlannedWatch& planned);
[[nodiscard]] std::vector<Watch> begin_watches(const Session& session, const std::vector<PlannedWatch>& planned);
// Who keeps the watch, and for whom it is judged.
struct Kept {
  Fulfilled::Keeper keeper = Fulfilled::Keeper::customer;
  const Instance* instance = nullptr;
};
// The event moves on the watches that speak of it; those that it fulfils.
[[nodiscard]] std::vector<Fulfilled> hear(Session& session, const Occurrence& came);
// When time fulfils the watch, or moves it on; and what comes of it at that instant: nothing where it only moved on.
[[nodiscard]] Instant due_of(const PlannedWatch& planned, const Watch& watch);
[[nodiscard]] std::optional<Fulfilled> come_due(Session& session, const PlannedWatch& planned, Watch& watch,
                                                const Kept& kept);
// Passes by the instants of schedules that are too far back to be made up for, once time comes to `until`.
void pass_by_missed(Session& session, Instant until);
// The customer's clock is another now: schedules go by it from here on.
void follow_the_clock(Session& session);
// Drops the runs that time has ended.
void forget_runs(Session& session);

// silence.cpp, sequence.cpp: the watches of one kind.
[[nodiscard]] Instant end_of_silence(const Session& session, const ir::Pattern& pattern, Instant since);
void hear_in_silence(Session& session, const PlannedWatch& planned, Watch& watch, const Session::View& view);
[[nodiscard]] std::optional<Run> hear_in_sequence(Session& session, const PlannedWatch& planned, Watch& watch,
                                                  const Session::View& view);
// The first run whose `then no` has held for long enough goes on; it, where that completes it.
[[nodiscard]] std::optional<Run> end_of_absence(Session& session, const PlannedWatch& planned, Watch& watch);

// timers.cpp: what is due before the limit, or also at it, happens in order, each at its own due time.
enum class Limit : std::uint8_t { exclusive, inclusive };
void fire_due(Session& session, Instant until, Limit limit);
[[nodiscard]] Instant next_due(const Session& session);

// emit.cpp
[[nodiscard]] EffectHash hash_of(const Session& session, const Instance& instance, const ir::Step& step);
[[nodiscard]] EffectHash hash_of(const Session& session, const Instance& instance, const ir::Step& step,
                                 std::string_view item);
Effect& emit(Session& session, const Instance& instance, EffectKind kind, const ir::Step& step);
// Of the instance as such: `:enter`, `:exit`, `:goal`.
Effect& emit(Session& session, const Instance& instance, EffectKind kind, std::string_view what);
// An event for the customer whom the step names.
void emit_event(Session& session, const Instance& instance, const ir::Step& step, const ir::Emit& asked);
[[nodiscard]] std::vector<EffectArgument> evaluate_arguments(Session& session, const Instance& instance,
                                                             const std::vector<ir::Argument>& arguments,
                                                             const std::vector<schema::Parameter>& parameters);
[[nodiscard]] std::vector<EffectArgument> evaluate_arguments(Session& session, const Instance& instance,
                                                             const std::vector<ir::Argument>& arguments,
                                                             const std::vector<std::string_view>& names);

// measure.cpp: of an instance that enters; the samples that are due by the clock; when the next one is (kNever: none).
void begin_measurements(Session& session, const Instance& instance);
void take_samples(Session& session, std::size_t measurement);
[[nodiscard]] Instant next_sample(const Measurement& measurement);
void abandon_measurement(Session& session, const Measurement& measurement);

// Adds what the spans among a task's arguments come to, counted from now.
void add_due(const Session& session, std::vector<EffectArgument>& arguments);

// span.cpp: a period keeps the local clock time, a duration is exact; kNever past the year 9999.
[[nodiscard]] Instant after(const Session& session, Instant from, const ir::Span& span);

// inputs.cpp
void take(Session& session, const Input& input);

}  // namespace wend::journey
