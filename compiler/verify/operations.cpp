// Every operation's operands and result, as the checker makes them (compiler/check) and runtime/eval reads them.
#include <algorithm>

#include "compiler/verify/parts.hpp"
#include "compiler/verify/types.hpp"

namespace wend::verify {
namespace {

using ir::Operation;

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr Type kInteger = type_of(TypeKind::integer);
constexpr Type kNumber = type_of(TypeKind::number);
constexpr Type kDuration = type_of(TypeKind::duration);
constexpr Type kPeriod = type_of(TypeKind::period);
constexpr Type kDate = type_of(TypeKind::date);
constexpr Type kTime = type_of(TypeKind::time);
constexpr Type kTimeOfDay = type_of(TypeKind::time_of_day);
constexpr Type kText = type_of(TypeKind::text);
constexpr Type kProduct = type_of(TypeKind::product);
constexpr Type kPlace = type_of(TypeKind::place);
constexpr Type kDistance = type_of(TypeKind::distance);
constexpr Type kCustomer = type_of(TypeKind::customer);

// One expression, whose operands are sound and as many as the operation takes.
class Typing {
 public:
  Typing(const Subject& subject, ir::ExpressionId id)
      : program_(subject.program), schema_(subject.schema), expression_(program_.at(id)) {
    operands_ = program_.operands_of(id);
  }

  [[nodiscard]] bool is_sound() const {
    switch (expression_.operation) {
      case Operation::constant: return refers_to(program_.constants);
      case Operation::tag: return refers_to(schema_.tags);
      case Operation::event_field:  // what stands in the slot is known where the expression is used: scope.hpp
      case Operation::record_field: return is_slot_of_records() || is(Operation::event_field);
      case Operation::event_time: return gives(kTime);
      case Operation::moment: return is_moment();
      case Operation::window: return refers_to(program_.windows);
      case Operation::selection: return refers_to(program_.selections);
      case Operation::product_field: return takes({kProduct}) && refers_to(schema_.products.fields);
      case Operation::conjunction:
      case Operation::disjunction: return all_are(kBoolean) && gives(kBoolean);
      case Operation::negation: return takes({kBoolean}) && gives(kBoolean);
      case Operation::known: return gives(kBoolean);
      case Operation::equal:
      case Operation::not_equal: return are_comparable() && gives(kBoolean);
      case Operation::less:
      case Operation::less_equal: return is_ordered(schema_, type(0)) && type(0) == type(1) && gives(kBoolean);
      case Operation::member: return type(1).kind == TypeKind::set && type(0) == element_of(type(1)) && gives(kBoolean);
      case Operation::contains_all:
      case Operation::contains_any: return type(0).kind == TypeKind::set && type(0) == type(1) && gives(kBoolean);
      case Operation::text_contains:
      case Operation::text_starts_with: return takes({kText, kText}) && gives(kBoolean);
      case Operation::sum: return expression_.index <= operands_.size() && adds_up();
      case Operation::multiply: return multiplies(type(0), type(1));
      case Operation::divide: return divides();
      case Operation::negate: return (is_amount(type(0)) || type(0) == kPeriod) && gives(type(0));
      case Operation::rescale: return takes({kInteger}) && gives(kNumber);
      case Operation::round: return rounds();
      case Operation::least:
      case Operation::greatest: return has_extremes(schema_, type(0)) && all_are(type(0)) && gives(type(0));
      case Operation::period_sum: return takes({kPeriod, kPeriod}) && gives(kPeriod);
      case Operation::period_scale: return takes({kPeriod, kInteger}) && gives(kPeriod);
      case Operation::date_plus_period: return takes({kDate, kPeriod}) && gives(kDate);
      case Operation::time_plus_period: return takes({kTime, kPeriod}) && gives(kTime);
      case Operation::date_of: return takes({kTime}) && gives(kDate);
      case Operation::time_of_day_of: return takes({kTime}) && gives(kTimeOfDay);
      case Operation::is_business_day: return schema_.calendar && takes({kDate}) && gives(kBoolean);
      case Operation::start_of_date: return takes({kDate}) && gives(kTime);
      case Operation::next_anniversary: return takes({kDate}) && gives(kDate);
      case Operation::anniversary_within: return takes({kDate, kDate, kDate}) && gives(kBoolean);
      case Operation::choose: return chooses();
      case Operation::fallback: return all_are(expression_.type);
      case Operation::contact: return is_part_of_contact();
      case Operation::place: return takes({kNumber, kNumber}) && gives(kPlace);
      case Operation::distance: return takes({kPlace, kPlace}) && gives(kDistance);
      case Operation::in_area: return expression_.index < schema_.areas.size() && takes({kPlace}) && gives(kBoolean);
      case Operation::customer: return gives(kCustomer);
      case Operation::on_list: return expression_.index < schema_.lists.size() && takes({kCustomer}) && gives(kBoolean);
      case Operation::list_field: return takes({kCustomer}) && is_field_of_list();
    }
    return false;
  }

 private:
  [[nodiscard]] bool is(Operation operation) const { return expression_.operation == operation; }
  [[nodiscard]] const Type& type(std::size_t operand) const { return program_.at(operands_[operand]).type; }
  [[nodiscard]] bool gives(const Type& type) const { return expression_.type == type; }
  [[nodiscard]] bool takes(std::initializer_list<Type> types) const {
    std::size_t operand = 0;
    return std::ranges::all_of(types, [&](const Type& one) { return type(operand++) == one; });
  }
  [[nodiscard]] bool all_are(const Type& wanted) const {
    return std::ranges::all_of(operands_, [&](ir::ExpressionId id) { return program_.at(id).type == wanted; });
  }
  // By position, to an item of the expression's type.
  template <typename Items>
  [[nodiscard]] bool refers_to(const Items& items) const {
    return expression_.index < items.size() && gives(items[expression_.index].type);
  }

  [[nodiscard]] bool is_slot_of_records() const {
    return is(Operation::record_field) && ir::field_of(expression_.index).of < ir::kRecordSlots;
  }
  [[nodiscard]] bool is_moment() const {
    if (expression_.index >= program_.moments.size()) return false;
    return gives(program_.moments[expression_.index].as_time ? kTime : kDate);
  }
  [[nodiscard]] bool are_comparable() const {
    return type(0) == type(1) && type(0).kind != TypeKind::set && type(0).kind != TypeKind::list;
  }

  // Amounts of one type; times, of which one is left over for a time and none for a duration; two dates for the days
  // between them.
  [[nodiscard]] bool adds_up() const {
    const std::size_t added = expression_.index;
    if (is_amount(expression_.type) && all_are(expression_.type)) return true;
    if (gives(kInteger)) return added == 1 && operands_.size() == 2 && all_are(kDate);
    if (!gives(kTime) && !gives(kDuration)) return false;
    std::int64_t times = 0;
    for (std::size_t operand = 0; operand < operands_.size(); ++operand) {
      if (type(operand) != kTime && type(operand) != kDuration) return false;
      if (type(operand) == kTime) times += operand < added ? 1 : -1;
    }
    return times == (gives(kTime) ? 1 : 0);
  }

  [[nodiscard]] bool has_scale(ir::Scale scale) const { return expression_.index == static_cast<std::uint32_t>(scale); }
  // What is left over of the scales of two numbers.
  [[nodiscard]] bool multiplies(const Type& left, const Type& right) const {
    if (!is_numeric(right)) return false;
    const bool scaled = right == kNumber && left != kInteger;
    if (!has_scale(scaled ? ir::Scale::number : ir::Scale::one)) return false;
    if (is_quantity(left)) return gives(left);
    return is_numeric(left) && gives(left == kInteger && right == kInteger ? kInteger : kNumber);
  }
  [[nodiscard]] bool divides() const {
    const Type& left = type(0);
    if (left == type(1) && is_amount(left)) return has_scale(ir::Scale::number) && gives(kNumber);
    if (left != kNumber && !is_quantity(left)) return false;
    const bool by_number = type(1) == kNumber;
    if (!by_number && type(1) != kInteger) return false;
    return has_scale(by_number ? ir::Scale::number : ir::Scale::one) && gives(left);
  }
  [[nodiscard]] bool rounds() const {
    const int places = places_of(type(0).kind);
    return places > 0 && std::cmp_less_equal(expression_.index, places) && gives(type(0));
  }

  // Condition, value, condition, value, …, otherwise, unknown.
  [[nodiscard]] bool chooses() const {
    if (operands_.size() < 4 || operands_.size() % 2 != 0) return false;
    for (std::size_t operand = 0; operand < operands_.size(); ++operand) {
      const bool is_condition = operand % 2 == 0 && operand + 2 < operands_.size();
      if (type(operand) != (is_condition ? kBoolean : expression_.type)) return false;
    }
    return true;
  }

  [[nodiscard]] bool is_part_of_contact() const {
    using enum ir::ContactPart;
    if (expression_.index > static_cast<std::uint32_t>(priority)) return false;
    switch (static_cast<ir::ContactPart>(expression_.index)) {
      case product: return gives(kProduct);
      case priority: return gives(kInteger);
      case purpose:
      case channel:
      case message:
      case journey: return gives(kText);
    }
    return false;
  }
  [[nodiscard]] bool is_field_of_list() const {
    const ir::FieldOf field = ir::field_of(expression_.index);
    if (field.of >= schema_.lists.size()) return false;
    const std::vector<schema::Field>& fields = schema_.lists[field.of].fields;
    return field.field < fields.size() && gives(fields[field.field].type);
  }

  const ir::Program& program_;
  const schema::Schema& schema_;
  const ir::Expression& expression_;
  std::span<const ir::ExpressionId> operands_;
};

bool uses_index(Operation operation) {
  switch (operation) {
    case Operation::constant:
    case Operation::tag:
    case Operation::event_field:
    case Operation::moment:
    case Operation::window:
    case Operation::product_field:
    case Operation::sum:
    case Operation::multiply:
    case Operation::divide:
    case Operation::round:
    case Operation::contact:
    case Operation::in_area:
    case Operation::record_field:
    case Operation::selection:
    case Operation::on_list:
    case Operation::list_field: return true;
    case Operation::event_time:
    case Operation::conjunction:
    case Operation::disjunction:
    case Operation::negation:
    case Operation::known:
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
    case Operation::member:
    case Operation::contains_all:
    case Operation::contains_any:
    case Operation::text_contains:
    case Operation::text_starts_with:
    case Operation::negate:
    case Operation::rescale:
    case Operation::least:
    case Operation::greatest:
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
    case Operation::place:
    case Operation::distance:
    case Operation::customer: return false;
  }
  return false;
}

bool is_well_formed(Subject& subject, ir::ExpressionId id) {
  const ir::Expression& expression = subject.program.at(id);
  const std::size_t operands = subject.program.operands.size();
  const bool is_inside =
      expression.first_operand <= operands && expression.operand_count <= operands - expression.first_operand;
  if (!subject.demand(is_inside, "its operands lie outside of the program")) return false;
  const int arity = ir::arity(expression.operation);
  const bool count_is_good = arity < 0 ? expression.operand_count > 0 : std::cmp_equal(expression.operand_count, arity);
  if (!subject.demand(count_is_good, "the operation takes another number of operands")) return false;
  const bool are_before =
      std::ranges::all_of(subject.program.operands_of(id), [&](ir::ExpressionId operand) { return operand < id; });
  if (!subject.demand(are_before, "an operand does not stand before it")) return false;
  const bool has_slot = expression.operation == Operation::event_field || expression.operation == Operation::event_time;
  return subject.demand(has_slot || expression.slot == ir::Slot::matched, "it has a slot that says nothing") &&
         subject.demand(uses_index(expression.operation) || expression.index == 0, "it has an index that says nothing");
}

}  // namespace

bool are_expressions_sound(Subject& subject) {
  for (ir::ExpressionId id = 0; id < subject.program.expressions.size(); ++id) {
    subject.at("expression", id);
    if (!subject.demand(is_type(subject.schema, subject.program.at(id).type), "the schema has no such type")) {
      return false;
    }
    if (!is_well_formed(subject, id)) return false;
    if (!subject.demand(Typing(subject, id).is_sound(), "the operation takes or gives something else")) return false;
  }
  return true;
}

}  // namespace wend::verify
