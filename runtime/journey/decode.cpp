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

bool take_instance(Reader& reader, const Plan& plan, Instance& instance) {
  InstanceEntry& kept = instance.kept;
  if (!reader.take(kept) || kept.journey >= plan.journeys().size()) return false;
  const PlannedJourney& journey = plan.journeys()[kept.journey];
  if (kept.has_row != 0 && !reader.take_row(journey.entry_row, kept.row_size, instance.row)) return false;
  if (!reader.take_text(instance.key, kept.key_size)) return false;
  if (kept.own_absences != journey.own_absences.size() || kept.loops != journey.journey->loops) return false;
  return reader.take_all(instance.own_absences, kept.own_absences) && reader.take_all(instance.loops, kept.loops) &&
         reader.take_all(instance.awaited, kept.awaited);
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
  while (reader.left() > 0) {
    if (!take_instance(reader, plan, memory.instances.emplace_back())) return false;
  }
  if (!enter(Section::entries)) return false;
  if (!reader.take_all(memory.entries, reader.left() / sizeof(JourneyEntry))) return false;
  if (!enter(Section::absences)) return false;
  if (!reader.take_all(memory.absences, reader.left() / sizeof(AbsenceEntry))) return false;
  if (!enter(Section::contacts)) return false;
  if (!reader.take_all(memory.contacts, reader.left() / sizeof(ContactEntry))) return false;
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
