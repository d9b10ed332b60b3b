// What a journey wants done, as plain data that outlives the program: the host does it, and at least once.
//
// An effect's id is the same wherever and however often it is computed: a pure function of customer, journey, version,
// key, ordinal of the entry, step's name, visit and item. A host that has done an id does not do it again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/civil_time.hpp"
#include "runtime/value/type.hpp"
#include "runtime/value/value.hpp"

namespace wend::journey {

// Entries with their kind as commands.md writes it: X(name).
#define WEND_EFFECT_KINDS(X) \
  X(send) X(assign) X(grant) X(enter) X(exit) X(goal) X(skip) X(place) X(set) X(emit) X(start)

enum class EffectKind : std::uint8_t {
#define WEND_EFFECT_KIND(name) name,
  WEND_EFFECT_KINDS(WEND_EFFECT_KIND)
#undef WEND_EFFECT_KIND
};
[[nodiscard]] std::string_view name_of(EffectKind kind);

// Why an instance ended (exit) or a contact was left out (skip); `none` for the other kinds.
#define WEND_REASONS(X)                                                                                         \
  X(none, "")                                                                                                   \
  X(completed, "completed")     /* went through its last step */                                                \
  X(stopped, "stopped")         /* came to a `stop` */                                                          \
  X(goal, "goal")               /* reached its goal */                                                          \
  X(exit_on, "exit on")         /* an `exit on` pattern occurred */                                             \
  X(exit_when, "exit when")     /* the `exit when` condition became true */                                     \
  X(expired, "expired")         /* lived as long as `expires` allows */                                         \
  X(withdrawn, "withdrawn")     /* the program that was published has no such journey */                        \
  X(changed, "changed")         /* published anew under the same version, without the step it rested on */      \
  X(migration, "migration")     /* a newer version was published that takes nobody over from where it rested */ \
  X(consent, "consent")         /* skip: a policy's consent is missing */                                       \
  X(sensitive, "sensitive")     /* skip: sensitive tags, and a policy does not permit them */                   \
  X(control, "control")         /* skip: the customer is in a policy's control group */                         \
  X(exclusive, "exclusive")     /* skip: an entry, for another journey of the exclusive group is live */        \
  X(crowded, "crowded")         /* skip: an entry, for the customer has as many live keys as there may be */    \
  X(suitability, "suitability") /* skip: a product is not suitable for the customer */                          \
  X(quiet, "quiet")             /* skip: at this time of day nobody is contacted */                             \
  X(cap, "cap")                 /* skip: there were as many contacts as a policy allows */                      \
  X(reserve, "reserve")         /* skip: what is left is kept for contacts of higher priority */                \
  X(not_for, "for")             /* skip: the journey to be started is not for the customer */                   \
  X(reentry, "reentry")         /* skip: the journey to be started does not take them again yet */              \
  X(live, "live")               /* skip: the customer is in the journey to be started already */                \
  X(nobody, "nobody")           /* skip: whose event it would be is unknown */                                  \
  X(full, "full")               /* skip: as much is on offer, or was started, as there may be */

enum class Reason : std::uint8_t {
#define WEND_REASON(name, text) name,
  WEND_REASONS(WEND_REASON)
#undef WEND_REASON
};
inline constexpr std::size_t kReasons = 0
#define WEND_REASON(name, text) +1
    WEND_REASONS(WEND_REASON)
#undef WEND_REASON
    ;
[[nodiscard]] std::string_view text_of(Reason reason);

struct EffectArgument {
  std::string name;  // of the template's, task's, benefit's or journey's parameter, the event's field, the tag
  Type type;
  OwnedValue value;  // Unknown where it could not be computed
  // Of a task's span, counted from the effect's time by the customer's clock: the date that a period leads to, the
  // instant that a duration does. Nothing for other values, and where it could not be computed.
  struct Due {
    Type type;  // date or time
    std::int64_t value = 0;
    friend bool operator==(const Due&, const Due&) = default;
  };
  std::optional<Due> due{};
};

struct Effect {
  EffectKind kind = EffectKind::enter;
  Reason reason = Reason::none;
  bool control = false;  // of a customer who walks as control: only enter, goal and exit
  std::string id;        // 32 hexadecimal digits
  Instant time = 0;      // when it is due, which is also when it was decided
  std::string customer;
  std::string journey;
  std::int64_t version = 0;
  std::uint32_t entry = 0;   // ordinal of the customer's entry into the journey: 1, 2, …
  std::string key;           // of a keyed journey's instance
  std::string step;          // the step's name; empty for enter, exit and goal, and where an entry was refused
  std::string visit;         // of a step that is repeated: which time around, from 1; `2.1` where loops nest
  std::string item;          // of a step inside `each`: the how manyth record, from 1; `2.1` where they nest
  std::string action;        // `wechat.payroll_wealth`, a task's, benefit's, tag's, event's, journey's or goal's name
  std::uint32_t target = 0;  // position in the schema's channels, slots, tasks, benefits, tags or events
  std::string to;            // of an emit: whose event it is
  Instant until = 0;         // of a place: when the offer ends
  std::string policy;        // for a skip: whose rule it was
  std::string winner;        // for a skip: the journey that stands in the way, or whose contact used a cap up
  std::vector<EffectArgument> arguments;
};

}  // namespace wend::journey
