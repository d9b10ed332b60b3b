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

enum class Section : std::uint8_t { tags, logs, ids, instances, entries, watches, contacts, measurements, offers };
inline constexpr std::size_t kSections = 9;

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

// What a pattern that takes time remembers (runtime/journey/watch.hpp); its runs follow, each with its events.
struct WatchEntry {
  Instant since = 0;
  Instant due = kNever;
  std::uint64_t runs = 0;
};

// A sequence that has begun. `events` of its parts are kept, those that came: a PastEntry for each, then their rows.
struct RunEntry {
  Instant since = 0;  // when the part before the awaited one came about
  Instant due = kNever;
  std::uint32_t stage = 0;  // the part that is awaited
  std::uint32_t events = 0;
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
  std::uint32_t row_size = 0;
  std::uint32_t named = 0;     // bit by bit, which of Journey::named are kept
  std::uint64_t key_hash = 0;  // 0 where the journey has no key
  std::uint64_t key_size = 0;  // bytes of the key, which follows the row, padded to 8
  // Of a contact that rests: the hash of the policy in whose arbitration it took part; 0: in none so far.
  std::uint64_t arbitrated_by = 0;
};

// Where an instance stands in a repeated part of its journey. While it is inside, the watches of `until` follow, and a
// RecordEntry with its row for each record that an `each` goes through.
struct LoopEntry {
  std::uint32_t visit = 0;   // which time around, from 1; 0 where it never came there
  std::uint32_t inside = 0;  // 1 until the last time is over
  Instant since = 0;         // when this time began
  std::uint64_t items = 0;   // of an `each`, while it is inside: how many records
  friend bool operator==(const LoopEntry&, const LoopEntry&) = default;
};

// A record of a list as an instance keeps it; its row follows.
struct RecordEntry {
  std::uint64_t row_size = 0;
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

// What is measured of one entry, followed by a SampleEntry for each of the metric's samples.
struct MeasurementEntry {
  std::uint32_t journey = 0;  // position in Plan::journeys
  std::uint32_t measure = 0;  // position in PlannedJourney::measures
  Instant entered = 0;
  std::uint64_t control = 0;
};

struct SampleEntry {
  static constexpr std::uint64_t kPending = 0;
  static constexpr std::uint64_t kUnknown = 1;
  static constexpr std::uint64_t kKnown = 2;
  Instant due = kNever;
  std::int64_t value = 0;  // the scalar, a truth as 0 or 1; 0 unless known
  std::uint64_t state = kPending;
};

static_assert(std::has_unique_object_representations_v<Header>);
static_assert(std::has_unique_object_representations_v<MeasurementEntry>);
static_assert(std::has_unique_object_representations_v<SampleEntry>);
static_assert(std::has_unique_object_representations_v<LogEntry>);
static_assert(std::has_unique_object_representations_v<PastEntry>);
static_assert(std::has_unique_object_representations_v<IdEntry>);
static_assert(std::has_unique_object_representations_v<WatchEntry>);
static_assert(std::has_unique_object_representations_v<RunEntry>);
static_assert(std::has_unique_object_representations_v<InstanceEntry>);
static_assert(std::has_unique_object_representations_v<JourneyEntry>);
static_assert(std::has_unique_object_representations_v<ContactEntry>);
static_assert(std::has_unique_object_representations_v<LoopEntry>);
static_assert(std::has_unique_object_representations_v<OfferEntry>);
static_assert(std::has_unique_object_representations_v<RecordEntry>);

}  // namespace wend::journey
