#include "compiler/ir/builder.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/ir/hash.hpp"

namespace wend::ir {
namespace {

template <typename Number>
Number add_saturating(Number left, Number right) {
  const Number most = std::numeric_limits<Number>::max();
  return left > most - right ? most : static_cast<Number>(left + right);
}

// The position of `item` in `items`, where it is put if it is not there yet.
template <typename Item>
std::uint32_t position_of(Item item, std::vector<Item>& items,
                          std::unordered_multimap<std::uint64_t, std::uint32_t>& by_hash) {
  const std::uint64_t key = hash(item);
  const auto [first, last] = by_hash.equal_range(key);
  const auto found = std::find_if(first, last, [&](const auto& entry) { return items[entry.second] == item; });
  if (found != last) return found->second;
  const auto position = static_cast<std::uint32_t>(items.size());
  items.push_back(std::move(item));
  by_hash.emplace(key, position);
  return position;
}

template <typename Item>
void index(const std::vector<Item>& items, std::unordered_multimap<std::uint64_t, std::uint32_t>& by_hash) {
  for (std::uint32_t position = 0; position < items.size(); ++position)
    by_hash.emplace(hash(items[position]), position);
}

}  // namespace

Builder::Builder(Program& program) : program_(&program) {
  index(program.constants, constants_);
  index(program.moments, moments_);
  index(program.windows, windows_);
  index(program.selections, selections_);
  for (ExpressionId id = 0; id < program.expressions.size(); ++id) {
    expressions_.emplace(hash(program.at(id), program.operands_of(id)), id);
    measure(id);
  }
}

ExpressionId Builder::constant(Type type, OwnedValue value) {
  return leaf(Operation::constant, type,
              position_of(Constant{type, std::move(value)}, program_->constants, constants_));
}

ExpressionId Builder::leaf(Operation operation, Type type, std::uint32_t index, Slot slot) {
  Expression expression;
  expression.operation = operation;
  expression.slot = slot;
  expression.type = type;
  expression.index = index;
  return intern(expression, {});
}

ExpressionId Builder::make(Operation operation, Type type, std::initializer_list<ExpressionId> operands,
                           std::uint32_t index) {
  return make(operation, type, std::span(operands.begin(), operands.size()), index);
}

ExpressionId Builder::make(Operation operation, Type type, std::span<const ExpressionId> operands,
                           std::uint32_t index) {
  Expression expression;
  expression.operation = operation;
  expression.type = type;
  expression.index = index;
  return intern(expression, operands);
}

ExpressionId Builder::moment(const Moment& moment) {
  const Type type = type_of(moment.as_time ? TypeKind::time : TypeKind::date);
  return leaf(Operation::moment, type, position_of(moment, program_->moments, moments_));
}

ExpressionId Builder::window(const Window& window) {
  return leaf(Operation::window, window.type, position_of(window, program_->windows, windows_));
}

ExpressionId Builder::selection(const Selection& selection) {
  return leaf(Operation::selection, selection.type, position_of(selection, program_->selections, selections_));
}

ExpressionId Builder::intern(Expression expression, std::span<const ExpressionId> operands) {
  const std::uint64_t key = hash(expression, operands);
  expression.operand_count = static_cast<std::uint32_t>(operands.size());
  const auto [first, last] = expressions_.equal_range(key);
  for (auto candidate = first; candidate != last; ++candidate) {
    const ExpressionId id = candidate->second;
    expression.first_operand = program_->at(id).first_operand;
    if (program_->at(id) == expression && std::ranges::equal(program_->operands_of(id), operands)) return id;
  }
  const auto id = static_cast<ExpressionId>(program_->expressions.size());
  expression.first_operand = static_cast<std::uint32_t>(program_->operands.size());
  program_->operands.insert(program_->operands.end(), operands.begin(), operands.end());
  program_->expressions.push_back(expression);
  expressions_.emplace(key, id);
  measure(id);
  return id;
}

void Builder::measure(ExpressionId id) {
  std::uint32_t deepest = 0;
  std::uint64_t steps = 1;
  std::uint32_t lists = 0;
  const auto include = [&](ExpressionId part) {
    if (part == kNone) return;
    deepest = std::max(deepest, depth_[part]);
    steps = add_saturating(steps, steps_[part]);
    lists = std::max(lists, lists_[part]);
  };
  std::ranges::for_each(program_->operands_of(id), include);
  if (program_->at(id).operation == Operation::window) {
    const Window& window = program_->windows[program_->at(id).index];
    std::ranges::for_each(std::array{window.where, window.from, window.until}, include);
  }
  if (program_->at(id).operation == Operation::selection) {
    const Selection& selection = program_->selections[program_->at(id).index];
    std::ranges::for_each(std::array{selection.list, selection.where}, include);
    lists = add_saturating(lists, std::uint32_t{1});
  }
  depth_.push_back(add_saturating(deepest, std::uint32_t{1}));
  steps_.push_back(steps);
  lists_.push_back(lists);
}

}  // namespace wend::ir
