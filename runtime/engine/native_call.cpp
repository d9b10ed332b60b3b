#include "runtime/engine/native_call.hpp"

#include <algorithm>
#include <array>

namespace wend::engine {
namespace {

// A borrowed value as native code takes it; of a set of texts it holds the address inside `value`.
struct CellOf {
  layout::Cell operator()(Unknown) const { return {}; }
  layout::Cell operator()(bool value) const { return {value ? 1 : 0, 0, 1}; }
  layout::Cell operator()(std::int64_t value) const { return {value, 0, 1}; }
  layout::Cell operator()(const Period& value) const { return layout::cell_of(value); }
  layout::Cell operator()(const std::string_view& value) const { return at(value.data(), value.size()); }
  layout::Cell operator()(const Ordinals& value) const { return at(value.data(), value.size()); }
  layout::Cell operator()(const Texts& value) const { return at(&value, value.size()); }

  // A list is asked by selections, which the reference evaluates.
  layout::Cell operator()(const Records&) const { return {}; }

  static layout::Cell at(const void* address, std::size_t size) {
    return {static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(address)), static_cast<std::uint32_t>(size), 1};
  }
};

layout::Cell cell_of(const Value& value) {
  return std::visit(CellOf{}, value);
}

// One past the last of sorted positions.
std::size_t end_of(const std::vector<std::uint32_t>& positions) {
  return positions.empty() ? 0 : std::size_t{positions.back()} + 1;
}

// `values` keeps what the cells point into.
template <typename Items>
void fill(const ir::Program& program, const Items& items, std::span<const std::uint32_t> read,
          const eval::Inputs& inputs, std::span<layout::Cell> cells, std::span<Value> values) {
  for (std::size_t position = 0; position < read.size(); ++position) {
    values[position] = eval::evaluate(program, items[read[position]], inputs);
    cells[read[position]] = cell_of(values[position]);
  }
}

void forget_windows(const Reads& reads, std::span<layout::Cell> cells) {
  for (const std::uint32_t index : reads.windows) cells[index] = {};
}

layout::EventRow row_of(const eval::Event* event) {
  // The row of an event without fields may have no bytes, and native code takes null for no event.
  static constexpr std::byte kNoFields{};
  if (event == nullptr) return {};
  return {event->fields.data == nullptr ? &kNoFields : event->fields.data, event->time};
}

layout::Cell on_list(const void* name_lists, std::uint32_t list, const char* customer, std::size_t size) {
  const auto* lists = static_cast<const lists::NameLists*>(name_lists);
  const lists::NameList* names = lists == nullptr ? nullptr : lists->find(list);
  return names == nullptr ? layout::Cell{} : cell_of(Value(names->find({customer, size}).has_value()));
}

}  // namespace

void NativeCells::fit(const Reads& reads) {
  const auto grow = [](auto& room, std::size_t size) { room.resize(std::max(room.size(), size)); };
  grow(moments, end_of(reads.moments));
  grow(windows, end_of(reads.windows));
  grow(selections, end_of(reads.selections));
  grow(values, reads.windows.size() + reads.selections.size());
}

layout::Frame frame_of(const ir::Program& program, const Reads& reads, const eval::Inputs& inputs,
                       std::span<const layout::Cell> moments, const NativeCells& cells) {
  static_assert(layout::kEventSlots == ir::kSlots);
  layout::Frame frame;
  frame.tags = inputs.tags.data;
  frame.moments = moments.data();
  frame.windows = cells.windows.data();
  frame.selections = cells.selections.data();
  if (!inputs.customer.empty()) frame.customer = cell_of(inputs.customer);
  frame.name_lists = inputs.name_lists;
  frame.on_list = on_list;
  frame.zone = &inputs.zone;
  frame.calendar = schema::business_calendar(*program.schema);
  frame.now = inputs.now;
  for (const ir::Slot slot : reads.slots)
    frame.events[ir::position_of(slot)] = row_of(inputs.events[ir::position_of(slot)]);
  return frame;
}

// Whether code that was compiled for the layout reads the row as it lies.
bool fits(const layout::RowLayout* compiled, const layout::Row& row) {
  return compiled == row.layout && (row.layout == nullptr || row.data != nullptr);
}

void fill_moments(const ir::Program& program, const Reads& reads, Instant now, const Zone& zone,
                  std::span<layout::Cell> cells) {
  for (const std::uint32_t index : reads.moments) {
    cells[index] = cell_of(eval::evaluate(program, program.moments[index], now, zone));
  }
}

bool fits(const layout::NativeRequest& request, const Reads& reads, const eval::Inputs& inputs) {
  if (reads.tags && !fits(request.tags, inputs.tags)) return false;
  return std::ranges::all_of(reads.slots, [&](ir::Slot slot) {
    const auto position = static_cast<std::size_t>(slot);
    const eval::Event* event = inputs.events[position];
    return event == nullptr ||
           (request.events[position] != nullptr && request.events[position] == event->fields.layout);
  });
}

Truth call(const ir::Program& program, const layout::Predicate& predicate, const Reads& reads,
           const eval::Inputs& inputs, std::span<const layout::Cell> moments, NativeCells& cells) {
  const std::span<Value> values = cells.values;
  const layout::Frame frame = frame_of(program, reads, inputs, moments, cells);
  fill(program, program.selections, reads.selections, inputs, cells.selections, values.subspan(reads.windows.size()));
  if (!reads.windows.empty() && reads.windows_may_wait) {
    // Walking through history costs far more than a call that may do without.
    forget_windows(reads, cells.windows);
    const auto truth = static_cast<Truth>(predicate(&frame));
    if (truth != Truth::unknown) return truth;
  }
  fill(program, program.windows, reads.windows, inputs, cells.windows, values);
  return static_cast<Truth>(predicate(&frame));
}

Truth call_once(const ir::Program& program, const layout::Predicate& predicate, const Reads& reads,
                const eval::Inputs& inputs, std::span<const layout::Cell> moments) {
  NativeCells cells;
  // Most conditions read a few moments at the beginning of a program's, or none.
  std::array<layout::Cell, kMomentsAtHand> at_hand;
  std::span<layout::Cell> room(at_hand);
  const bool has_all = !moments.empty() || reads.moments.empty();
  if (!has_all && end_of(reads.moments) > at_hand.size()) {
    cells.moments.resize(end_of(reads.moments));
    room = cells.moments;
  }
  if (!has_all) fill_moments(program, reads, inputs.now, inputs.zone, room);
  cells.windows.resize(end_of(reads.windows));
  cells.selections.resize(end_of(reads.selections));
  cells.values.resize(reads.windows.size() + reads.selections.size());
  return call(program, predicate, reads, inputs, has_all ? moments : room, cells);
}

}  // namespace wend::engine
