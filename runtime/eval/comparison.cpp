// Comparisons between values of one type. Texts compare by their bytes: all texts are in NFC once they are inside.
#include "runtime/eval/context.hpp"

namespace wend::eval::operations {
namespace {

// Whether the elements of two sets, given by index, are the same.
template <typename Set>
bool same_elements(const Set& left, const Set& right) {
  if (left.size() != right.size()) return false;
  for (std::size_t index = 0; index < left.size(); ++index) {
    if (left[index] != right[index]) return false;
  }
  return true;
}

// Sets are sorted: texts by bytes, ordinals by number.
template <typename Set, typename Element>
bool has(const Set& set, const Element& element) {
  std::size_t low = 0;
  std::size_t high = set.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (set[middle] == element) return true;
    (set[middle] < element ? low : high) = set[middle] < element ? middle + 1 : middle;
  }
  return false;
}

struct Equality {
  Truth operator()(bool left, bool right) const { return truth(left == right); }
  Truth operator()(std::int64_t left, std::int64_t right) const { return truth(left == right); }
  Truth operator()(std::string_view left, std::string_view right) const { return truth(left == right); }
  Truth operator()(const Ordinals& left, const Ordinals& right) const { return truth(same_elements(left, right)); }
  Truth operator()(const Texts& left, const Texts& right) const { return truth(same_elements(left, right)); }
  // Neither is longer in every month, so a period is only sometimes equal to another: `1 month = 30 days` is unknown.
  Truth operator()(const Period& left, const Period& right) const {
    const std::optional<int> order = compare(left, right);
    return order ? truth(*order == 0) : Truth::unknown;
  }
  // An operand is unknown.
  template <typename Left, typename Right>
  Truth operator()(const Left&, const Right&) const {
    return Truth::unknown;
  }
};

// Whether the first is less (or equal, where `or_equal`); only what has an order compares.
struct Less {
  bool or_equal;

  Truth operator()(std::int64_t left, std::int64_t right) const {
    return truth(or_equal ? left <= right : left < right);
  }
  Truth operator()(std::string_view left, std::string_view right) const {
    return truth(or_equal ? left <= right : left < right);
  }
  Truth operator()(const Period& left, const Period& right) const {
    const std::optional<int> order = compare(left, right);
    if (!order) return Truth::unknown;
    return truth(or_equal ? *order <= 0 : *order < 0);
  }
  template <typename Left, typename Right>
  Truth operator()(const Left&, const Right&) const {
    return Truth::unknown;
  }
};

struct Membership {
  Truth operator()(std::int64_t element, const Ordinals& set) const { return truth(has(set, element)); }
  Truth operator()(std::string_view element, const Texts& set) const { return truth(has(set, element)); }
  template <typename Element, typename Set>
  Truth operator()(const Element&, const Set&) const {
    return Truth::unknown;
  }
};

// Whether the first set has every element of the second, or (not `all`) any of them.
struct Containment {
  bool all;

  Truth operator()(const Ordinals& left, const Ordinals& right) const { return contains(left, right); }
  Truth operator()(const Texts& left, const Texts& right) const { return contains(left, right); }
  template <typename Left, typename Right>
  Truth operator()(const Left&, const Right&) const {
    return Truth::unknown;
  }

 private:
  template <typename Set>
  [[nodiscard]] Truth contains(const Set& left, const Set& right) const {
    for (std::size_t index = 0; index < right.size(); ++index) {
      if (has(left, right[index]) != all) return truth(!all);
    }
    return truth(all);
  }
};

template <typename Compare>
Value compare_operands(const Context& context, ir::ExpressionId id, const Compare& compare) {
  const Value left = evaluate(context, context.operands_of(id)[0]);
  const Value right = evaluate(context, context.operands_of(id)[1]);
  return value_of(std::visit(compare, left, right));
}

}  // namespace

Value equal(const Context& context, ir::ExpressionId id) {
  return compare_operands(context, id, Equality{});
}

Value not_equal(const Context& context, ir::ExpressionId id) {
  return compare_operands(context, id,
                          [](const auto& left, const auto& right) { return wend::negation(Equality{}(left, right)); });
}

Value less(const Context& context, ir::ExpressionId id) {
  return compare_operands(context, id, Less{.or_equal = false});
}

Value less_equal(const Context& context, ir::ExpressionId id) {
  return compare_operands(context, id, Less{.or_equal = true});
}

Value member(const Context& context, ir::ExpressionId id) {
  return compare_operands(context, id, Membership{});
}

Value contains_all(const Context& context, ir::ExpressionId id) {
  return compare_operands(context, id, Containment{.all = true});
}

Value contains_any(const Context& context, ir::ExpressionId id) {
  return compare_operands(context, id, Containment{.all = false});
}

Value text_contains(const Context& context, ir::ExpressionId id) {
  return apply<std::string_view, std::string_view>(context, id, [](std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
  });
}

Value text_starts_with(const Context& context, ir::ExpressionId id) {
  return apply<std::string_view, std::string_view>(
      context, id, [](std::string_view text, std::string_view part) { return text.starts_with(part); });
}

}  // namespace wend::eval::operations
