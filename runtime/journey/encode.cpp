// Writes a Memory as a block.
#include <algorithm>
#include <cstring>

#include "runtime/journey/memory.hpp"

namespace wend::journey {
namespace {

constexpr std::size_t kUsualGrowth = 512;

class Writer {
 public:
  void reserve(std::size_t size) { bytes_.reserve(size); }

  template <typename Entry>
  void put(const Entry& entry) {
    static_assert(sizeof(Entry) % layout::kRowAlignment == 0);
    append(&entry, sizeof entry);
  }
  template <typename Entry>
  void put_all(const std::vector<Entry>& entries) {
    static_assert(sizeof(Entry) % layout::kRowAlignment == 0);
    append(entries.data(), entries.size() * sizeof(Entry));
  }
  void append(const void* data, std::size_t size) {
    const auto* first = static_cast<const std::byte*>(data);
    bytes_.insert(bytes_.end(), first, first + size);
  }
  void pad() {
    bytes_.resize((bytes_.size() + layout::kRowAlignment - 1) / layout::kRowAlignment * layout::kRowAlignment);
  }
  void end(Header& header, Section section) { header.ends[static_cast<std::size_t>(section)] = bytes_.size(); }

  [[nodiscard]] std::vector<std::byte> finish(const Header& header) && {
    std::memcpy(bytes_.data(), &header, sizeof header);
    return std::move(bytes_);
  }

 private:
  std::vector<std::byte> bytes_;
};

void put_log(Writer& writer, const history::Log& log) {
  writer.put(LogEntry{.event = log.event,
                      .count = static_cast<std::uint32_t>(log.events.size()),
                      .complete_since = log.complete_since});
  for (const eval::Event& event : log.events) {
    writer.put(PastEntry{.time = event.time, .row_size = layout::row_size(*event.fields.layout, event.fields.data)});
  }
  for (const eval::Event& event : log.events) {
    writer.append(event.fields.data, layout::row_size(*event.fields.layout, event.fields.data));
  }
}

void put_event(Writer& writer, const layout::RowLayout& layout, const RunEvent& event) {
  const std::size_t size = layout::row_size(layout, event.row);
  writer.put(PastEntry{.time = event.time, .row_size = size});
  writer.append(event.row, size);
}

void put_run(Writer& writer, const PlannedWatch& planned, const Run& run) {
  const auto is_there = [](const RunEvent& event) { return event.row != nullptr; };
  writer.put(RunEntry{.since = run.since,
                      .due = run.due,
                      .stage = run.stage,
                      .events = static_cast<std::uint32_t>(std::ranges::count_if(run.events, is_there))});
  for (std::size_t stage = 0; stage < planned.rows.size(); ++stage) {
    if (is_there(run.events[stage])) put_event(writer, planned.rows[stage], run.events[stage]);
  }
}

void put_watches(Writer& writer, const std::vector<PlannedWatch>& planned, const std::vector<Watch>& watches) {
  for (std::size_t at = 0; at < watches.size(); ++at) {
    const Watch& watch = watches[at];
    writer.put(WatchEntry{.since = watch.since, .due = watch.due, .runs = watch.runs.size()});
    for (const Run& run : watch.runs) put_run(writer, planned[at], run);
  }
}

void put_record(Writer& writer, const layout::RowLayout& layout, const std::byte* row) {
  const std::size_t size = layout::row_size(layout, row);
  writer.put(RecordEntry{.row_size = size});
  writer.append(row, size);
}

void put_instance(Writer& writer, const PlannedJourney& planned, const Instance& instance) {
  writer.put(instance.kept);
  if (instance.kept.has_row != 0) writer.append(instance.row, instance.kept.row_size);
  writer.append(instance.key.data(), instance.key.size());
  writer.pad();
  if (planned.journey->key && planned.journey->key->is_of_records()) {
    put_record(writer, planned.key_record, instance.key_record);
  }
  for (std::size_t named = 0; named < planned.named_rows.size(); ++named) {
    if (instance.named[named].row != nullptr) put_event(writer, planned.named_rows[named], instance.named[named]);
  }
  put_watches(writer, planned.own, instance.own);
  for (std::size_t loop = 0; loop < instance.loops.size(); ++loop) {
    const Loop& one = instance.loops[loop];
    writer.put(one.kept);
    put_watches(writer, planned.untils[loop], one.until);
    for (const std::byte* item : one.items) put_record(writer, planned.items[loop], item);
  }
  if (instance.kept.phase == Phase::live) put_watches(writer, planned.awaited[instance.kept.step], instance.awaited);
}

}  // namespace

State Memory::close() const {
  if (!enrolled) return {};
  Header header{.plan = plan_->fingerprint(), .enrolled = enrolled_at, .clock = clock, .has_tags = has_tags};
  Writer writer;
  writer.reserve(size_opened_ + kUsualGrowth);
  writer.put(header);
  writer.append(tags, layout::row_size(plan_->tags(), tags));
  writer.end(header, Section::tags);
  for (const history::Log& log : logs) put_log(writer, log);
  writer.end(header, Section::logs);
  writer.put_all(ids);
  writer.end(header, Section::ids);
  for (const Instance& instance : instances) put_instance(writer, plan_->journeys()[instance.kept.journey], instance);
  writer.end(header, Section::instances);
  writer.put_all(entries);
  writer.end(header, Section::entries);
  put_watches(writer, plan_->watches(), watches);
  writer.end(header, Section::watches);
  writer.put_all(contacts);
  writer.end(header, Section::contacts);
  for (const Measurement& measurement : measurements) {
    writer.put(measurement.kept);
    writer.put_all(measurement.samples);
  }
  writer.end(header, Section::measurements);
  writer.put_all(offers);
  writer.end(header, Section::offers);
  return State(std::move(writer).finish(header));
}

}  // namespace wend::journey
