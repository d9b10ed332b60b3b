// Random expressions: whatever is written, the checker answers with one side of the bargain, a diagnostic or a sound
// program. Sound: every operation has the operands and types that operations.def says.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "runtime/eval/evaluate.hpp"
#include "tests/unit/check/checked_text.hpp"

namespace wend::check {
namespace {

using ir::Operation;

// --- random texts ---------------------------------------------------------------------------------------------------

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : random_(seed) {}

  std::string expression(int depth) {
    if (depth == 0 || chance(4)) return leaf();
    const auto part = [&] { return expression(depth - 1); };
    const auto bracketed = [&] { return "(" + part() + ")"; };
    switch (below(12)) {
      case 0: return bracketed() + pick(kArithmetic) + bracketed();
      case 1:
      case 2: return bracketed() + pick(kComparisons) + bracketed();
      case 3: return bracketed() + pick(kLogic) + bracketed();
      case 4: return bracketed() + " in " + pick(kRanges);
      case 5: return bracketed() + " in {" + part() + ", " + part() + "}";
      case 6: return bracketed() + " in " + bracketed() + " .. " + bracketed();
      case 7: return (chance(2) ? "not " : "-") + bracketed();
      case 8: return bracketed() + (chance(2) ? " is known" : " default " + bracketed());
      case 9: return "choose { when " + part() + " then " + part() + " otherwise " + part() + " }";
      case 10: return pick(kFunctions) + "(" + part() + ", " + part() + ")";
      default: return window(depth);
    }
  }

 private:
  static constexpr std::array<const char*, 45> kLeaves = {"aum",
                                                          "wealth_balance",
                                                          "dollars",
                                                          "visits",
                                                          "rate",
                                                          "tier",
                                                          "risk_rating",
                                                          "city",
                                                          "name",
                                                          "birth_date",
                                                          "opened_on",
                                                          "interests",
                                                          "last_login",
                                                          "handled_for",
                                                          "badges",
                                                          "contract",
                                                          "favourite",
                                                          "payroll_customer",
                                                          "side",
                                                          "favourite.risk",
                                                          "favourite.kind",
                                                          "5",
                                                          "0.5",
                                                          "5%",
                                                          "5 CNY",
                                                          "5 USD",
                                                          "3 days",
                                                          "2 hours",
                                                          "1 month",
                                                          "2026-01-31",
                                                          "2026-01-31 09:00",
                                                          "\"text\"",
                                                          "gold",
                                                          "C2",
                                                          "R2",
                                                          "wealth",
                                                          "flexible_wealth",
                                                          "true",
                                                          "today",
                                                          "low",
                                                          "opening",
                                                          "09:30",
                                                          "time_of_day()",
                                                          "time_of_day(last_login)",
                                                          "churn_risk()"};
  static constexpr std::array<const char*, 4> kArithmetic = {" + ", " - ", " * ", " / "};
  static constexpr std::array<const char*, 9> kComparisons = {
      " = ", " != ", " < ", " <= ", " > ", " >= ", " contains ", " contains any ", " starts with "};
  static constexpr std::array<const char*, 2> kLogic = {" and ", " or "};
  static constexpr std::array<const char*, 8> kRanges = {
      "last 30 days",  "next 2 weeks", "today",           "this month",
      "previous year", "last 2 hours", "since opened_on", "2026-01-01 .. 2026-02-01"};
  static constexpr std::array<const char*, 5> kFunctions = {"least", "greatest", "days_between", "round",
                                                            "anniversary"};
  static constexpr std::array<const char*, 10> kAggregates = {"count",    "sum",   "average", "min",      "max",
                                                              "distinct", "first", "latest",  "happened", "time_since"};
  static constexpr std::array<const char*, 6> kSubjects = {
      "deposit", "deposit.amount", "earlier deposit.count_of", "purchase.product", "login", "deposit.purpose"};

  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }
  template <std::size_t size>
  std::string pick(const std::array<const char*, size>& words) {
    return words[below(size)];
  }
  std::string leaf() { return pick(kLeaves); }
  std::string window(int depth) {
    const std::string where = chance(2) ? " where " + expression(depth - 1) : "";
    return pick(kAggregates) + "(" + pick(kSubjects) + where + ", " + pick(kRanges) + ")";
  }

  std::mt19937_64 random_;
};

// --- what operations.def says of types ------------------------------------------------------------------------------

class Verifier {
 public:
  explicit Verifier(const ir::Program& program) : program_(program) {}

  // What is wrong with the expression; empty where nothing is.
  std::string fault(ir::ExpressionId id) const {
    const ir::Expression& expression = program_.at(id);
    const int arity = ir::arity(expression.operation);
    if (arity >= 0 && expression.operand_count != static_cast<std::uint32_t>(arity)) return "operands";
    for (const ir::ExpressionId operand : program_.operands_of(id)) {
      if (operand >= id) return "order";
    }
    return holds(id, expression) ? "" : std::string(ir::name_of(expression.operation));
  }

 private:
  Type type(ir::ExpressionId id) const { return program_.at(id).type; }
  bool is(ir::ExpressionId id, TypeKind kind) const { return type(id).kind == kind; }
  bool all(ir::ExpressionId id, TypeKind kind) const {
    return std::ranges::all_of(program_.operands_of(id), [&](ir::ExpressionId part) { return is(part, kind); });
  }
  bool all_alike(ir::ExpressionId id) const {
    const auto parts = program_.operands_of(id);
    return std::ranges::all_of(parts, [&](ir::ExpressionId part) { return type(part) == type(parts[0]); });
  }
  bool all_scalar(ir::ExpressionId id) const {
    return std::ranges::all_of(program_.operands_of(id),
                               [&](ir::ExpressionId part) { return is_scalar(type(part).kind); });
  }

  bool holds(ir::ExpressionId id, const ir::Expression& expression) const {
    const auto parts = program_.operands_of(id);
    const bool is_truth = expression.type.kind == TypeKind::boolean;
    switch (expression.operation) {
      case Operation::constant: return program_.constants[expression.index].type == expression.type;
      case Operation::tag: return program_.schema->tags[expression.index].type == expression.type;
      case Operation::event_field:
      case Operation::event_time:
      case Operation::moment: return true;
      case Operation::window: return program_.windows[expression.index].type == expression.type;
      case Operation::selection: return program_.selections[expression.index].type == expression.type;
      case Operation::record_field:
      case Operation::list_field: return true;
      case Operation::customer: return expression.type.kind == TypeKind::customer;
      case Operation::on_list: return is_truth && is(parts[0], TypeKind::customer);
      case Operation::in_area: return is_truth && is(parts[0], TypeKind::place);
      case Operation::place: return expression.type.kind == TypeKind::place && all(id, TypeKind::number);
      case Operation::distance: return expression.type.kind == TypeKind::distance && all(id, TypeKind::place);
      case Operation::product_field: return is(parts[0], TypeKind::product);
      case Operation::conjunction:
      case Operation::disjunction:
      case Operation::negation: return is_truth && all(id, TypeKind::boolean) && !parts.empty();
      case Operation::known: return is_truth;
      case Operation::equal:
      case Operation::not_equal: return is_truth && all_alike(id) && !is(parts[0], TypeKind::set);
      case Operation::less:
      case Operation::less_equal:
        return is_truth && all_alike(id) && (all_scalar(id) || is(parts[0], TypeKind::period));
      case Operation::member: {
        const Type set = type(parts[1]);
        return is_truth && set.kind == TypeKind::set &&
               Type{set.element, TypeKind::boolean, set.detail} == type(parts[0]);
      }
      case Operation::contains_all:
      case Operation::contains_any: return is_truth && all_alike(id) && is(parts[0], TypeKind::set);
      case Operation::text_contains:
      case Operation::text_starts_with: return is_truth && all(id, TypeKind::text);
      case Operation::sum: return all_scalar(id) && expression.index <= parts.size() && expression.index > 0;
      case Operation::multiply:
      case Operation::divide: return all_scalar(id) && expression.index <= 1;
      case Operation::negate: return type(parts[0]) == expression.type;
      case Operation::rescale: return is(parts[0], TypeKind::integer) && expression.type.kind == TypeKind::number;
      case Operation::round:
      case Operation::least:
      case Operation::greatest: return all_alike(id) && all_scalar(id) && type(parts[0]) == expression.type;
      case Operation::period_sum: return all(id, TypeKind::period);
      case Operation::period_scale: return is(parts[0], TypeKind::period) && is(parts[1], TypeKind::integer);
      case Operation::date_plus_period: return is(parts[0], TypeKind::date) && is(parts[1], TypeKind::period);
      case Operation::time_plus_period: return is(parts[0], TypeKind::time) && is(parts[1], TypeKind::period);
      case Operation::date_of: return is(parts[0], TypeKind::time) && expression.type.kind == TypeKind::date;
      case Operation::time_of_day_of:
        return is(parts[0], TypeKind::time) && expression.type.kind == TypeKind::time_of_day;
      case Operation::is_business_day: return is(parts[0], TypeKind::date) && is_truth;
      case Operation::start_of_date: return is(parts[0], TypeKind::date) && expression.type.kind == TypeKind::time;
      case Operation::next_anniversary: return all(id, TypeKind::date) && expression.type.kind == TypeKind::date;
      case Operation::anniversary_within: return all(id, TypeKind::date) && is_truth;
      case Operation::choose: return choice_holds(id, expression);
      case Operation::fallback: return all_alike(id) && type(parts[0]) == expression.type;
      case Operation::contact: return parts.empty();
    }
    return false;
  }

  bool choice_holds(ir::ExpressionId id, const ir::Expression& expression) const {
    const auto parts = program_.operands_of(id);
    if (parts.size() < 4 || parts.size() % 2 != 0) return false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const bool condition = i + 2 < parts.size() && i % 2 == 0;
      if (condition ? !is(parts[i], TypeKind::boolean) : type(parts[i]) != expression.type) return false;
    }
    return true;
  }

  const ir::Program& program_;
};

TEST(RandomExpressions, AreSoundProgramsOrHaveADiagnostic) {
  constexpr std::uint64_t kSeed = 20260302;
  constexpr int kPrograms = 6'000;
  Writer writer(kSeed);
  int good = 0;
  for (int i = 0; i < kPrograms; ++i) {
    const std::string text = "tag t = " + writer.expression(1 + i % 4);
    SCOPED_TRACE(text);
    const CheckedText checked(text);
    ASSERT_NE(checked.sink.all().empty(), checked.checked.program.tags.empty()) << checked.said();
    for (std::size_t at = 1; at < checked.sink.all().size(); ++at) {
      ASSERT_NE(checked.sink.all()[at - 1].span, checked.sink.all()[at].span) << checked.said();
    }
    if (!checked.sink.all().empty()) continue;
    ++good;
    const ir::Program& program = checked.checked.program;
    for (ir::ExpressionId id = 0; id < program.expressions.size(); ++id) {
      ASSERT_EQ(Verifier(program).fault(id), "") << ir::to_text(program, id);
    }
    (void)eval::evaluate(program, program.tags.front().value, {});
  }
  RecordProperty("good", good);
  EXPECT_GT(good, kPrograms / 10);
}

}  // namespace
}  // namespace wend::check
