// A program running over its customers, in memory: events and time go in, effects come out.
//
//     host::Result<host::Engine> engine = host::Engine::open(program);
//     engine->load("2873", start, binding, &customer);
//     engine->publish({.id = "695247", .type = "deposit", .customer = "2873", .time = at,
//                      .fields = {{"purpose", "salary"}, {"amount", host::Money::of(8'000, "CNY")}}});
//     engine->advance(at + std::chrono::days(3));
//     for (const host::Effect& effect : *engine->take_effects()) send(effect);
//
// Nothing happens behind the host's back: there is no clock. A customer's time moves by that customer's events, and
// everyone's by `advance`; without either no wait ends. A thread of the engine's compiles conditions that are hot,
// which changes no effect (native.hpp; Native::when_told or off: there is no thread).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <wend/binding.hpp>
#include <wend/name_lists.hpp>
#include <wend/native.hpp>
#include <wend/program.hpp>
#include <wend/result.hpp>
#include <wend/value.hpp>

namespace wend::host {

// Something a customer did. Fields left out are missing.
struct Event {
  std::string id;  // a second delivery of an id is dropped and counted; an empty id is never taken for a known one
  std::string type;
  std::string customer;
  Instant time{};
  std::vector<NamedValue> fields;
};

enum class EffectKind : std::uint8_t { send, assign, grant, enter, exit, goal, skip, place, set, emit, start };
// `send`, `assign` …, as commands and files write it.
[[nodiscard, gnu::visibility("default")]] std::string_view name_of(EffectKind kind) noexcept;

// What a journey wants done. The id is the same wherever and however often the effect is computed: a host that has done
// an id does not do it again.
struct Effect {
  std::string id;  // 32 hexadecimal digits
  EffectKind kind = EffectKind::enter;
  Instant time{};  // when it is due, which is also when it was decided
  std::string customer;
  std::string journey;
  std::int64_t version = 0;
  std::uint32_t entry = 0;  // ordinal of the customer's entry into the journey, from 1
  std::string key;          // of an instance of a keyed journey
  std::string step;         // the step's name; empty for enter, exit and goal
  std::string visit;        // of a step that is repeated: which time around, from 1; `2.1` where loops nest
  std::string action;       // `wechat.payroll_wealth`, a task's, benefit's, tag's, event's, journey's or goal's name
  std::vector<NamedValue> arguments;
  // Of an assign: what the spans among its arguments come to, a date or an instant, under the same names.
  std::vector<NamedValue> due;
  std::string reason;    // of an exit or skip: `completed`, `goal`, `expired`, `consent` …
  std::string policy;    // of a skip: whose rule it was
  std::string winner;    // of a skip: the journey that stands in the way
  bool control = false;  // of a customer who walks as control: only enter, goal and exit
  std::string to;        // of an emit: whose event it is
  Instant until{};       // of a place: when the offer ends
};

// What waits for a customer in an inbound place.
struct Offer {
  std::string effect;  // the id of the `place` effect, which has the arguments
  std::string slot;
  std::string message;  // the template's name
  std::string journey;  // that placed it; empty where it is no longer published
  Instant placed{};
  Instant until{};
};

struct TriggerCount {
  std::string name;
  std::uint64_t fired = 0;
  std::uint64_t customers = 0;  // different ones
};

struct JourneyCount {
  std::string name;
  std::uint64_t entered = 0;
  std::uint64_t customers = 0;  // different ones that entered
  std::uint64_t control = 0;    // of those entered, how many walk as control
  std::uint64_t live = 0;
  std::uint64_t goals_treated = 0;
  std::uint64_t goals_control = 0;
};

// Since the engine was opened.
struct Statistics {
  std::vector<TriggerCount> triggers;  // in the program's order
  std::vector<JourneyCount> journeys;  // likewise, then those no longer published
  std::uint64_t customers = 0;
  std::uint64_t customers_without_tags = 0;  // heard of by an event, and never loaded
  std::uint64_t events = 0;                  // taken
  std::uint64_t repeated = 0;                // dropped, for their id was known
  std::uint64_t late = 0;                    // taken, though earlier than their customer's clock
  std::uint64_t state_bytes = 0;
};

// The bounds that keep a customer's state finite.
struct EngineOptions {
  std::uint32_t events = 1024;  // remembered of each type; windows that reach before the oldest are unknown
  std::uint32_t ids = 256;      // of events, remembered against a second delivery
  // Whether and when conditions are compiled. Native::required is as when_told, with all compiled by `open`.
  Native native = Native::where_possible;
  NativeBudget budget = {};
  // A folder where machine code is kept for the next start, which must belong to the process's user and be closed to
  // others' writing; empty: what the environment's WEND_CODE_CACHE names, or none.
  std::string code_cache = {};
  // Who is on which list from the start; borrowed while the engine is opened. Null: none is there.
  const NameLists* name_lists = nullptr;
  // Answers grants itself, out of the budgets that the schema states, first come, first served: to try things out.
  bool simulate_budgets = false;
};

// For one thread at a time; different engines know nothing of one another. An error leaves the engine as it was, but
// for out_of_memory, after which it should be dropped.
class [[gnu::visibility("default")]] Engine {
 public:
  // Fault::no_time_zone where the system does not know the schema's; another_schema where the lists are of another.
  [[nodiscard]] static Result<Engine> open(const Program& program, const EngineOptions& options = {}) noexcept;
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  // All of a customer's tags; what is not among them is missing. The first load of a customer sets nothing off, a later
  // one applies all changes together. Fault::out_of_range for a time outside the years 1 to 9999, here and below;
  // another_schema where the binding is to another schema.
  [[nodiscard]] Status load(std::string_view customer, Instant time, const Binding& binding, const void* row) noexcept;
  // By name or label. Fault::unknown_name and wrong_type name the tag.
  [[nodiscard]] Status load(std::string_view customer, Instant time, const std::vector<NamedValue>& tags) noexcept;

  // Some tags anew, all together; the others stay. The id is as of an event.
  [[nodiscard]] Status update(std::string_view id, std::string_view customer, Instant time,
                              const std::vector<NamedValue>& tags) noexcept;

  // Fault::unknown_name for an event or field that the schema lacks, wrong_type for a value that is not the field's. A
  // customer not heard of is enrolled, without tags. An event earlier than the customer's clock is taken and counted as
  // late: it becomes history, but unsends nothing, and fires triggers only within the schema's lateness.
  [[nodiscard]] Status publish(const Event& event) noexcept;

  // Removes all that is remembered of the customer: tags, history, what is under way, effects not taken. What is
  // pending never happens, what was counted stays counted. One who is heard of again is a new customer.
  [[nodiscard]] Status forget(std::string_view customer) noexcept;

  // Time has come to `now` for everyone: what is due by then happens. An earlier time than before changes nothing.
  [[nodiscard]] Status advance(Instant now) noexcept;

  // What is on offer to the customer at the instant, in the order in which it was placed.
  [[nodiscard]] Result<std::vector<Offer>> offers(std::string_view customer, Instant at) const noexcept;

  // The effects since the last call, in the order in which they were decided. With an error none is lost: call again.
  [[nodiscard]] Result<std::vector<Effect>> take_effects() noexcept;

  [[nodiscard]] Result<Statistics> statistics() const noexcept;

  // Compiles every condition that is hot or pinned, in this thread: for Native::when_told.
  [[nodiscard]] Status compile() noexcept;
  // What judges the current program's conditions, and how often it was asked.
  [[nodiscard]] Result<std::vector<ConditionCount>> conditions() const noexcept;
  // What compiling them has taken, and whether the folder for machine code serves; zeros until something is compiled.
  [[nodiscard]] Result<CodeCount> code() const noexcept;
  // Keeps every condition of the name (ConditionCount::name) on one executor. Fault::unknown_name.
  [[nodiscard]] Status pin(std::string_view condition, Pin pin) noexcept;

  // From now on the new program runs, over the same customers and history. Who is under way in a journey stays on the
  // version that they entered, unless a newer one migrates them. Fault::another_schema; incomplete_migration.
  [[nodiscard]] Status publish_program(const Program& program) noexcept;

  // From now on these editions of the name lists are asked, by who is under way as well; looks once at every customer.
  // Fault::another_schema.
  [[nodiscard]] Status publish_lists(const NameLists& lists) noexcept;

  struct Parts;

 private:
  friend struct Access;
  explicit Engine(std::unique_ptr<Parts> parts) noexcept;
  std::unique_ptr<Parts> parts_;
};

}  // namespace wend::host
