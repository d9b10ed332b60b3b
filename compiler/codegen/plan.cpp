#include "compiler/codegen/plan.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "compiler/codegen/compiler.hpp"
#include "compiler/codegen/form.hpp"

namespace wend::codegen {
namespace {

using Ids = std::vector<ir::ExpressionId>;

// What the roots read, themselves included: operands before those that use them, and all of it in an order that
// depends on nothing but how the roots are made. Stops where the roots read more than the most.
class Order {
 public:
  explicit Order(const ir::Program& program) : program_(program) {}

  void add(ir::ExpressionId root) {
    std::vector<Visit> path{{root, 0}};
    while (!path.empty() && found_.size() <= kMostExpressions) {
      Visit& visit = path.back();
      const std::span<const ir::ExpressionId> operands = program_.operands_of(visit.id);
      if (visit.next == 0 && seen_.contains(visit.id)) {
        path.pop_back();
      } else if (visit.next < operands.size()) {
        path.push_back({operands[visit.next++], 0});
      } else {
        if (seen_.insert(visit.id).second) found_.push_back(visit.id);
        path.pop_back();
      }
    }
  }

  [[nodiscard]] Ids take() { return std::move(found_); }

 private:
  struct Visit {
    ir::ExpressionId id;
    std::size_t next;  // of its operands
  };

  const ir::Program& program_;
  std::unordered_set<ir::ExpressionId> seen_;
  Ids found_;
};

bool is_computed_in_place(Form form) {
  return form == Form::truth || form == Form::scalar;
}

// Whether lowering the expression itself takes a call, by and large: texts, sets, periods, and what is divided.
bool calls(const ir::Program& program, ir::ExpressionId id) {
  const ir::Expression& expression = program.at(id);
  switch (expression.operation) {
    case ir::Operation::constant:
    case ir::Operation::tag:
    case ir::Operation::event_field:
    case ir::Operation::event_time:
    case ir::Operation::moment:
    case ir::Operation::window:
    case ir::Operation::selection:
    case ir::Operation::customer:
    case ir::Operation::product_field:
    case ir::Operation::contact:
    case ir::Operation::known: return false;
    case ir::Operation::multiply: return static_cast<ir::Scale>(expression.index) != ir::Scale::one;
    case ir::Operation::divide:
    case ir::Operation::round:
    case ir::Operation::text_contains:
    case ir::Operation::text_starts_with:
    case ir::Operation::contains_all:
    case ir::Operation::contains_any:
    case ir::Operation::period_sum:
    case ir::Operation::period_scale:
    case ir::Operation::date_plus_period:
    case ir::Operation::time_plus_period:
    case ir::Operation::date_of:
    case ir::Operation::time_of_day_of:
    case ir::Operation::is_business_day:
    case ir::Operation::start_of_date:
    case ir::Operation::next_anniversary:
    case ir::Operation::anniversary_within:
    case ir::Operation::place:
    case ir::Operation::distance:
    case ir::Operation::in_area:
    case ir::Operation::record_field:
    case ir::Operation::on_list:
    case ir::Operation::list_field: return true;
    case ir::Operation::conjunction:
    case ir::Operation::disjunction:
    case ir::Operation::negation:
    case ir::Operation::equal:
    case ir::Operation::not_equal:
    case ir::Operation::less:
    case ir::Operation::less_equal:
    case ir::Operation::member:
    case ir::Operation::sum:
    case ir::Operation::negate:
    case ir::Operation::rescale:
    case ir::Operation::least:
    case ir::Operation::greatest:
    case ir::Operation::choose:
    case ir::Operation::fallback: {
      const ir::ExpressionId first = program.operands_of(id).empty() ? id : program.operands_of(id).front();
      return !is_computed_in_place(form_of(program.at(first).type));
    }
  }
  return true;
}

// What the condition is made of, however it is nested: each once, in its order.
Ids parts_of(const ir::Program& program, ir::ExpressionId condition) {
  const ir::Operation operation = program.at(condition).operation;
  if (!has_parts(operation)) return {};
  Ids parts;
  std::unordered_set<ir::ExpressionId> seen;
  Ids open{condition};
  while (!open.empty() && parts.size() <= kMostExpressions) {
    const ir::ExpressionId id = open.back();
    open.pop_back();
    if (!seen.insert(id).second) continue;
    if (program.at(id).operation != operation) {
      parts.push_back(id);
      continue;
    }
    const std::span<const ir::ExpressionId> operands = program.operands_of(id);
    open.insert(open.end(), operands.rbegin(), operands.rend());
  }
  return parts;
}

Ids order_of(const ir::Program& program, std::span<const ir::ExpressionId> roots) {
  Order order(program);
  for (const ir::ExpressionId root : roots) order.add(root);
  return order.take();
}

// Puts what the deciders read first, where there are deciders and others.
void put_deciders_first(const ir::Program& program, Plan& plan) {
  std::unordered_set<ir::ExpressionId> calling;
  for (const ir::ExpressionId id : plan.order) {
    const auto is_calling = [&](ir::ExpressionId operand) { return calling.contains(operand); };
    if (calls(program, id) || std::ranges::any_of(program.operands_of(id), is_calling)) calling.insert(id);
  }
  if (calling.empty()) return;
  std::ranges::copy_if(plan.parts, std::back_inserter(plan.deciders),
                       [&](ir::ExpressionId part) { return !calling.contains(part); });
  Ids roots = plan.deciders;
  plan.decisive = order_of(program, roots).size();
  roots.insert(roots.end(), plan.parts.begin(), plan.parts.end());
  plan.order = order_of(program, roots);
}

// Where only is asked whether the condition holds, so it is asked of what its logic is made of; of all else the value.
std::vector<Needed> needed_of(const ir::Program& program, const layout::NativeRequest& request, const Plan& plan) {
  if (request.answer == layout::NativeAnswer::truth) return std::vector<Needed>(plan.order.size(), {.value = true});
  std::unordered_map<ir::ExpressionId, std::size_t> positions;
  for (const ir::ExpressionId id : plan.order) positions.emplace(id, positions.size());
  std::vector<Needed> needed(plan.order.size());
  const auto ask = [&](ir::ExpressionId id, bool so) {
    const Asked asked = without_negations(program, {id, so});
    Needed& what = needed[positions.at(asked.id)];
    if (!has_parts(program.at(asked.id).operation)) {
      what.value = true;
    } else {
      (asked.so ? what.is_true : what.is_false) = true;
    }
  };
  if (plan.parts.empty()) ask(request.condition, true);
  for (const ir::ExpressionId part : plan.parts) ask(part, true);
  // What uses others comes after them.
  for (std::size_t position = needed.size(); position-- > 0;) {
    const Needed user = needed[position];
    for (const ir::ExpressionId operand : program.operands_of(plan.order[position])) {
      if (user.value) needed[positions.at(operand)].value = true;
      if (user.is_true) ask(operand, true);
      if (user.is_false) ask(operand, false);
    }
  }
  return needed;
}

bool fits(const layout::RowLayout* layout, const ir::Expression& expression) {
  if (layout == nullptr || expression.index >= layout->fields.size()) return true;
  return can_hold(layout->fields[expression.index].storage, form_of(expression.type));
}

// What lies in no row of the frame: records that are walked through, and what name lists say of a customer.
bool is_left_to_reference(ir::Operation operation) {
  return operation == ir::Operation::record_field || operation == ir::Operation::list_field;
}

std::optional<Error> objection(const ir::Program& program, ir::ExpressionId id, const layout::NativeRequest& request) {
  const ir::Expression& expression = program.at(id);
  if (form_of(expression.type) == Form::none) return Error{"reads a value of a type that has no native form"};
  if (expression.operation == ir::Operation::contact) return Error{"reads the contact that a policy judges"};
  if (is_left_to_reference(expression.operation)) {
    return Error{"reads " + ir::to_text(program, id) + ", which native code leaves to the reference evaluator"};
  }
  const bool is_tag = expression.operation == ir::Operation::tag;
  const bool is_field = expression.operation == ir::Operation::event_field;
  if ((is_tag && !fits(request.tags, expression)) ||
      (is_field && !fits(request.events[static_cast<std::size_t>(expression.slot)], expression))) {
    return Error{"reads " + ir::to_text(program, id) + ", which the row does not store as a value of its type"};
  }
  return std::nullopt;
}

}  // namespace

Asked without_negations(const ir::Program& program, Asked asked) {
  while (program.at(asked.id).operation == ir::Operation::negation) {
    asked = {program.operands_of(asked.id).front(), !asked.so};
  }
  return asked;
}

bool has_parts(ir::Operation operation) {
  return operation == ir::Operation::conjunction || operation == ir::Operation::disjunction;
}

Result<Plan> plan(const ir::Program& program, const layout::NativeRequest& request) {
  const std::string name = "condition " + std::to_string(request.condition);
  if (request.condition >= program.expressions.size()) return Error{name + " is not in the program"};
  if (program.at(request.condition).type.kind != TypeKind::boolean) return Error{name + " is not boolean"};
  Plan plan;
  plan.parts = parts_of(program, request.condition);
  plan.order =
      order_of(program, plan.parts.empty() ? std::span(&request.condition, 1) : std::span(std::as_const(plan.parts)));
  if (plan.order.size() > kMostExpressions) {
    return Error{name + " reads more than " + std::to_string(kMostExpressions) + " expressions"};
  }
  const auto is_text_set = [&](ir::ExpressionId id) { return form_of(program.at(id).type) == Form::texts; };
  if (std::cmp_greater(std::ranges::count_if(plan.order, is_text_set), kMostTextSets)) {
    return Error{name + " reads more than " + std::to_string(kMostTextSets) + " sets of texts"};
  }
  for (const ir::ExpressionId id : plan.order) {
    if (const auto error = objection(program, id, request)) return Error{name + " " + error->message};
  }
  if (!plan.parts.empty()) put_deciders_first(program, plan);
  plan.needed = needed_of(program, request, plan);
  return plan;
}

}  // namespace wend::codegen
