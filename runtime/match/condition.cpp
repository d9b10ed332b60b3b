#include "runtime/match/condition.hpp"

#include <algorithm>

namespace wend::match {
namespace {

using ir::ExpressionId;
using ir::Operation;

class Translator {
 public:
  Translator(const std::shared_ptr<const ir::Program>& program, Dear dear, AttributeTable& attributes, Tree& tree)
      : shared_(program), program_(*program), dear_(dear), attributes_(attributes), tree_(tree) {}

  // The node that is true where the expression is `wanted`: true, or false.
  NodeId node(ExpressionId id, bool wanted) {
    const ir::Expression& expression = program_.at(id);
    switch (expression.operation) {
      case Operation::conjunction: return joined(id, wanted, wanted);
      case Operation::disjunction: return joined(id, wanted, !wanted);
      case Operation::negation: return node(operand(id, 0), !wanted);
      case Operation::constant: return constant(id, wanted);
      case Operation::known: return known(id, wanted);
      case Operation::equal: return equal(id, wanted, wanted);
      case Operation::not_equal: return equal(id, wanted, !wanted);
      case Operation::less:
      case Operation::less_equal: return ordered(id, wanted);
      case Operation::member: return member(id, wanted);
      case Operation::tag:
      case Operation::event_field: return truth(id, wanted);
      case Operation::event_time:
      case Operation::moment:
      case Operation::window:
      case Operation::product_field:
      case Operation::contains_all:
      case Operation::contains_any:
      case Operation::text_contains:
      case Operation::text_starts_with:
      case Operation::sum:
      case Operation::multiply:
      case Operation::divide:
      case Operation::negate:
      case Operation::rescale:
      case Operation::round:
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
      case Operation::contact:
      case Operation::place:
      case Operation::distance:
      case Operation::in_area:
      case Operation::record_field:
      case Operation::selection:
      case Operation::customer:
      case Operation::on_list:
      case Operation::list_field: return asked(id, wanted);
    }
    return asked(id, wanted);
  }

  [[nodiscard]] bool has_room() const { return has_room_; }

  // The condition as an attribute of its own.
  NodeId asked(ExpressionId id, bool wanted) {
    if (dear_ == Dear::left_open) return always();
    const std::optional<Attribute> attribute = attributes_.dear(shared_, id);
    if (!attribute) return no_room();
    const std::int64_t value = wanted ? 1 : 0;
    return tree_.test(*attribute, {{value, value}});
  }

 private:
  [[nodiscard]] ExpressionId operand(ExpressionId id, std::size_t at) const { return program_.operands_of(id)[at]; }
  NodeId always() { return tree_.all({}); }
  NodeId never() { return tree_.any({}); }

  NodeId joined(ExpressionId id, bool wanted, bool is_all) {
    std::vector<NodeId> parts;
    for (const ExpressionId part : program_.operands_of(id)) parts.push_back(node(part, wanted));
    return is_all ? tree_.all(parts) : tree_.any(parts);
  }

  NodeId constant(ExpressionId id, bool wanted) {
    const bool* value = std::get_if<bool>(&program_.constants[program_.at(id).index].value);
    return value != nullptr && *value == wanted ? always() : never();
  }

  NodeId no_room() {
    has_room_ = false;
    return always();
  }

  // What the expression is as an attribute; nothing where it is left open, or there is no room.
  std::optional<Attribute> attribute_of(ExpressionId id) {
    const ir::Expression& expression = program_.at(id);
    const bool is_field =
        expression.operation == Operation::event_field || expression.operation == Operation::event_time;
    if (expression.operation == Operation::tag || (is_field && expression.slot == ir::Slot::matched)) {
      return attributes_.cheap(expression.operation, expression.index);
    }
    return dear_ == Dear::left_open ? std::nullopt : attributes_.dear(shared_, id);
  }

  // Where one operand is a constant and the other has a number: the other, and the constant.
  struct Comparison {
    ExpressionId other = ir::kNone;
    const OwnedValue* constant = nullptr;
    bool is_constant_first = false;
  };
  [[nodiscard]] std::optional<Comparison> comparison(ExpressionId id) const {
    for (const bool first : {true, false}) {
      const ExpressionId constant = operand(id, first ? 0 : 1);
      const ExpressionId other = operand(id, first ? 1 : 0);
      if (program_.at(constant).operation != Operation::constant || !has_number(program_.at(other).type)) continue;
      return Comparison{other, &program_.constants[program_.at(constant).index].value, first};
    }
    return std::nullopt;
  }

  NodeId known(ExpressionId id, bool wanted) {
    const ExpressionId of = operand(id, 0);
    const Operation operation = program_.at(of).operation;
    const bool is_plain = operation == Operation::tag || operation == Operation::event_field;
    if (!is_plain || !has_number(program_.at(of).type)) return asked(id, wanted);
    const std::optional<Attribute> attribute = attribute_of(of);
    if (!attribute) return asked(id, wanted);
    return wanted ? tree_.known(*attribute) : tree_.missing(*attribute);
  }

  NodeId truth(ExpressionId id, bool wanted) {
    const std::optional<Attribute> attribute = attribute_of(id);
    if (!attribute) return asked(id, wanted);
    const std::int64_t value = wanted ? 1 : 0;
    return tree_.test(*attribute, {{value, value}});
  }

  // Known, and one of the numbers or (not `is_in`) none of them, which are sorted.
  NodeId among(Attribute attribute, const std::vector<std::int64_t>& numbers, bool is_in) {
    std::vector<Range> ranges;
    std::int64_t from = kLeast;
    bool is_over = false;
    for (const std::int64_t number : numbers) {
      if (is_in) ranges.push_back({number, number});
      if (!is_in && from < number) ranges.push_back({from, number - 1});
      is_over = number == kMost;
      from = is_over ? kMost : number + 1;
    }
    if (!is_in && !is_over) ranges.push_back({from, kMost});
    return tree_.test(attribute, ranges);
  }

  // Two texts may have one hash: that they are equal is refuted by it and then judged, that they differ only judged.
  NodeId text_among(ExpressionId id, bool wanted, Attribute attribute, std::vector<std::int64_t> hashes, bool is_in) {
    std::ranges::sort(hashes);
    const NodeId cheap = is_in ? among(attribute, hashes, true) : tree_.known(attribute);
    return tree_.all({cheap, asked(id, wanted)});
  }

  NodeId equal(ExpressionId id, bool wanted, bool is_equal) {
    const std::optional<Comparison> found = comparison(id);
    if (!found) return asked(id, wanted);
    const std::optional<std::int64_t> number = number_of(borrow(*found->constant));
    if (!number) return never();
    const std::optional<Attribute> attribute = attribute_of(found->other);
    if (!attribute) return asked(id, wanted);
    if (program_.at(found->other).type.kind == TypeKind::text) {
      return text_among(id, wanted, *attribute, {*number}, is_equal);
    }
    return among(*attribute, {*number}, is_equal);
  }

  NodeId ordered(ExpressionId id, bool wanted) {
    const std::optional<Comparison> found = comparison(id);
    if (!found || !is_scalar(program_.at(found->other).type.kind)) return asked(id, wanted);
    const std::optional<std::int64_t> number = number_of(borrow(*found->constant));
    if (!number) return never();
    const std::optional<Attribute> attribute = attribute_of(found->other);
    if (!attribute) return asked(id, wanted);
    const bool or_equal = program_.at(id).operation == Operation::less_equal;
    // `c < x` is above c, `not (c < x)` is at most c; and so on for the other three.
    const bool above = found->is_constant_first == wanted;
    const bool with_equal = or_equal == wanted;
    if (above && !with_equal && *number == kMost) return never();
    if (!above && !with_equal && *number == kLeast) return never();
    if (above) return tree_.test(*attribute, {{with_equal ? *number : *number + 1, kMost}});
    return tree_.test(*attribute, {{kLeast, with_equal ? *number : *number - 1}});
  }

  NodeId member(ExpressionId id, bool wanted) {
    const ExpressionId element = operand(id, 0);
    const ir::Expression& set = program_.at(operand(id, 1));
    if (set.operation != Operation::constant || !has_number(program_.at(element).type)) return asked(id, wanted);
    const OwnedValue& value = program_.constants[set.index].value;
    std::vector<std::int64_t> numbers;
    if (const auto* ordinals = std::get_if<std::vector<std::int32_t>>(&value)) {
      numbers.assign(ordinals->begin(), ordinals->end());
    } else if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
      for (const std::string& text : *texts) numbers.push_back(*number_of(std::string_view(text)));
    } else {
      return never();
    }
    const std::optional<Attribute> attribute = attribute_of(element);
    if (!attribute) return asked(id, wanted);
    const bool is_text = program_.at(element).type.kind == TypeKind::text;
    return is_text ? text_among(id, wanted, *attribute, std::move(numbers), wanted)
                   : among(*attribute, numbers, wanted);
  }

  const std::shared_ptr<const ir::Program>& shared_;
  const ir::Program& program_;
  Dear dear_;
  AttributeTable& attributes_;
  Tree& tree_;
  bool has_room_ = true;
};

bool assign_always(Formula& formula) {
  Tree tree;
  tree.all({});
  return formula.assign(tree);
}

}  // namespace

bool translate(const std::shared_ptr<const ir::Program>& program, std::span<const ir::ExpressionId> conditions,
               Dear dear, AttributeTable& attributes, Formula& formula) {
  Tree tree;
  Translator translator(program, dear, attributes, tree);
  const auto all_of = [&](const auto& node_of) {
    std::vector<NodeId> parts;
    for (const ir::ExpressionId condition : conditions) {
      if (condition != ir::kNone) parts.push_back(node_of(condition));
    }
    tree.set_root(tree.all(parts));
    return translator.has_room() && formula.assign(tree);
  };
  if (all_of([&](ir::ExpressionId condition) { return translator.node(condition, true); })) return true;
  tree.clear();
  if (all_of([&](ir::ExpressionId condition) { return translator.asked(condition, true); })) return true;
  static_cast<void>(assign_always(formula));
  return false;
}

}  // namespace wend::match
