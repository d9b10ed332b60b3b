#include "runtime/journey/memory.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace wend::journey {

void Memory::enroll(Instant at) {
  enrolled = true;
  enrolled_at = at;
  tags = plan_->no_tags().data();
  const std::vector<history::Need>& needs = plan_->history();
  for (std::size_t event = 0; event < needs.size(); ++event) {
    if (!needs[event].kept) continue;
    const auto index = static_cast<schema::EventIndex>(event);
    const std::optional<Instant> vouched = plan_->schema().events[event].complete_since;
    logs.push_back({.event = index, .complete_since = vouched.value_or(history::kComplete), .events = {}});
  }
}

const std::byte* Memory::keep(std::vector<std::byte> row) {
  return rows_.emplace_back(std::move(row)).data();
}

const std::byte* Memory::keep_as(const layout::RowLayout& layout, const layout::Row& row) {
  if (row.layout == &layout) {
    const std::size_t size = layout::row_size(layout, row.data);
    return keep(std::vector<std::byte>(row.data, row.data + size));
  }
  std::vector<Value> values(layout.fields.size());
  for (std::size_t field = 0; field < values.size(); ++field) {
    if (layout.fields[field].storage == layout::Storage::absent || field >= row.layout->fields.size()) continue;
    values[field] = layout::load(row, static_cast<std::uint32_t>(field));
  }
  std::vector<std::byte> dense;
  layout::append_row(layout, values, dense);
  return keep(std::move(dense));
}

JourneyEntry& Memory::entries_of(std::uint64_t name_hash, std::uint64_t key_hash) {
  const auto is_before = [&](const JourneyEntry& entry, const std::pair<std::uint64_t, std::uint64_t>& asked) {
    return std::pair(entry.name_hash, entry.key_hash) < asked;
  };
  auto place = std::lower_bound(entries.begin(), entries.end(), std::pair(name_hash, key_hash), is_before);
  if (place == entries.end() || place->name_hash != name_hash || place->key_hash != key_hash) {
    place = entries.insert(place, JourneyEntry{.name_hash = name_hash, .key_hash = key_hash});
  }
  return *place;
}

history::Log* Memory::log_of(schema::EventIndex event) {
  const auto log = std::ranges::lower_bound(logs, event, {}, &history::Log::event);
  return log == logs.end() || log->event != event ? nullptr : &*log;
}

}  // namespace wend::journey
