// Opens a block as a Memory. Bytes from outside are verified: every size, offset, index and order.
#include <algorithm>
#include <cstring>
#include <string_view>

#include "runtime/journey/memory.hpp"
#include "runtime/journey/plausible.hpp"

namespace wend::journey {
namespace {

// Takes entries and rows off the front of a block, and never past its end.
class Reader {
 public:
  Reader(std::span<const std::byte> bytes, Memory::Trust trust) : bytes_(bytes), trust_(trust) {}

  template <typename Entry>
  [[nodiscard]] bool take(Entry& entry) {
    if (left() < sizeof entry) return false;
    std::memcpy(&entry, bytes_.data() + at_, sizeof entry);
    at_ += sizeof entry;
    return true;
  }

  template <typename Entry>
  [[nodiscard]] bool take_all(std::vector<Entry>& entries, std::size_t count) {
    if (count > left() / sizeof(Entry)) return false;
    entries.resize(count);
    if (count > 0) std::memcpy(entries.data(), bytes_.data() + at_, count * sizeof(Entry));
    at_ += count * sizeof(Entry);
    return true;
  }

  // A row of exactly `size` bytes.
  [[nodiscard]] bool take_row(const layout::RowLayout& layout, std::size_t size, const std::byte*& row) {
    if (size > left() || size % layout::kRowAlignment != 0) return false;
    row = bytes_.data() + at_;
    if (trust_ == Memory::Trust::outside) {
      if (!layout::is_sound(layout, bytes_.subspan(at_, size))) return false;
      if (layout::row_size(layout, row) != size) return false;
    }
    at_ += size;
    return true;
  }

  // A text of `size` bytes, padded to the alignment of rows.
  [[nodiscard]] bool take_text(std::string& text, std::uint64_t size) {
    if (size > left()) return false;
    const std::size_t padded = (size + layout::kRowAlignment - 1) / layout::kRowAlignment * layout::kRowAlignment;
    if (padded > left()) return false;
    text.assign(reinterpret_cast<const char*>(bytes_.data() + at_), size);
    at_ += padded;
    return true;
  }

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::size_t left() const { return end_ - at_; }
  // The next section ends here; false where that is before its beginning or after the block's end.
  [[nodiscard]] bool enter(std::uint64_t end) {
    if (end < at_ || end > bytes_.size() || end % layout::kRowAlignment != 0) return false;
    end_ = static_cast<std::size_t>(end);
    return true;
  }

 private:
  std::span<const std::byte> bytes_;
  Memory::Trust trust_;
  std::size_t at_ = 0;
  std::size_t end_ = bytes_.size();
};

bool take_log(Reader& reader, const Plan& plan, history::Log& log) {
  LogEntry entry;
  if (!reader.take(entry) || entry.event >= plan.history().size()) return false;
  const history::Need& need = plan.history()[entry.event];
  std::vector<PastEntry> past;
  if (!need.kept || !reader.take_all(past, entry.count)) return false;
  log.event = entry.event;
  log.complete_since = entry.complete_since;
  log.events.reserve(past.size() + 1);
  for (const PastEntry& one : past) {
    eval::Event event{.type = entry.event, .time = one.time, .fields = {&need.layout, nullptr}};
    if (!reader.take_row(need.layout, one.row_size, event.fields.data)) return false;
    log.events.push_back(event);
  }
  return true;
}

bool take_event(Reader& reader, const layout::RowLayout& layout, RunEvent& event) {
  PastEntry entry;
  if (!reader.take(entry)) return false;
  event.time = entry.time;
  return reader.take_row(layout, entry.row_size, event.row);
}

// The events of the parts that came about, which are those before the awaited one that are no `then no`.
bool take_run(Reader& reader, const PlannedWatch& planned, Run& run) {
  RunEntry entry;
  const std::vector<ir::Stage>& stages = planned.asked().stages;
  if (!reader.take(entry) || entry.stage == 0 || entry.stage >= stages.size()) return false;
  run.since = entry.since;
  run.due = entry.due;
  run.stage = entry.stage;
  std::uint32_t events = 0;
  for (std::size_t stage = 0; stage < entry.stage; ++stage) {
    if (stages[stage].absent) continue;
    if (!take_event(reader, planned.rows[stage], run.events[stage])) return false;
    ++events;
  }
  return events == entry.events;
}

bool take_watches(Reader& reader, const std::vector<PlannedWatch>& planned, std::vector<Watch>& watches) {
  for (const PlannedWatch& one : planned) {
    WatchEntry entry;
    if (!reader.take(entry) || entry.runs > kMostRuns) return false;
    Watch& watch = watches.emplace_back();
    watch.since = entry.since;
    watch.due = entry.due;
    for (std::uint64_t run = 0; run < entry.runs; ++run) {
      if (!take_run(reader, one, watch.runs.emplace_back())) return false;
    }
  }
  return true;
}

bool take_record(Reader& reader, const layout::RowLayout& layout, const std::byte*& row) {
  RecordEntry entry;
  return reader.take(entry) && reader.take_row(layout, entry.row_size, row);
}

bool take_loops(Reader& reader, const PlannedJourney& journey, Instance& instance) {
  instance.loops.resize(journey.loop_steps.size());
  for (std::size_t at = 0; at < instance.loops.size(); ++at) {
    Loop& loop = instance.loops[at];
    if (!reader.take(loop.kept)) return false;
    if (loop.kept.inside != 0 && !take_watches(reader, journey.untils[at], loop.until)) return false;
    if (loop.kept.items > ir::kMostItems) return false;
    for (std::uint64_t item = 0; item < loop.kept.items; ++item) {
      if (!take_record(reader, journey.items[at], loop.items.emplace_back())) return false;
    }
  }
  return true;
}

bool take_instance(Reader& reader, const Plan& plan, Instance& instance) {
  InstanceEntry& kept = instance.kept;
  if (!reader.take(kept) || kept.journey >= plan.journeys().size()) return false;
  const PlannedJourney& journey = plan.journeys()[kept.journey];
  if (kept.has_row != 0 && !reader.take_row(journey.entry_row, kept.row_size, instance.row)) return false;
  if (!reader.take_text(instance.key, kept.key_size)) return false;
  const bool has_record = journey.journey->key && journey.journey->key->is_of_records();
  if (has_record && !take_record(reader, journey.key_record, instance.key_record)) return false;
  if (kept.named >> journey.named_rows.size() != 0) return false;
  for (std::size_t named = 0; named < journey.named_rows.size(); ++named) {
    const bool is_there = (kept.named >> named & 1U) != 0;
    if (is_there && !take_event(reader, journey.named_rows[named], instance.named[named])) return false;
  }
  if (!take_watches(reader, journey.own, instance.own) || !take_loops(reader, journey, instance)) return false;
  if (kept.phase != Phase::live) return true;
  return kept.step < journey.awaited.size() && take_watches(reader, journey.awaited[kept.step], instance.awaited);
}

bool take_measurement(Reader& reader, const Plan& plan, Measurement& measurement) {
  const MeasurementEntry& kept = measurement.kept;
  if (!reader.take(measurement.kept) || kept.journey >= plan.journeys().size()) return false;
  const PlannedJourney& journey = plan.journeys()[kept.journey];
  if (kept.measure >= journey.measures.size()) return false;
  return reader.take_all(measurement.samples, journey.measures[kept.measure].metric->samples.size());
}

bool take_sections(Reader& reader, const Plan& plan, const Header& header, Memory& memory) {
  const auto enter = [&](Section section) { return reader.enter(header.ends[static_cast<std::size_t>(section)]); };
  if (!enter(Section::tags) || !reader.take_row(plan.tags(), reader.left(), memory.tags)) return false;
  if (!enter(Section::logs)) return false;
  while (reader.left() > 0) {
    if (!take_log(reader, plan, memory.logs.emplace_back())) return false;
  }
  if (!enter(Section::ids) || !reader.take_all(memory.ids, reader.left() / sizeof(IdEntry))) return false;
  if (!enter(Section::instances)) return false;
  memory.instances.reserve(reader.left() / sizeof(InstanceEntry));  // there may be fewer
  while (reader.left() > 0) {
    Instance& instance = memory.instances.emplace_back();
    instance.serial = memory.next_serial();
    if (!take_instance(reader, plan, instance)) return false;
  }
  if (!enter(Section::entries)) return false;
  if (!reader.take_all(memory.entries, reader.left() / sizeof(JourneyEntry))) return false;
  if (!enter(Section::watches) || !take_watches(reader, plan.watches(), memory.watches)) return false;
  if (!enter(Section::contacts)) return false;
  if (!reader.take_all(memory.contacts, reader.left() / sizeof(ContactEntry))) return false;
  if (!enter(Section::measurements)) return false;
  while (reader.left() > 0) {
    if (!take_measurement(reader, plan, memory.measurements.emplace_back())) return false;
  }
  if (!enter(Section::offers)) return false;
  return reader.take_all(memory.offers, reader.left() / sizeof(OfferEntry));
}

bool is_header(const Header& header) {
  return header.magic == kStateMagic && header.version == kStateVersion && header.has_tags <= HasTags::loaded;
}

}  // namespace

Result<Memory> Memory::open(const Plan& plan, std::span<const std::byte> bytes, Trust trust) {
  Memory memory(plan);
  Header header;
  Reader reader(bytes, trust);
  if (!reader.take(header) || !is_header(header)) return Error{"these bytes are no customer's state of this version"};
  if (header.plan != plan.fingerprint()) return Error{"the customer's state was made under another program"};
  memory.enrolled = true;
  memory.has_tags = header.has_tags;
  memory.enrolled_at = header.enrolled;
  memory.clock = header.clock;
  memory.size_opened_ = bytes.size();
  if (!take_sections(reader, plan, header, memory)) return Error{"the customer's state is damaged"};
  return memory;
}

Result<Memory> Memory::open(const Plan& plan, const State& state) {
  if (state.empty()) return Memory(plan);
  return open(plan, state.bytes(), Trust::own);
}

Result<State> State::decode(const Plan& plan, std::span<const std::byte> bytes) {
  if (bytes.empty()) return State();
  State state(std::vector<std::byte>(bytes.begin(), bytes.end()));
  const Result<Memory> memory = Memory::open(plan, state.bytes(), Memory::Trust::outside);
  if (!memory) return memory.error();
  // What is sound in its parts must also be what a step could have left, and nothing besides.
  if (!is_plausible(plan, *memory) || memory->close() != state) return Error{"the customer's state is damaged"};
  return state;
}

}  // namespace wend::journey
