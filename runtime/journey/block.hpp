// The entries of which a State's block is made, as they lie in memory. A change here raises kStateVersion.
#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

#include "runtime/history/applied.hpp"
#include "runtime/journey/state.hpp"

namespace wend::journey {

inline constexpr std::uint32_t kStateMagic = 0x444e4557;  // "WEND" where bytes are little-endian
inline constexpr std::uint32_t kStateVersion = 2;

enum class Section : std::uint8_t { tags, logs, ids, instances, entries, absences, contacts, offers };
inline constexpr std::size_t kSections = 8;

// Whether the customer has tags, and whether all of them were loaded once or only some set.
enum class HasTags : std::uint64_t { no = 0, set = 1, loaded = 2 };

struct Header {
  std::uint32_t magic = kStateMagic;
  std::uint32_t version = kStateVersion;
  std::uint64_t plan = 0;  // Plan::fingerprint
  Instant enrolled = 0;
  Instant clock = 0;
  HasTags has_tags = HasTags::no;
  std::array<std::uint64_t, kSections> ends{};  // offset at which each section ends; the first begins after the header
};

struct LogEntry {
  std::uint32_t event = 0;
  std::uint32_t count = 0;
  Instant complete_since = 0;
};

struct PastEntry {
  Instant time = 0;
  std::uint64_t row_size = 0;
};

using IdEntry = history::AppliedId;

// How long nothing was heard that a pattern `no EVENT … for D` speaks of.
struct AbsenceEntry {
  Instant since = 0;
  Instant due = kNever;  // kNever once it fired, until the event is heard again
  friend bool operator==(const AbsenceEntry&, const AbsenceEntry&) = default;
};

enum class Phase : std::uint8_t {
  live = 0,
  watching = 1,  // has ended, but its goal still counts
  gone = 2,      // is to be forgotten; never in a block
};

struct InstanceEntry {
  std::uint32_t journey = 0;  // position in Plan::journeys
  std::uint32_t entry = 0;    // ordinal of the customer's entries into the journey, from 1
  std::uint32_t step = 0;     // where it rests
  Phase phase = Phase::live;
  std::uint8_t control = 0;
  std::uint8_t goals_reached = 0;  // a bit for each of the journey's goals
  std::uint8_t has_row = 0;        // whether the entering event is kept
  Instant entered = 0;
  Instant event_time = 0;  // the entering event's own time
  Instant rests_since = 0;
  Instant due = kNever;  // when the wait ends
  Instant expires = kNever;
  Instant counts_until = kNever;  // to when the last of its goals is credited
  Instant check = kNever;         // when time alone may next turn `exit when` true
  AbsenceEntry waits;             // the silence that the wait is for
  std::uint32_t row_size = 0;
  std::uint32_t own_absences = 0;
  std::uint64_t key_hash = 0;  // 0 where the journey has no key
  std::uint64_t key_size = 0;  // bytes of the key, which follows the row, padded to 8
  // Of a contact that rests: the hash of the policy in whose arbitration it took part; 0: in none so far.
  std::uint64_t arbitrated_by = 0;
  std::uint32_t loops = 0;
  std::uint32_t awaited = 0;  // silences of a wait for any, one for each branch; none where no branch is for one
};

// Where an instance stands in a repeated part of its journey.
struct LoopEntry {
  std::uint32_t visit = 0;   // which time around, from 1; 0 where it never came there
  std::uint32_t inside = 0;  // 1 until the last time is over
  Instant since = 0;         // when this time began
  AbsenceEntry silence;      // that `until` is for
};

// An offer that waits in an inbound place.
struct OfferEntry {
  std::uint64_t id_high = 0;  // the effect's id
  std::uint64_t id_low = 0;
  std::uint64_t journey = 0;  // hash of the name of the journey that placed it, and which entry that was
  std::uint32_t entry = 0;
  std::uint32_t slot = 0;
  std::uint32_t message = 0;  // position in the slot's templates
  std::uint32_t reserved = 0;
  Instant placed = 0;
  Instant until = 0;
};

// Of a keyed journey there is one for each key, and one with no key whose `entered` counts them all.
struct JourneyEntry {
  std::uint64_t name_hash = 0;
  std::uint64_t key_hash = 0;
  std::uint64_t entered = 0;  // how often
  Instant ended = kNever;     // when the last instance ended; kNever: none did
};

// A contact that was emitted, for the policies that count it.
struct ContactEntry {
  std::uint64_t counted = 0;  // PlannedPolicy::counted: what the policy counts
  Instant time = 0;
  std::uint64_t journey = 0;  // name_hash of the journey that made it
  std::uint32_t medium = 0;   // position in the schema's channels; of a slot, with kSlotBit
  std::int32_t priority = 0;  // of the journey
};
inline constexpr std::uint32_t kSlotBit = 1U << 31U;

static_assert(std::has_unique_object_representations_v<Header>);
static_assert(std::has_unique_object_representations_v<LogEntry>);
static_assert(std::has_unique_object_representations_v<PastEntry>);
static_assert(std::has_unique_object_representations_v<IdEntry>);
static_assert(std::has_unique_object_representations_v<InstanceEntry>);
static_assert(std::has_unique_object_representations_v<JourneyEntry>);
static_assert(std::has_unique_object_representations_v<ContactEntry>);
static_assert(std::has_unique_object_representations_v<LoopEntry>);
static_assert(std::has_unique_object_representations_v<OfferEntry>);

}  // namespace wend::journey
