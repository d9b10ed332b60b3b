// A customer's state while a step works on it: opened from a block, changed, written as the next block.
//
// Rows are borrowed from the block that it was opened from, or lie in rows of its own where they are new.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/history/applied.hpp"
#include "runtime/history/log.hpp"
#include "runtime/journey/block.hpp"
#include "runtime/journey/plan.hpp"
#include "runtime/journey/state.hpp"
#include "runtime/journey/watch.hpp"

namespace wend::journey {

// A repeated part of a journey, as one instance goes through it.
struct Loop {
  LoopEntry kept;
  std::vector<Watch> until;             // by PlannedJourney::untils, while it is inside
  std::vector<const std::byte*> items;  // of an `each` while it is inside: the records, in PlannedJourney::items
};

struct Instance {
  InstanceEntry kept;
  const std::byte* row = nullptr;              // the entering event and the parameters, in PlannedJourney::entry_row
  std::array<RunEvent, ir::kMostNamed> named;  // by Journey::named, in PlannedJourney::named_rows
  std::vector<Watch> own;                      // by PlannedJourney::own
  std::vector<Watch> awaited;                  // by PlannedJourney::awaited of its step, where it is live
  std::vector<Loop> loops = {};                // by ir::Repeat::loop
  // Which instance it is for as long as the memory lives, wherever it stands.
  std::uint64_t serial = 0;
  std::string key = {};                   // of a keyed journey; empty for others
  const std::byte* key_record = nullptr;  // of one keyed by records, in PlannedJourney::key_record
};

// What is measured of one entry; goes on when the instance has ended.
struct Measurement {
  MeasurementEntry kept;
  std::vector<SampleEntry> samples;  // by ir::Metric::samples; at least one is pending
};

class Memory {
 public:
  // How much a block is trusted: one that a step made, or bytes from outside.
  enum class Trust : std::uint8_t { own, outside };

  // The state of a customer never heard of is empty: a memory not yet enrolled.
  explicit Memory(const Plan& plan) : plan_(&plan) {}
  // Borrows from the bytes, which are aligned to 8.
  [[nodiscard]] static Result<Memory> open(const Plan& plan, std::span<const std::byte> bytes, Trust trust);
  // The state that a step left, or a memory not yet enrolled where it is empty.
  [[nodiscard]] static Result<Memory> open(const Plan& plan, const State& state);
  [[nodiscard]] State close() const;

  void enroll(Instant at);

  // Keeps a row for as long as the memory lives.
  const std::byte* keep(std::vector<std::byte> row);
  // The row as one of `layout`, with the fields that both have.
  const std::byte* keep_as(const layout::RowLayout& layout, const layout::Row& row);

  // For an instance that is new in this memory.
  [[nodiscard]] std::uint64_t next_serial() { return ++serials_; }

  // How often the customer entered the journey, and when that last ended; made where there is none.
  [[nodiscard]] JourneyEntry& entries_of(std::uint64_t name_hash, std::uint64_t key_hash = 0);
  // The log of an event type, or null where the plan keeps none.
  [[nodiscard]] history::Log* log_of(schema::EventIndex event);

  bool enrolled = false;
  HasTags has_tags = HasTags::no;
  Instant enrolled_at = 0;
  Instant clock = kAlways;
  const std::byte* tags = nullptr;
  std::vector<history::Log> logs;  // of the event types kept, in the schema's order
  std::vector<IdEntry> ids;
  std::vector<Instance> instances;        // by priority, time of entry, journey's name
  std::vector<JourneyEntry> entries;      // by name_hash and key_hash
  std::vector<Watch> watches;             // by Plan::watches
  std::vector<Measurement> measurements;  // in the order in which they began
  std::vector<ContactEntry> contacts;     // by time
  std::vector<OfferEntry> offers;         // in the order in which they were placed

 private:
  const Plan* plan_;
  std::size_t size_opened_ = 0;
  std::uint64_t serials_ = 0;
  std::vector<std::vector<std::byte>> rows_;  // moved as it grows, their bytes stay where they are
};

}  // namespace wend::journey
