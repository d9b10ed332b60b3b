#include "runtime/engine/native_predicates.hpp"

#include <algorithm>

namespace wend::engine {
namespace {

constexpr std::size_t kBatch = 64;

// A borrowed value as native code takes it; of a set of texts it holds the address inside `value`.
struct CellOf {
  layout::Cell operator()(Unknown) const { return {}; }
  layout::Cell operator()(bool value) const { return {value ? 1 : 0, 0, 1}; }
  layout::Cell operator()(std::int64_t value) const { return {value, 0, 1}; }
  layout::Cell operator()(const Period& value) const { return layout::cell_of(value); }
  layout::Cell operator()(const std::string_view& value) const { return at(value.data(), value.size()); }
  layout::Cell operator()(const Ordinals& value) const { return at(value.data(), value.size()); }
  layout::Cell operator()(const Texts& value) const { return at(&value, value.size()); }

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

void fill_moments(const ir::Program& program, std::span<const std::uint32_t> wanted, Instant now, const Zone& zone,
                  std::span<layout::Cell> cells) {
  for (const std::uint32_t index : wanted) {
    cells[index] = cell_of(eval::evaluate(program, program.moments[index], now, zone));
  }
}

// `values` keeps what the cells point into.
void fill_windows(const ir::Program& program, std::span<const std::uint32_t> wanted, const eval::Inputs& inputs,
                  std::span<layout::Cell> cells, std::span<Value> values) {
  for (std::size_t position = 0; position < wanted.size(); ++position) {
    values[position] = eval::evaluate(program, program.windows[wanted[position]], inputs);
    cells[wanted[position]] = cell_of(values[position]);
  }
}

layout::EventRow row_of(const eval::Event* event) {
  // The row of an event without fields may have no bytes, and native code takes null for no event.
  static constexpr std::byte kNoFields{};
  if (event == nullptr) return {};
  return {event->fields.data == nullptr ? &kNoFields : event->fields.data, event->time};
}

Truth call(layout::Predicate predicate, const eval::Inputs& inputs, const layout::Cell* moments,
           const layout::Cell* windows) {
  static_assert(layout::kEventSlots == ir::kSlots);
  layout::Frame frame;
  frame.tags = inputs.tags.data;
  frame.moments = moments;
  frame.windows = windows;
  frame.zone = &inputs.zone;
  frame.now = inputs.now;
  for (std::size_t slot = 0; slot < ir::kSlots; ++slot) frame.events[slot] = row_of(inputs.events[slot]);
  return static_cast<Truth>(predicate(&frame));
}

// Whether code that was compiled for the layout reads the row as it lies.
bool reads(const layout::RowLayout* compiled, const layout::Row& row) {
  return compiled == row.layout && (row.layout == nullptr || row.data != nullptr);
}

bool reads(const layout::NativeRequest& request, const ir::Uses& uses, const eval::Inputs& inputs) {
  if (!uses.tags.empty() && !reads(request.tags, inputs.tags)) return false;
  return std::ranges::all_of(uses.slots, [&](ir::Slot slot) {
    const auto position = static_cast<std::size_t>(slot);
    const eval::Event* event = inputs.events[position];
    return event == nullptr ||
           (request.events[position] != nullptr && request.events[position] == event->fields.layout);
  });
}

}  // namespace

Result<NativePredicates> NativePredicates::compile(const NativeLibrary& library,
                                                   std::shared_ptr<const ir::Program> program,
                                                   std::span<const layout::NativeRequest> requests,
                                                   layout::NativeEffort effort) {
  NativePredicates predicates(program, {});
  for (std::size_t first = 0; first < requests.size(); first += kBatch) {
    const auto batch = requests.subspan(first, std::min(kBatch, requests.size() - first));
    Result<NativeCode> code = library.compile(*program, batch, effort);
    if (!code) return code.error();
    for (std::size_t position = 0; position < batch.size(); ++position) {
      const ir::ExpressionId condition = batch[position].condition;
      ir::Uses uses = ir::uses(*program, std::span(&condition, 1));
      predicates.compiled_.emplace(condition, Compiled{code->predicates()[position], batch[position], std::move(uses)});
    }
    predicates.batches_.push_back(std::move(*code));
  }
  return predicates;
}

const NativePredicates::Compiled* NativePredicates::find(ir::ExpressionId condition, const eval::Inputs& inputs) const {
  const auto [first, last] = compiled_.equal_range(condition);
  const auto found = std::find_if(
      first, last, [&](const auto& entry) { return reads(entry.second.request, entry.second.uses, inputs); });
  return found == last ? nullptr : &found->second;
}

Truth NativePredicates::judge(const ir::Program& program, ir::ExpressionId condition,
                              const eval::Inputs& inputs) const {
  const Compiled* compiled = &program == program_.get() ? find(condition, inputs) : nullptr;
  if (compiled == nullptr) return eval::judge(program, condition, inputs);
  std::vector<layout::Cell> moments(end_of(compiled->uses.moments));
  std::vector<layout::Cell> windows(end_of(compiled->uses.windows));
  std::vector<Value> values(compiled->uses.windows.size());
  fill_moments(program, compiled->uses.moments, inputs.now, inputs.zone, moments);
  fill_windows(program, compiled->uses.windows, inputs, windows, values);
  return call(compiled->predicate, inputs, moments.data(), windows.data());
}

NativeCaller::NativeCaller(const NativePredicates& predicates, Instant now, const Zone& zone)
    : predicates_(&predicates) {
  std::vector<ir::ExpressionId> conditions;
  for (const auto& [condition, compiled] : predicates.compiled_) conditions.push_back(condition);
  const ir::Uses uses = ir::uses(*predicates.program_, conditions);
  moments_.resize(end_of(uses.moments));
  windows_.resize(end_of(uses.windows));
  values_.resize(uses.windows.size());
  fill_moments(*predicates.program_, uses.moments, now, zone, moments_);
}

Truth NativeCaller::judge(ir::ExpressionId condition, const eval::Inputs& inputs) {
  const NativePredicates::Compiled* compiled = predicates_->find(condition, inputs);
  const ir::Program& program = *predicates_->program_;
  if (compiled == nullptr) return eval::judge(program, condition, inputs);
  fill_windows(program, compiled->uses.windows, inputs, windows_, values_);
  return call(compiled->predicate, inputs, moments_.data(), windows_.data());
}

}  // namespace wend::engine
