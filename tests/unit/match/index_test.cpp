#include "runtime/match/index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

#include "tests/unit/match/random_trees.hpp"

namespace wend::match {
namespace {

std::vector<RuleId> search(const Snapshot& snapshot, const Event& event) {
  Values values;
  set(values, event);
  Found found;
  snapshot.search(values, found);
  EXPECT_TRUE(found.repeated.empty());
  std::ranges::sort(found.rules);
  return found.rules;
}

// The rules that are there, judged one by one.
class Reference {
 public:
  void add(RuleId rule, const Tree& tree) { rules_[rule] = tree; }
  void remove(RuleId rule) { rules_.erase(rule); }
  [[nodiscard]] std::vector<RuleId> search(const Event& event) const {
    std::vector<RuleId> found;
    for (const auto& [rule, tree] : rules_) {
      if (holds(tree, tree.root(), event)) found.push_back(rule);
    }
    return found;
  }
  [[nodiscard]] const std::map<RuleId, Tree>& rules() const { return rules_; }

 private:
  std::map<RuleId, Tree> rules_;
};

Formula formula_of(const Tree& tree) {
  Formula formula;
  EXPECT_TRUE(formula.assign(tree));
  return formula;
}

void add_all(Index& index, const Reference& reference) {
  std::vector<RuleId> rules;
  for (const auto& [rule, tree] : reference.rules()) rules.push_back(rule);
  index.add(rules, [&](RuleId rule, Formula& formula) { EXPECT_TRUE(formula.assign(reference.rules().at(rule))); });
}

TEST(Index, WithoutRulesFindsNothing) {
  const Index index;
  EXPECT_TRUE(search(index.snapshot(), Event(kCheap + kDear)).empty());
}

TEST(Index, ForgetsARuleThatIsRemovedAndTakesItAgain) {
  Index index;
  Tree tree;
  tree.test(0, {{1, 1}});
  Event event(kCheap + kDear);
  event[0] = 1;
  for (int round = 0; round < 3; ++round) {
    index.add(7, formula_of(tree).view());
    EXPECT_EQ(search(index.snapshot(), event), std::vector<RuleId>{7});
    index.remove(7);
    index.remove(7);
    EXPECT_TRUE(search(index.snapshot(), event).empty());
  }
}

TEST(Index, ASnapshotStaysAsItWas) {
  Index index;
  Tree tree;
  tree.test(0, {{1, 1}});
  index.add(7, formula_of(tree).view());
  const Snapshot before = index.snapshot();
  index.remove(7);
  Event event(kCheap + kDear);
  event[0] = 1;
  EXPECT_EQ(search(before, event), std::vector<RuleId>{7});
}

TEST(Index, FindsWhatJudgingOneByOneFinds) {
  for (const std::size_t count : {1U, 63U, 64U, 65U, 1'000U, 9'000U}) {
    RandomTrees random(count);
    Reference reference;
    Tree tree;
    for (RuleId rule = 0; rule < count; ++rule) {
      random.make(tree, rule % 5);
      reference.add(rule, tree);
    }
    Index index;
    add_all(index, reference);
    for (std::size_t at = 0; at < 60; ++at) {
      const Event event = random.event();
      ASSERT_EQ(search(index.snapshot(), event), reference.search(event)) << count << " rules, event " << at;
    }
  }
}

TEST(Index, FindsRulesThatAskForRareValuesWhileTheyComeAndGo) {
  RandomTrees random(17, 1'500);
  Reference reference;
  Tree tree;
  for (RuleId rule = 0; rule < 12'000; ++rule) {
    random.make(tree, rule % 4);
    reference.add(rule, tree);
  }
  Index index;
  add_all(index, reference);
  std::size_t matched = 0;
  for (std::size_t at = 0; at < 100; ++at) {
    const Event event = random.event();
    const std::vector<RuleId> expected = reference.search(event);
    ASSERT_EQ(search(index.snapshot(), event), expected) << "event " << at;
    matched += expected.size();
    for (int removed = 0; removed < 100; ++removed) {
      const auto rule = static_cast<RuleId>(random.below(12'000));
      index.remove(rule);
      reference.remove(rule);
    }
  }
  EXPECT_GT(matched, 1'000U);
}

// Counts how often each attribute is asked for.
class CountingSource final : public Source {
 public:
  explicit CountingSource(Event event) : event_(std::move(event)) {}
  [[nodiscard]] std::optional<std::int64_t> read(Attribute attribute) override {
    ++reads[attribute];
    return event_[attribute >= kFirstDear ? kCheap + attribute - kFirstDear : attribute];
  }
  std::map<Attribute, int> reads;

 private:
  Event event_;
};

TEST(Index, ReadsWhatIsDearOnceAndOnlyForRulesThatNothingElseRefutes) {
  Reference reference;
  Tree tree;
  for (RuleId rule = 0; rule < 6'000; ++rule) {
    const auto attribute = static_cast<Attribute>(rule % kCheap);
    tree.clear();
    tree.all({tree.test(kFirstDear, {{1, 1}}), tree.test(attribute, {{rule, rule}})});
    reference.add(rule, tree);
  }
  Index index;
  add_all(index, reference);
  const auto reads_of = [&](std::int64_t value) {
    Event event(kCheap + kDear, value);
    CountingSource source(event);
    Values values;
    values.begin(&source, kCheap, kDear);
    Found found;
    index.snapshot().search(values, found);
    for (const auto& [attribute, count] : source.reads) EXPECT_EQ(count, 1) << attribute;
    return source.reads[kFirstDear];
  };
  EXPECT_EQ(reads_of(7'000), 0);
  EXPECT_EQ(reads_of(3'000), 1);
}

TEST(Index, FindsTheSameForManyEventsAtOnce) {
  RandomTrees random(5);
  Reference reference;
  Tree tree;
  for (RuleId rule = 0; rule < 6'000; ++rule) {
    random.make(tree, 3);
    reference.add(rule, tree);
  }
  Index index;
  add_all(index, reference);
  std::vector<Event> events;
  std::vector<Values> values(100);
  for (Values& one : values) set(one, events.emplace_back(random.event()));
  std::vector<Found> found(values.size());
  index.snapshot().search(values, found);
  for (std::size_t at = 0; at < events.size(); ++at) {
    std::ranges::sort(found[at].rules);
    EXPECT_EQ(found[at].rules, reference.search(events[at]));
  }
}

TEST(Index, StaysRightWhileRulesComeAndGoInAnyOrder) {
  RandomTrees random(9);
  Reference reference;
  Index index;
  Tree tree;
  for (RuleId rule = 0; rule < 5'000; ++rule) {
    random.make(tree, 3);
    reference.add(rule, tree);
  }
  add_all(index, reference);
  for (std::size_t step = 0; step < 12'000; ++step) {
    const auto rule = static_cast<RuleId>(random.below(8'000));
    if (reference.rules().contains(rule)) {
      index.remove(rule);
      reference.remove(rule);
    } else {
      random.make(tree, 3);
      index.add(rule, formula_of(tree).view());
      reference.add(rule, tree);
    }
    if (step % 200 != 0) continue;
    const Event event = random.event();
    ASSERT_EQ(search(index.snapshot(), event), reference.search(event)) << "step " << step;
  }
}

TEST(Index, GroupsWhatWasAddedOneByOne) {
  RandomTrees random(11);
  Reference reference;
  Index index;
  Tree tree;
  for (RuleId rule = 0; rule < 6'000; ++rule) {
    random.make(tree, 2);
    reference.add(rule, tree);
    index.add(rule, formula_of(tree).view());
  }
  for (std::size_t at = 0; at < 40; ++at) {
    const Event event = random.event();
    ASSERT_EQ(search(index.snapshot(), event), reference.search(event));
  }
}

TEST(Index, DoesNotGrowWhereRulesComeAndGo) {
  RandomTrees random(13);
  Index index;
  Tree tree;
  const auto come_and_go = [&] {
    for (RuleId rule = 0; rule < 5'000; ++rule) {
      random.make(tree, 2);
      index.add(rule, formula_of(tree).view());
    }
    for (RuleId rule = 0; rule < 5'000; ++rule) index.remove((rule * 7) % 5'000);
  };
  // The table of sections is as large as it was when most were there, which soon is so.
  for (int round = 0; round < 4; ++round) come_and_go();
  const std::size_t settled = index.bytes();
  for (int round = 0; round < 4; ++round) come_and_go();
  EXPECT_LE(index.bytes(), settled + settled / 10);
}

TEST(Index, JoinsShardsThatAreHalfEmpty) {
  RandomTrees random(19, 300);
  Reference reference;
  Tree tree;
  for (RuleId rule = 0; rule < 36'000; ++rule) {
    random.make(tree, 1);
    reference.add(rule, tree);
  }
  Index index;
  add_all(index, reference);
  const std::size_t before = index.bytes();
  for (RuleId rule = 0; rule < 36'000; ++rule) {
    if (rule % 4 == 0) continue;
    index.remove(rule);
    reference.remove(rule);
  }
  EXPECT_LT(index.bytes(), before * 2 / 3);
  for (std::size_t at = 0; at < 10; ++at) {
    const Event event = random.event();
    ASSERT_EQ(search(index.snapshot(), event), reference.search(event)) << "event " << at;
  }
}

TEST(Index, IsSearchedByManyThreadsWhileOneWrites) {
  Index index;
  Tree tree;
  tree.test(0, {{0, 10}});
  const Formula formula = formula_of(tree);
  index.add(100'000, formula.view());
  std::atomic<bool> is_over = false;
  std::atomic<std::size_t> searched = 0;
  std::vector<std::jthread> readers;
  for (int reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&] {
      Event event(kCheap + kDear);
      event[0] = 3;
      while (!is_over) {
        const std::vector<RuleId> found = search(index.snapshot(), event);
        EXPECT_TRUE(std::ranges::find(found, 100'000U) != found.end());
        ++searched;
      }
    });
  }
  for (RuleId rule = 0; rule < 1'500 || searched < 10; ++rule) {
    index.add(rule, formula.view());
    if (rule % 3 == 0) index.remove(rule / 3);
  }
  is_over = true;
}

}  // namespace
}  // namespace wend::match
