// Operator precedence: from a flat list of operands and operators to a tree.
//
// The classical two stacks, so that no chain, however long, makes a call nest. From tight to loose:
//
//     8  at entry, at +D, over SEGMENT, default
//     7  unary minus
//     6  * /
//     5  + -
//     4  .. ..<, since
//     3  = != < <= > >= in contains, contains any, starts with, is known, is missing
//     2  not
//     1  and; or: mixed only with parentheses
//
// Operands of one chain are collected into one node, from the left.
#pragma once

#include "compiler/syntax/build/context.hpp"

namespace wend::syntax::build {

enum class Prefix : std::uint8_t { logical_not, since, minus };

enum class Infix : std::uint8_t {
  logical_and,
  logical_or,
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  in,
  contains,
  contains_any,
  starts_with,
  range,
  range_below,
  add,
  subtract,
  multiply,
  divide,
  default_,
};

class OperatorStacks {
 public:
  explicit OperatorStacks(BuildContext& context) : context_(context) {}

  void prefix(Prefix op, const Span& at);
  // `outer` is the operand with the parentheses around it.
  void operand(ExpressionPtr expression, const Span& outer);
  void infix(Infix op, const Span& at);
  void presence(bool known, const Span& at);
  void at_time(ExpressionPtr offset, const Span& at);
  void over(Path segment, const Span& at);
  // After at least one operand, and as many operands as operators ask for.
  [[nodiscard]] ExpressionPtr finish();

 private:
  struct Operator {
    bool is_prefix = false;
    Prefix prefix = Prefix::minus;
    Infix infix = Infix::add;
    int level = 0;
    Span span;
    bool misplaced = false;  // a prefix that what stands before it does not reach over
  };
  struct Operand {
    ExpressionPtr expression;
    Span outer;
  };

  void reduce_while_at_least(int level);
  void reduce();
  void reduce_prefix();
  void reduce_infix(const Operator& op);
  void join_chain(const Operator& op, Operand& left, Operand right);
  void compare(const Operator& op, Operand& left, Operand right);
  // `middle`: what is compared on both sides, `b` of `a < b < c`; null where it is not known.
  void report_chain(const Span& at, const Expression* middle);
  void report_mixture();
  void make_range(const Operator& op, Operand& left, Operand right);
  void add_fallback(Operand& left, Operand right);
  [[nodiscard]] Operand pop();
  // Wraps the operand on top in a node that ends at `at`.
  template <typename Node>
  void wrap(Node node, const Span& at);
  // Whether the operand is a node of that kind that the author has not put in parentheses.
  template <typename Node>
  [[nodiscard]] static bool is_bare(const Operand& operand);

  BuildContext& context_;
  std::vector<Operator> operators_;
  std::vector<Operand> operands_;
  std::optional<Span> mixture_;  // where `and` and `or` were mixed for the first time
  bool reported_chain_ = false;
};

}  // namespace wend::syntax::build
