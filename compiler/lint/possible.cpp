#include "compiler/lint/possible.hpp"

#include <algorithm>
#include <map>

#include "runtime/value/decimal.hpp"

namespace wend::lint {
namespace {

using ir::ExpressionId;
using ir::Operation;

constexpr std::int64_t kLow = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHigh = std::numeric_limits<std::int64_t>::max();

class Analyser {
 public:
  explicit Analyser(const ir::Program& program) : program_(program) {}

  std::vector<Possible> run() {
    known_.reserve(program_.expressions.size());
    for (ExpressionId id = 0; id < program_.expressions.size(); ++id) known_.push_back(of(id));
    return std::move(known_);
  }

 private:
  Possible of(ExpressionId id) const {
    const ir::Expression& expression = program_.at(id);
    const auto operands = program_.operands_of(id);
    switch (expression.operation) {
      case Operation::constant: return of_constant(program_.constants[expression.index]);
      case Operation::tag: return of_tag(program_.schema->tags[expression.index]);
      case Operation::event_field: return unstated(expression.type);
      case Operation::window: return of_window(program_.windows[expression.index]);
      case Operation::conjunction: return of_conjunction(operands);
      case Operation::disjunction: return of_disjunction(operands);
      case Operation::negation: return of_negation(known_[operands[0]]);
      case Operation::known: return of_known(known_[operands[0]]);
      case Operation::equal: return of_equal(operands[0], operands[1]);
      case Operation::not_equal: return of_negation(of_equal(operands[0], operands[1]));
      case Operation::less: return of_less(operands[0], operands[1], false);
      case Operation::less_equal: return of_less(operands[0], operands[1], true);
      case Operation::sum: return of_sum(operands, expression.index);
      case Operation::rescale: return of_rescale(known_[operands[0]]);
      case Operation::selection: return of_selection(program_.selections[expression.index]);
      case Operation::distance: return of_distance(operands);
      case Operation::place:
      case Operation::in_area:
      case Operation::record_field:
      case Operation::customer:
      case Operation::on_list:
      case Operation::list_field:
      case Operation::least:
      case Operation::greatest:
      case Operation::event_time:
      case Operation::moment:
      case Operation::product_field:
      case Operation::member:
      case Operation::contains_all:
      case Operation::contains_any:
      case Operation::text_contains:
      case Operation::text_starts_with:
      case Operation::multiply:
      case Operation::divide:
      case Operation::negate:
      case Operation::round:
      case Operation::period_sum:
      case Operation::period_scale:
      case Operation::date_plus_period:
      case Operation::time_plus_period:
      case Operation::date_of:
      case Operation::time_of_day_of:
      case Operation::is_business_day:
      case Operation::start_of_date:
      case Operation::next_anniversary:
      case Operation::anniversary_within:
      case Operation::choose:
      case Operation::fallback:
      case Operation::contact: return unstated(expression.type);
    }
    return {};
  }

  // An enum has no values but its own, whatever else is said of it.
  Possible unstated(const Type& type) const {
    Possible result;
    if (type.kind != TypeKind::enumeration) return result;
    result.least = 0;
    result.greatest = static_cast<std::int64_t>(program_.schema->enums[type.detail].values.size()) - 1;
    return result;
  }

  static Possible of_constant(const ir::Constant& constant) {
    Possible result;
    result.can_be_unknown = !is_known(constant.value);
    if (const bool* value = std::get_if<bool>(&constant.value)) {
      result.can_be_true = *value;
      result.can_be_false = !*value;
    }
    if (const auto* value = std::get_if<std::int64_t>(&constant.value)) result.least = result.greatest = *value;
    if (result.can_be_unknown) result.can_be_true = result.can_be_false = false;
    return result;
  }

  Possible of_tag(const schema::Tag& tag) const {
    Possible result = unstated(tag.type);
    result.can_be_unknown = !tag.always_known;
    result.least = std::max(result.least, tag.least.value_or(kLow));
    result.greatest = std::min(result.greatest, tag.greatest.value_or(kHigh));
    return result;
  }

  static Possible of_window(const ir::Window& window) {
    Possible result;
    if (window.aggregate == ir::Aggregate::count || window.aggregate == ir::Aggregate::distinct) result.least = 0;
    return result;
  }

  Possible of_selection(const ir::Selection& selection) const {
    Possible result = unstated(selection.type);
    if (selection.aggregate == ir::Selection::Aggregate::count) result.least = 0;
    return result;
  }

  // Nothing on earth is farther than half way around.
  Possible of_distance(std::span<const ExpressionId> operands) const {
    constexpr std::int64_t kHalfWayAround = 20'015'115;
    Possible result;
    result.can_be_unknown = known_[operands[0]].can_be_unknown || known_[operands[1]].can_be_unknown;
    result.least = 0;
    result.greatest = kHalfWayAround;
    return result;
  }

  Possible of_conjunction(std::span<const ExpressionId> operands) const {
    Possible result{true, false, false, kLow, kHigh};
    for (const ExpressionId operand : operands) {
      result.can_be_true &= known_[operand].can_be_true;
      result.can_be_false |= known_[operand].can_be_false;
      result.can_be_unknown |= known_[operand].can_be_unknown;
    }
    if (result.can_be_true && excludes_itself(operands)) {
      result.can_be_true = false;
      result.can_be_false = true;
    }
    return result;
  }

  Possible of_disjunction(std::span<const ExpressionId> operands) const {
    Possible result{false, true, false, kLow, kHigh};
    for (const ExpressionId operand : operands) {
      result.can_be_true |= known_[operand].can_be_true;
      result.can_be_false &= known_[operand].can_be_false;
      result.can_be_unknown |= known_[operand].can_be_unknown;
    }
    return result;
  }

  static Possible of_negation(Possible operand) {
    std::swap(operand.can_be_true, operand.can_be_false);
    return operand;
  }

  static Possible of_known(const Possible& operand) {
    return {operand.can_be_true || operand.can_be_false, operand.can_be_unknown, false, kLow, kHigh};
  }

  Possible of_less(ExpressionId left, ExpressionId right, bool or_equal) const {
    const Possible &a = known_[left], &b = known_[right];
    Possible result{true, true, a.can_be_unknown || b.can_be_unknown, kLow, kHigh};
    if (!is_scalar(program_.at(left).type.kind)) return result;
    result.can_be_true = or_equal ? a.least <= b.greatest : a.least < b.greatest;
    result.can_be_false = or_equal ? a.greatest > b.least : a.greatest >= b.least;
    return result;
  }

  Possible of_equal(ExpressionId left, ExpressionId right) const {
    const Possible &a = known_[left], &b = known_[right];
    Possible result{true, true, a.can_be_unknown || b.can_be_unknown, kLow, kHigh};
    if (!is_scalar(program_.at(left).type.kind)) return result;
    result.can_be_true = a.least <= b.greatest && b.least <= a.greatest;
    result.can_be_false = a.least != a.greatest || b.least != b.greatest || a.least != b.least;
    return result;
  }

  Possible of_sum(std::span<const ExpressionId> operands, std::uint32_t positives) const {
    decimal::Wide least = 0, greatest = 0;
    Possible result;
    result.can_be_unknown = false;
    for (std::size_t at = 0; at < operands.size(); ++at) {
      const Possible& operand = known_[operands[at]];
      const bool adds = at < positives;
      least += adds ? decimal::Wide{operand.least} : -decimal::Wide{operand.greatest};
      greatest += adds ? decimal::Wide{operand.greatest} : -decimal::Wide{operand.least};
      result.can_be_unknown |= operand.can_be_unknown;
    }
    result.can_be_unknown |= least < kLow || greatest > kHigh;
    result.least = static_cast<std::int64_t>(std::max<decimal::Wide>(least, kLow));
    result.greatest = static_cast<std::int64_t>(std::min<decimal::Wide>(greatest, kHigh));
    return result;
  }

  static Possible of_rescale(Possible operand) {
    const auto scaled = [](std::int64_t value, std::int64_t otherwise) {
      return decimal::narrow(decimal::Wide{value} * decimal::kNumberScale).value_or(otherwise);
    };
    operand.least = operand.least == kLow ? kLow : scaled(operand.least, kLow);
    operand.greatest = operand.greatest == kHigh ? kHigh : scaled(operand.greatest, kHigh);
    return operand;
  }

  // Whether what is asked of one and the same value by several parts leaves no value: `aum > 5 and aum < 3`.
  bool excludes_itself(std::span<const ExpressionId> operands) const {
    std::map<ExpressionId, Possible> asked;
    for (const ExpressionId operand : operands) {
      const ir::Expression& part = program_.at(operand);
      const bool compares = part.operation == Operation::less || part.operation == Operation::less_equal ||
                            part.operation == Operation::equal;
      if (!compares) continue;
      const auto sides = program_.operands_of(operand);
      if (!is_scalar(program_.at(sides[0]).type.kind)) continue;
      const bool strict = part.operation == Operation::less;
      narrow(asked, sides[0], sides[1], strict, part.operation == Operation::equal);
    }
    return std::ranges::any_of(asked, [](const auto& item) { return item.second.least > item.second.greatest; });
  }

  void narrow(std::map<ExpressionId, Possible>& asked, ExpressionId left, ExpressionId right, bool strict,
              bool equal) const {
    const std::int64_t gap = strict ? 1 : 0;
    const auto range = [&](ExpressionId id) -> Possible& { return asked.try_emplace(id, known_[id]).first->second; };
    const Possible &a = known_[left], &b = known_[right];
    if (b.greatest > kLow + gap) range(left).greatest = std::min(range(left).greatest, b.greatest - gap);
    if (a.least < kHigh - gap) range(right).least = std::max(range(right).least, a.least + gap);
    if (!equal) return;
    range(left).least = std::max(range(left).least, b.least);
    range(right).greatest = std::min(range(right).greatest, a.greatest);
  }

  const ir::Program& program_;
  std::vector<Possible> known_;
};

}  // namespace

std::vector<Possible> possible_values(const ir::Program& program) {
  return Analyser(program).run();
}

}  // namespace wend::lint
