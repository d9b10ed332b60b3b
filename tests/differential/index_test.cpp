// Many random rules in one index, which come and go in any order, against the reference: the set of rules that it
// finds.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <random>

#include "runtime/match/event_rules.hpp"
#include "tests/differential/random.hpp"
#include "tests/differential/scenario.hpp"

namespace wend::differential {
namespace {

constexpr Size kSize{.conditions = 400, .customers = 30};

class Rules {
 public:
  Rules(const Scenario& scenario, match::Dear dear)
      : scenario_(scenario), program_(std::shared_ptr<void>(), &scenario.program()), rules_(dear) {
    std::vector<match::EventRules::Rule> first;
    for (match::RuleId id = 0; id < scenario.conditions().size(); id += 2) first.push_back(rule(id));
    EXPECT_TRUE(rules_.add(first));
    is_there_.resize(scenario.conditions().size());
    for (const match::EventRules::Rule& one : first) is_there_[one.id] = true;
  }

  void come_and_go(Random& random, std::size_t count) {
    for (std::size_t step = 0; step < count; ++step) {
      const auto id = static_cast<match::RuleId>(random.below(is_there_.size()));
      if (is_there_[id]) {
        rules_.remove(id);
      } else {
        EXPECT_TRUE(rules_.add(rule(id)));
      }
      is_there_[id] = !is_there_[id];
    }
  }

  [[nodiscard]] std::vector<match::RuleId> expected(const eval::Inputs& inputs) const {
    std::vector<match::RuleId> found;
    for (match::RuleId id = 0; id < is_there_.size(); ++id) {
      if (is_there_[id] && eval::holds(*program_, scenario_.conditions()[id], inputs)) found.push_back(id);
    }
    return found;
  }
  [[nodiscard]] const std::vector<match::RuleId>& found(const eval::Inputs& inputs) {
    rules_.snapshot().search(inputs, search_);
    return search_.found.rules;
  }

 private:
  [[nodiscard]] match::EventRules::Rule rule(match::RuleId id) const {
    return {id, program_, {scenario_.conditions()[id]}};
  }

  const Scenario& scenario_;
  std::shared_ptr<const ir::Program> program_;
  match::EventRules rules_;
  std::vector<bool> is_there_;
  match::Search search_;
};

TEST(ManyRules, AreFoundWhereTheReferenceFindsThemWhateverComesAndGoes) {
  const std::uint64_t seed = std::random_device{}();
  std::cout << "seed " << seed << '\n';
  for (std::uint64_t round = 0; round < 6; ++round) {
    Random random(seed + round);
    const Scenario scenario(random.seed(), kSize);
    Rules rules(scenario, match::Dear::exact);
    std::size_t matched = 0;
    for (const Customer& customer : scenario.customers()) {
      const eval::Inputs& inputs = customer.inputs(random.pick({RowKind::dense, RowKind::host}));
      const std::vector<match::RuleId> expected = rules.expected(inputs);
      ASSERT_EQ(rules.found(inputs), expected) << "seed " << seed << ", round " << round;
      matched += expected.size();
      rules.come_and_go(random, 40);
    }
    EXPECT_GT(matched, scenario.customers().size()) << "too few to show much";
  }
}

TEST(ManyRules, LeftOpenAreAtLeastThoseThatTheReferenceFinds) {
  const std::uint64_t seed = std::random_device{}();
  const Scenario scenario(seed, kSize);
  Rules rules(scenario, match::Dear::left_open);
  for (const Customer& customer : scenario.customers()) {
    const eval::Inputs& inputs = customer.inputs(RowKind::dense);
    EXPECT_TRUE(std::ranges::includes(rules.found(inputs), rules.expected(inputs))) << "seed " << seed;
  }
}

}  // namespace
}  // namespace wend::differential
