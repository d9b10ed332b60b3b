#include "runtime/engine/native_reads.hpp"

#include <algorithm>
#include <span>
#include <unordered_set>

namespace wend::engine {
namespace {

using Ids = std::vector<ir::ExpressionId>;

// The condition and all that it is made of, operands before those that use them.
Ids parts_of(const ir::Program& program, ir::ExpressionId condition) {
  std::unordered_set<ir::ExpressionId> seen{condition};
  Ids parts{condition};
  for (std::size_t next = 0; next < parts.size(); ++next) {
    for (const ir::ExpressionId operand : program.operands_of(parts[next])) {
      if (seen.insert(operand).second) parts.push_back(operand);
    }
  }
  std::ranges::sort(parts);
  return parts;
}

bool tells_unknown_apart(ir::Operation operation) {
  return operation == ir::Operation::known || operation == ir::Operation::choose ||
         operation == ir::Operation::fallback;
}

bool may_wait(const ir::Program& program, const Ids& parts) {
  std::unordered_set<ir::ExpressionId> waiting;  // for a window
  for (const ir::ExpressionId id : parts) {
    const auto is_waiting = [&](ir::ExpressionId operand) { return waiting.contains(operand); };
    const bool waits = std::ranges::any_of(program.operands_of(id), is_waiting);
    if (waits && tells_unknown_apart(program.at(id).operation)) return false;
    if (waits || program.at(id).operation == ir::Operation::window) waiting.insert(id);
  }
  return true;
}

template <typename Item>
void sort_once(std::vector<Item>& items) {
  std::ranges::sort(items);
  items.erase(std::ranges::unique(items).begin(), items.end());
}

}  // namespace

Reads reads_of(const ir::Program& program, ir::ExpressionId condition, layout::NativeAnswer answer) {
  const Ids parts = parts_of(program, condition);
  Reads reads;
  reads.parts = static_cast<std::uint32_t>(parts.size());
  for (const ir::ExpressionId id : parts) {
    const ir::Expression& expression = program.at(id);
    const ir::Operation operation = expression.operation;
    reads.tags = reads.tags || operation == ir::Operation::tag;
    if (operation == ir::Operation::moment) reads.moments.push_back(expression.index);
    if (operation == ir::Operation::window) reads.windows.push_back(expression.index);
    if (operation == ir::Operation::selection) reads.selections.push_back(expression.index);
    if (operation == ir::Operation::event_field || operation == ir::Operation::event_time) {
      reads.slots.push_back(expression.slot);
    }
  }
  sort_once(reads.slots);
  sort_once(reads.moments);
  sort_once(reads.windows);
  sort_once(reads.selections);
  reads.windows_may_wait = answer == layout::NativeAnswer::truth && may_wait(program, parts);
  return reads;
}

layout::NativeAnswer answer_where_truth_counts(const ir::Program& program, ir::ExpressionId condition) {
  const bool reads_windows = !ir::uses(program, std::span(&condition, 1)).windows.empty();
  return reads_windows ? layout::NativeAnswer::truth : layout::NativeAnswer::holds;
}

}  // namespace wend::engine
