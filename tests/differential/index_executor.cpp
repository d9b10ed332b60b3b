#include "tests/differential/index_executor.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/ir/builder.hpp"
#include "runtime/match/event_rules.hpp"

namespace wend::differential {
namespace {

// Rule 2n is condition n, and the next its negation.
class IndexJudges final : public Judges {
 public:
  IndexJudges(const Scenario& scenario, std::span<const ir::ExpressionId> conditions) {
    auto program = std::make_shared<ir::Program>(scenario.program());
    ir::Builder build(*program);
    std::vector<match::EventRules::Rule> rules;
    for (const ir::ExpressionId condition : conditions) {
      const auto id = static_cast<match::RuleId>(rules.size());
      const ir::ExpressionId negation =
          build.make(ir::Operation::negation, type_of(TypeKind::boolean), std::span(&condition, 1));
      rules.push_back({id, program, {condition}});
      rules.push_back({id + 1, program, {negation}});
    }
    EXPECT_TRUE(rules_.add(rules)) << "there is room for all of them";
    // What came and went, and came again, is as it was.
    for (std::size_t at = 0; at < rules.size(); at += 3) rules_.remove(rules[at].id);
    for (std::size_t at = 0; at < rules.size(); at += 3) EXPECT_TRUE(rules_.add(rules[at]));
  }

  [[nodiscard]] Truth judge(std::size_t position, const eval::Inputs& inputs) const override {
    rules_.snapshot().search(inputs, search_);
    const auto is_found = [&](std::size_t rule) {
      return std::ranges::binary_search(search_.found.rules, static_cast<match::RuleId>(rule));
    };
    if (is_found(2 * position)) return is_found(2 * position + 1) ? Truth::unknown : Truth::yes;
    return is_found(2 * position + 1) ? Truth::no : Truth::unknown;
  }

 private:
  match::EventRules rules_;
  mutable match::Search search_;
};

}  // namespace

Result<std::unique_ptr<Judges>> Index::prepare(const Scenario& scenario, std::span<const ir::ExpressionId> conditions,
                                               RowKind) const {
  return std::unique_ptr<Judges>(std::make_unique<IndexJudges>(scenario, conditions));
}

}  // namespace wend::differential
