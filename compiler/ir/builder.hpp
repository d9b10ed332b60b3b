// Builds the expressions of a Program: equal ones are kept once, constants fold into one table.
//
//     ir::Builder build(program);
//     const ExpressionId aum = build.leaf(Operation::tag, type, index);
//     const ExpressionId limit = build.constant(type, OwnedValue{std::int64_t{500'000}});
//     const ExpressionId condition = build.make(Operation::less_equal, type_of(TypeKind::boolean), {limit, aum});
//
// A Builder may start from a Program that has expressions already (built by another Builder). One Builder at a time
// works on a Program; not for use from several threads.
#pragma once

#include <initializer_list>
#include <span>
#include <unordered_map>
#include <vector>

#include "compiler/ir/program.hpp"

namespace wend::ir {

class Builder {
 public:
  explicit Builder(Program& program);

  // Sets must be sorted and without doubles, texts in NFC.
  ExpressionId constant(Type type, OwnedValue value);
  ExpressionId leaf(Operation operation, Type type, std::uint32_t index, Slot slot = Slot::matched);
  // The operands must exist already, as many as the operation takes.
  ExpressionId make(Operation operation, Type type, std::initializer_list<ExpressionId> operands,
                    std::uint32_t index = 0);
  ExpressionId make(Operation operation, Type type, std::span<const ExpressionId> operands, std::uint32_t index = 0);
  ExpressionId moment(const Moment& moment);
  ExpressionId window(const Window& window);
  ExpressionId selection(const Selection& selection);

  // Nesting below and with the expression, and the steps that evaluating it takes where nothing is shared
  // (saturating): what the bounds kDeepest and kMostSteps speak of. The `where` of a window or
  // a selection counts once, as for one event or record.
  [[nodiscard]] std::uint32_t depth(ExpressionId id) const { return depth_[id]; }
  [[nodiscard]] std::uint64_t steps(ExpressionId id) const { return steps_[id]; }
  // How many lists are looked through inside one another: each of them multiplies the work, so kMostElementRecords
  // bounds them wherever they come from.
  [[nodiscard]] std::uint32_t lists(ExpressionId id) const { return lists_[id]; }

 private:
  using Positions = std::unordered_multimap<std::uint64_t, std::uint32_t>;

  ExpressionId intern(Expression expression, std::span<const ExpressionId> operands);
  void measure(ExpressionId id);

  Program* program_;
  Positions expressions_;
  Positions constants_;
  Positions moments_;
  Positions windows_;
  Positions selections_;
  std::vector<std::uint32_t> depth_;
  std::vector<std::uint64_t> steps_;
  std::vector<std::uint32_t> lists_;
};

}  // namespace wend::ir
