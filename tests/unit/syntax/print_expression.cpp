#include <array>

#include "compiler/syntax/quantities.hpp"
#include "tests/unit/syntax/print_tree.hpp"

namespace wend::syntax {

namespace {

std::string_view spelling(ChainOperator op) {
  constexpr std::array<std::string_view, 6> spellings = {"and", "or", "+", "-", "*", "/"};
  return spellings[static_cast<std::size_t>(op)];
}

std::string_view spelling(ComparisonOperator op) {
  constexpr std::array<std::string_view, 10> spellings = {"=",  "!=", "<",        "<=",           ">",
                                                          ">=", "in", "contains", "contains-any", "starts-with"};
  return spellings[static_cast<std::size_t>(op)];
}

std::string quoted(const std::string& text) {
  return '"' + text + '"';
}

std::string print_chain(const Chain& chain) {
  std::string text = "(" + print(chain.first);
  for (const Chain::Link& link : chain.rest) text += " " + std::string(spelling(link.op)) + " " + print(link.operand);
  return text + ")";
}

std::string print_set(const SetLiteral& set) {
  std::string text = "{";
  for (const ExpressionPtr& element : set.elements) text += (text.size() > 1 ? ", " : "") + print(element);
  return text + "}";
}

std::string print_choice(const ChooseValue& choice) {
  std::string text = "(choose";
  for (const auto& branch : choice.branches) text += " [" + print(branch.condition) + " " + print(branch.value) + "]";
  if (choice.otherwise) text += " otherwise " + print(choice.otherwise);
  if (choice.unknown) text += " unknown " + print(choice.unknown);
  return text + ")";
}

std::string print_fields(const FieldAccess& access) {
  std::string text = print(access.base);
  for (const Name& field : access.fields) text += "." + field.text;
  return text;
}

std::string print_fallbacks(const Default& value) {
  std::string text = "(default " + print(value.operand);
  for (const ExpressionPtr& fallback : value.fallbacks) text += " " + print(fallback);
  return text + ")";
}

std::string print_calendar(const CalendarRange& range) {
  constexpr std::array<std::string_view, 4> units = {"day", "week", "month", "year"};
  return std::string(range.previous ? "previous-" : "this-") + std::string(units[static_cast<std::size_t>(range.unit)]);
}

std::string repeated(std::string_view word, std::size_t count) {
  return std::string(word) + (count > 1 ? "*" + std::to_string(count) : "");
}

}  // namespace

std::string print(const Expression& expression) {
  return std::visit(
      Overloaded{
          [](const BooleanLiteral& node) { return std::string(node.value ? "true" : "false"); },
          [](const QuantityLiteral& node) { return print(node.quantity); },
          [](const TextLiteral& node) { return quoted(node.value); },
          [](const DateLiteral& node) { return print(node.date); },
          [](const TimeOfDayLiteral& node) { return print(node.time); },
          [](const MomentLiteral& node) { return print(node.date) + "T" + print(node.time); },
          [](const SetLiteral& node) { return print_set(node); },
          [](const Reference& node) { return node.path.text(); },
          [](const FieldAccess& node) { return print_fields(node); },
          [](const Call& node) {
            return std::string(node.function ? "@" : "") + node.callee.text() + print(node.arguments);
          },
          [](const Not& node) { return "(" + repeated("not", node.words.size()) + " " + print(node.operand) + ")"; },
          [](const Negation& node) { return "(" + repeated("-", node.signs.size()) + " " + print(node.operand) + ")"; },
          [](const Chain& node) { return print_chain(node); },
          [](const Comparison& node) {
            return "(" + print(node.left) + " " + std::string(spelling(node.op)) + " " + print(node.right) + ")";
          },
          [](const Range& node) {
            return "(" + print(node.low) + (node.excludes_high ? " ..< " : " .. ") + print(node.high) + ")";
          },
          [](const Presence& node) { return "(" + print(node.operand) + (node.known ? " known)" : " missing)"); },
          [](const Default& node) { return print_fallbacks(node); },
          [](const AtTime& node) {
            return "(" + print(node.operand) + " at " + (node.offset ? "+" + print(node.offset) : "entry") + ")";
          },
          [](const Over& node) { return "(" + print(node.operand) + " over " + node.segment.text() + ")"; },
          [](const ChooseValue& node) { return print_choice(node); },
          [](const RelativeRange& node) { return (node.forward ? "(next " : "(last ") + print(node.length) + ")"; },
          [](const CalendarRange& node) { return print_calendar(node); },
          [](const SinceRange& node) { return "(since " + print(node.from) + ")"; },
      },
      expression.node);
}

std::string print(const ExpressionPtr& expression) {
  return expression ? print(*expression) : "-";
}

std::string print(const Quantity& quantity) {
  constexpr std::array<std::string_view, 5> multipliers = {"", "k", "w", "m", "y"};
  constexpr std::array<std::string_view, 13> units = {"",   "%",  "",      "s",  "min",   "h", "d",
                                                      "bd", "wk", "month", "yr", "metre", "km"};
  return quantity.digits + std::string(multipliers[static_cast<std::size_t>(quantity.multiplier)]) +
         std::string(units[static_cast<std::size_t>(quantity.unit)]) + quantity.currency;
}

std::string print(const GivenQuantity& given) {
  return given.parameter ? given.parameter->text() : print(static_cast<const Quantity&>(given));
}

std::string print(const Date& date) {
  return to_text(date);
}

std::string print(const TimeOfDay& time) {
  return to_text(time);
}

std::string print(const std::vector<Argument>& arguments) {
  std::string text = "(";
  for (const Argument& argument : arguments) {
    if (text.size() > 1) text += ", ";
    if (argument.name) text += argument.name->text + ": ";
    if (argument.earlier) text += "earlier ";
    text += print(argument.value);
    if (argument.alias) text += " as " + argument.alias->text;
    if (argument.where) text += " where " + print(argument.where);
  }
  return text + ")";
}

}  // namespace wend::syntax
