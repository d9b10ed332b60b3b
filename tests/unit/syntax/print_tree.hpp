// Syntax trees as text, for comparing: expressions in prefix form on one line, declarations a clause to a line.
#pragma once

#include <string>

#include "compiler/syntax/tree.hpp"

namespace wend::syntax {

[[nodiscard]] std::string print(const Expression& expression);
[[nodiscard]] std::string print(const Pattern& pattern);
[[nodiscard]] std::string print(const Block& block, int indent = 0);
[[nodiscard]] std::string print(const Declaration& declaration);
[[nodiscard]] std::string print(const Module& module);

// For the other printers.
[[nodiscard]] std::string print(const ExpressionPtr& expression);  // `-` where null
[[nodiscard]] std::string print(const Quantity& quantity);
[[nodiscard]] std::string print(const GivenQuantity& given);
[[nodiscard]] std::string print(const Date& date);
[[nodiscard]] std::string print(const TimeOfDay& time);
[[nodiscard]] std::string print(const std::vector<Argument>& arguments);

template <typename... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <typename... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

}  // namespace wend::syntax
