// Writes a Memory as a block.
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

void put_instance(Writer& writer, const Instance& instance) {
  InstanceEntry kept = instance.kept;
  kept.loops = static_cast<std::uint32_t>(instance.loops.size());
  kept.awaited = static_cast<std::uint32_t>(instance.awaited.size());
  writer.put(kept);
  if (instance.kept.has_row != 0) writer.append(instance.row, instance.kept.row_size);
  writer.append(instance.key.data(), instance.key.size());
  writer.pad();
  writer.put_all(instance.own_absences);
  writer.put_all(instance.loops);
  writer.put_all(instance.awaited);
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
  for (const Instance& instance : instances) put_instance(writer, instance);
  writer.end(header, Section::instances);
  writer.put_all(entries);
  writer.end(header, Section::entries);
  writer.put_all(absences);
  writer.end(header, Section::absences);
  writer.put_all(contacts);
  writer.end(header, Section::contacts);
  writer.put_all(offers);
  writer.end(header, Section::offers);
  return State(std::move(writer).finish(header));
}

}  // namespace wend::journey
