// A program under construction and shorthand for its constants, for the tests of the evaluator.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/ir/builder.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::eval {

inline constexpr Type kBoolean = type_of(TypeKind::boolean);
inline constexpr Type kInteger = type_of(TypeKind::integer);
inline constexpr Type kNumber = type_of(TypeKind::number);
inline constexpr Type kMoney = money_in(0);
inline constexpr Type kDuration = type_of(TypeKind::duration);
inline constexpr Type kPeriod = type_of(TypeKind::period);
inline constexpr Type kDate = type_of(TypeKind::date);
inline constexpr Type kTime = type_of(TypeKind::time);
inline constexpr Type kText = type_of(TypeKind::text);
inline constexpr Type kColour = enumeration(0);
inline constexpr Type kColours = set_of_enumeration(0);
inline constexpr Type kTexts = set_of_text();

using Id = ir::ExpressionId;
using ir::Operation;

class EvaluatorTest : public testing::Test {
 protected:
  EvaluatorTest() { program_.schema = schema_; }

  Id boolean(Truth value) {
    if (value == Truth::unknown) return unknown(kBoolean);
    return build_.constant(kBoolean, value == Truth::yes);
  }
  Id unknown(Type type) { return build_.constant(type, Unknown{}); }
  Id integer(std::int64_t value) { return build_.constant(kInteger, value); }
  Id number(std::string_view text) { return build_.constant(kNumber, *decimal::parse(text, decimal::kNumberPlaces)); }
  Id money(std::string_view text) { return build_.constant(kMoney, *decimal::parse(text, decimal::kMoneyPlaces)); }
  Id text(std::string value) { return build_.constant(kText, std::move(value)); }
  Id texts(std::vector<std::string> values) { return build_.constant(kTexts, std::move(values)); }
  Id colours(std::vector<std::int32_t> values) { return build_.constant(kColours, std::move(values)); }
  Id date(std::string_view value) { return build_.constant(kDate, std::int64_t{*parse_date(value)}); }
  Id time(std::string_view value) { return build_.constant(kTime, *parse_time(value, inputs_.zone)); }
  Id period(Period value) { return build_.constant(kPeriod, value); }

  Id make(Operation operation, std::initializer_list<Id> operands, Type type = kBoolean, std::uint32_t index = 0) {
    return build_.make(operation, type, operands, index);
  }

  [[nodiscard]] Value value(Id id) const { return evaluate(program_, id, inputs_); }
  [[nodiscard]] Truth truth_at(Id id) const { return judge(program_, id, inputs_); }
  // The value as text: scalars and periods in their raw form.
  [[nodiscard]] std::string shown(Id id) const { return show(value(id)); }
  [[nodiscard]] static std::string show(const Value& value) {
    if (const auto* known = std::get_if<bool>(&value)) return *known ? "true" : "false";
    if (const auto* known = std::get_if<std::int64_t>(&value)) return std::to_string(*known);
    if (const auto* known = std::get_if<Period>(&value)) return format_period(*known);
    if (const auto* known = std::get_if<std::string_view>(&value)) return std::string(*known);
    return is_known(value) ? "a set" : "unknown";
  }
  [[nodiscard]] std::string shown_number(Id id) const { return decimal_at(id, decimal::kNumberPlaces); }
  [[nodiscard]] std::string shown_money(Id id) const { return decimal_at(id, decimal::kMoneyPlaces); }
  [[nodiscard]] std::string shown_date(Id id) const {
    const Value found = value(id);
    const auto* known = std::get_if<std::int64_t>(&found);
    return known == nullptr ? "unknown" : format_date(static_cast<Date>(*known));
  }
  [[nodiscard]] std::string shown_time(Id id) const {
    const Value found = value(id);
    const auto* known = std::get_if<std::int64_t>(&found);
    return known == nullptr ? "unknown" : format_time(*known, inputs_.zone);
  }

  std::shared_ptr<schema::Schema> schema_ = std::make_shared<schema::Schema>();
  ir::Program program_;
  ir::Builder build_{program_};
  Inputs inputs_;

 private:
  [[nodiscard]] std::string decimal_at(Id id, int places) const {
    const Value found = value(id);
    const auto* known = std::get_if<std::int64_t>(&found);
    return known == nullptr ? "unknown" : decimal::format(*known, places);
  }
};

}  // namespace wend::eval
