#include "runtime/engine/tiers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "compiler/ir/builder.hpp"
#include "runtime/engine/tiered_predicates.hpp"

namespace wend::engine {
namespace {

using ir::Operation;

constexpr Type kBoolean = type_of(TypeKind::boolean);
constexpr Type kInteger = type_of(TypeKind::integer);
constexpr std::int64_t kAge = 40;

// Customers of one tag, `age`.
class TiersTest : public testing::Test {
 protected:
  TiersTest() {
    auto schema = std::make_shared<schema::Schema>();
    schema->tags.resize(1);
    schema->tags[0].type = kInteger;
    program_->schema = schema;
    layout::append_row(*tags_, std::vector<Value>{kAge}, row_);
    inputs_.tags = {tags_.get(), row_.data()};
  }

  ir::ExpressionId older_than(std::int64_t limit) {
    return build_.make(Operation::less, kBoolean,
                       {build_.constant(kInteger, limit), build_.leaf(Operation::tag, kInteger, 0)});
  }

  static TierOptions options() { return {.background = false, .hot = 10, .very_hot = 100}; }

  std::shared_ptr<Rule> add(Tiers& tiers, ir::ExpressionId condition, Pin pin = Pin::automatic) {
    return tiers.add(program_, {.condition = condition, .tags = tags_.get()}, tags_, pin);
  }
  std::shared_ptr<Rule> add_older(Tiers& tiers, std::int64_t limit, Pin pin = Pin::automatic) {
    return add(tiers, older_than(limit), pin);
  }

  // Until it was evaluated so often, all told.
  void ask(const Rule& rule, std::uint64_t times) {
    const Truth first = rule.judge(inputs_);
    while (rule.evaluations() < times) ASSERT_EQ(rule.judge(inputs_), first);
  }

  std::shared_ptr<ir::Program> program_ = std::make_shared<ir::Program>();
  ir::Builder build_{*program_};
  std::shared_ptr<layout::RowLayout> tags_ =
      std::make_shared<layout::RowLayout>(layout::dense_layout(std::vector{kInteger}));
  std::vector<std::byte> row_;
  eval::Inputs inputs_;
};

TEST_F(TiersTest, AnswerAtOnceOnTheEvaluator) {
  const auto tiers = Tiers::make(options());
  const auto rule = add_older(*tiers, 18);
  EXPECT_EQ(rule->judge(inputs_), Truth::yes);
  EXPECT_EQ(rule->tier(), Tier::evaluator);
  EXPECT_EQ(rule->evaluations(), 1U);
  EXPECT_EQ(tiers->compile_some(), 0U);
}

TEST_F(TiersTest, CompileWhatIsHotAndAnswerTheSame) {
  const auto tiers = Tiers::make(options());
  const auto young = add_older(*tiers, 18);
  const auto old = add_older(*tiers, 65);
  const auto cold = add_older(*tiers, 30);
  ask(*young, 10);
  ask(*old, 10);
  EXPECT_EQ(tiers->compile_some(), 2U);
  EXPECT_EQ(young->tier(), Tier::native_quick);
  EXPECT_EQ(old->tier(), Tier::native_quick);
  EXPECT_EQ(cold->tier(), Tier::evaluator);
  EXPECT_EQ(young->judge(inputs_), Truth::yes);
  EXPECT_EQ(old->judge(inputs_), Truth::no);
  EXPECT_GT(young->report().compile_time.count(), 0);
  EXPECT_EQ(tiers->statistics().compiled_quick, 2U);
}

TEST_F(TiersTest, OptimiseTheHottestTenthAlone) {
  const auto tiers = Tiers::make(options());
  std::vector<std::shared_ptr<Rule>> rules;
  for (std::int64_t limit = 0; limit < 20; ++limit) {
    rules.push_back(add_older(*tiers, limit));
    ask(*rules.back(), 100 + static_cast<std::uint64_t>(limit));
  }
  tiers->compile_all();
  EXPECT_EQ(tiers->statistics().compiled_quick, 20U);
  EXPECT_EQ(tiers->statistics().compiled_optimised, 2U);
  EXPECT_EQ(rules[19]->tier(), Tier::native_optimised);
  EXPECT_EQ(rules[18]->tier(), Tier::native_optimised);
  EXPECT_EQ(rules[17]->tier(), Tier::native_quick);
}

TEST_F(TiersTest, KeepPinnedRulesOnTheirTier) {
  const auto tiers = Tiers::make(options());
  const auto reference = add_older(*tiers, 1, Pin::reference);
  const auto evaluator = add_older(*tiers, 2, Pin::evaluator);
  const auto quick = add_older(*tiers, 3, Pin::native_quick);
  const auto optimised = add_older(*tiers, 4, Pin::native_optimised);
  for (const auto& rule : {reference, evaluator, quick}) ask(*rule, 1'000);
  tiers->compile_all();
  EXPECT_EQ(reference->tier(), Tier::reference);
  EXPECT_EQ(evaluator->tier(), Tier::evaluator);
  EXPECT_EQ(quick->tier(), Tier::native_quick);
  EXPECT_EQ(optimised->tier(), Tier::native_optimised);
  for (const auto& rule : {reference, evaluator, quick, optimised}) EXPECT_EQ(rule->judge(inputs_), Truth::yes);
}

TEST_F(TiersTest, ChangeTheTierOfARuleThatIsPinnedLater) {
  const auto tiers = Tiers::make(options());
  const auto rule = add_older(*tiers, 18, Pin::native_optimised);
  tiers->compile_all();
  EXPECT_EQ(rule->tier(), Tier::native_optimised);
  rule->pin(Pin::evaluator);
  EXPECT_EQ(rule->tier(), Tier::evaluator);
  rule->pin(Pin::automatic);
  EXPECT_EQ(rule->tier(), Tier::native_optimised) << "what was compiled is still there";
}

TEST_F(TiersTest, StayOnTheEvaluatorWithoutTheLibrary) {
  TierOptions without = options();
  without.open = [] { return Result<NativeLibrary>(Error{"native code is not there"}); };
  const auto tiers = Tiers::make(without);
  const auto rule = add_older(*tiers, 18);
  ask(*rule, 10);
  tiers->compile_all();
  EXPECT_EQ(rule->judge(inputs_), Truth::yes);
  EXPECT_EQ(rule->tier(), Tier::evaluator);
  EXPECT_EQ(rule->report().why, "native code is not there");
  EXPECT_EQ(tiers->statistics().refused, 1U);
}

TEST_F(TiersTest, StayOnTheEvaluatorWhereNativeCodeIsOff) {
  TierOptions off = options();
  off.native = false;
  off.background = true;
  const auto tiers = Tiers::make(off);
  const auto rule = add_older(*tiers, 18);
  ask(*rule, 100);
  EXPECT_EQ(tiers->compile_some(), 0U);
  EXPECT_EQ(rule->tier(), Tier::evaluator);
}

TEST_F(TiersTest, LeaveARuleThatIsTooLargeToTheEvaluatorAndSaySo) {
  TierOptions small = options();
  small.budget.largest_rule = 3;
  const auto tiers = Tiers::make(small);
  const auto fits = add_older(*tiers, 18, Pin::native_quick);
  const auto large = add(*tiers, build_.make(Operation::negation, kBoolean, {older_than(20)}), Pin::native_quick);
  tiers->compile_all();
  EXPECT_EQ(fits->tier(), Tier::native_quick);
  EXPECT_EQ(large->tier(), Tier::evaluator);
  EXPECT_EQ(large->report().why, "it is made of 4 expressions, more than the 3 that are compiled");
}

TEST_F(TiersTest, CompileNoMoreOnceTheTimeForItIsUsedUp) {
  TierOptions hurried = options();
  hurried.budget.compile_time = std::chrono::nanoseconds(1);
  const auto tiers = Tiers::make(hurried);
  const auto first = add_older(*tiers, 18, Pin::native_quick);
  tiers->compile_all();
  const auto second = add_older(*tiers, 19, Pin::native_quick);
  tiers->compile_all();
  EXPECT_EQ(first->tier(), Tier::native_quick);
  EXPECT_EQ(second->tier(), Tier::evaluator);
  EXPECT_EQ(second->report().why, "the time for compiling is used up: 0 ms");
}

TEST_F(TiersTest, CompileNoMoreOnceTheMemoryForCodeIsUsedUp) {
  TierOptions narrow = options();
  narrow.budget.code_bytes = 1;
  const auto tiers = Tiers::make(narrow);
  auto first = add_older(*tiers, 18, Pin::native_quick);
  tiers->compile_all();
  const auto second = add_older(*tiers, 19, Pin::native_quick);
  tiers->compile_all();
  EXPECT_EQ(second->report().why, "the memory for machine code is used up: 1 bytes");
  first.reset();
  second->pin(Pin::native_quick);
  tiers->compile_all();
  EXPECT_EQ(second->tier(), Tier::native_quick) << "the code of a rule that went made room";
}

TEST_F(TiersTest, ReadAtTheNextStartWhatWasCompiledAtTheFirst) {
  std::string folder = (std::filesystem::temp_directory_path() / "wend-code-XXXXXX").string();
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  const auto start = [&] {
    const Result<NativeLibrary> library = NativeLibrary::open(layout::NativeOptions{.cache = folder.c_str()});
    TierOptions with_cache = options();
    with_cache.open = [&library] { return library; };
    const auto tiers = Tiers::make(with_cache);
    const auto young = add_older(*tiers, 18, Pin::native_quick);
    const auto old = add_older(*tiers, 65, Pin::native_quick);
    tiers->compile_all();
    EXPECT_EQ(young->tier(), Tier::native_quick);
    EXPECT_EQ(young->judge(inputs_), Truth::yes);
    EXPECT_EQ(old->judge(inputs_), Truth::no);
    return library->counters();
  };
  const layout::NativeCounters first = start();
  EXPECT_EQ(first.cache_loaded, 0U);
  EXPECT_EQ(first.cache_stored, 1U);
  EXPECT_EQ(first.functions, 1U);  // which both share
  const layout::NativeCounters second = start();
  EXPECT_EQ(second.cache_loaded, 1U);
  EXPECT_EQ(second.cache_stored, 0U);
  EXPECT_EQ(second.functions, 0U);
  EXPECT_EQ(second.generate_nanoseconds, 0U);
  EXPECT_EQ(second.conditions, first.conditions);
  std::filesystem::remove_all(folder);
}

TEST_F(TiersTest, LeaveOutOfABatchWhatCannotBeCompiled) {
  const auto tiers = Tiers::make(options());
  const auto good = add_older(*tiers, 18, Pin::native_quick);
  const ir::ExpressionId list = build_.leaf(Operation::tag, type_of(TypeKind::list), 0);
  const auto bad = add(*tiers, build_.make(Operation::known, kBoolean, {list}), Pin::native_quick);
  const auto last = add_older(*tiers, 19, Pin::native_quick);
  tiers->compile_all();
  EXPECT_EQ(good->tier(), Tier::native_quick);
  EXPECT_EQ(last->tier(), Tier::native_quick);
  EXPECT_EQ(bad->tier(), Tier::evaluator);
  EXPECT_NE(bad->report().why.find("no native form"), std::string::npos) << bad->report().why;
}

TEST_F(TiersTest, KeepNothingOfRulesThatAreLetGo) {
  const auto tiers = Tiers::make(options());
  for (std::int64_t limit = 0; limit < 100; ++limit) {
    const auto rule = add_older(*tiers, limit, Pin::native_quick);
    tiers->compile_all();
    EXPECT_EQ(tiers->reports().size(), 1U);
  }
  const TierStatistics statistics = tiers->statistics();
  EXPECT_EQ(statistics.rules, (std::array<std::uint64_t, kTiers>{}));
  EXPECT_EQ(statistics.code_bytes, 0U);
}

TEST_F(TiersTest, LeaveRulesAsTheyAreWhenTheyGo) {
  auto tiers = Tiers::make(options());
  const auto native = add_older(*tiers, 18, Pin::native_quick);
  tiers->compile_all();
  const auto flat = add_older(*tiers, 65);
  tiers.reset();
  EXPECT_EQ(native->judge(inputs_), Truth::yes);
  EXPECT_EQ(native->tier(), Tier::native_quick);
  EXPECT_EQ(flat->judge(inputs_), Truth::no);
}

TEST_F(TiersTest, JudgeTheConditionsOfAProgram) {
  const auto tiers = Tiers::make(options());
  const ir::ExpressionId young = older_than(18);
  const ir::ExpressionId old = older_than(65);
  const ir::ExpressionId unasked = older_than(30);
  const std::vector<layout::NativeRequest> requests{{.condition = old, .tags = tags_.get()},
                                                    {.condition = young, .tags = tags_.get()}};
  const auto predicates = TieredPredicates::make(*tiers, program_, requests, tags_, Pin::native_quick);
  tiers->compile_all();
  EXPECT_EQ(predicates->judge(*program_, young, inputs_), Truth::yes);
  EXPECT_EQ(predicates->judge(*program_, old, inputs_), Truth::no);
  EXPECT_EQ(predicates->judge(*program_, unasked, inputs_), Truth::yes);
  EXPECT_EQ(predicates->find(unasked, inputs_, layout::NativeAnswer::truth), nullptr);
  ASSERT_NE(predicates->find(old, inputs_, layout::NativeAnswer::truth), nullptr);
  EXPECT_EQ(predicates->find(old, inputs_, layout::NativeAnswer::truth)->tier(), Tier::native_quick);
  const ir::Program other = *program_;
  EXPECT_EQ(predicates->judge(other, old, inputs_), Truth::no);
}

TEST_F(TiersTest, JudgeTheConditionsOfEarlierProgramsToo) {
  const auto tiers = Tiers::make(options());
  const ir::ExpressionId old = older_than(65);
  const auto earlier = std::make_shared<const ir::Program>(*program_);
  const std::vector<layout::NativeRequest> requests{{.condition = old, .tags = tags_.get()}};
  const auto rules = TieredPredicates::make(*tiers, program_, requests, tags_);
  const auto rules_before = TieredPredicates::make(*tiers, earlier, requests, tags_);
  const TieredPrograms both({rules, rules_before});
  EXPECT_EQ(both.judge(*program_, old, inputs_), Truth::no);
  EXPECT_EQ(both.judge(*earlier, old, inputs_), Truth::no);
  EXPECT_EQ(rules->rules()[0]->evaluations(), 1U);
  EXPECT_EQ(rules_before->rules()[0]->evaluations(), 1U);
  const ir::Program unheard_of = *program_;
  EXPECT_EQ(both.judge(unheard_of, old, inputs_), Truth::no);
}

TEST_F(TiersTest, AnswerNoWhereItIsUnknownIfOnlyAskedWhetherItHolds) {
  const auto tiers = Tiers::make(options());
  const ir::ExpressionId older = older_than(18);
  const layout::NativeRequest request{
      .condition = older, .tags = tags_.get(), .events = {}, .answer = layout::NativeAnswer::holds};
  const auto rule = tiers->add(program_, request, tags_);
  const auto predicates = TieredPredicates::make(*tiers, program_, std::span(&request, 1), tags_);
  for (const Pin pin : {Pin::reference, Pin::evaluator, Pin::native_quick, Pin::native_optimised}) {
    rule->pin(pin);
    predicates->rules().front()->pin(pin);
    tiers->compile_all();
    EXPECT_EQ(rule->judge(inputs_), Truth::yes);
    EXPECT_TRUE(predicates->holds(*program_, older, inputs_));
    eval::Inputs unknown = inputs_;
    std::vector<std::byte> row;
    layout::append_row(*tags_, std::vector<Value>{Unknown{}}, row);
    unknown.tags.data = row.data();
    EXPECT_EQ(rule->judge(unknown), Truth::no);
    EXPECT_EQ(RuleCaller(*rule, unknown, {}).judge(row.data()), Truth::no);
    EXPECT_FALSE(predicates->holds(*program_, older, unknown));
    EXPECT_EQ(predicates->judge(*program_, older, unknown), Truth::unknown) << "which the rule cannot tell";
  }
}

TEST_F(TiersTest, JudgeManyRowsByWhatIsThereMeanwhile) {
  const auto tiers = Tiers::make(options());
  const auto rule = add_older(*tiers, 18);
  RuleCaller caller(*rule, inputs_, {});
  EXPECT_EQ(caller.judge(nullptr), Truth::unknown);
  std::size_t matched = 0;
  for (int row = 0; row < 5'000; ++row) {
    matched += caller.judge(row_.data()) == Truth::yes ? 1U : 0U;
    if (row == 2'500) tiers->compile_all();
  }
  EXPECT_EQ(matched, 5'000U);
  EXPECT_EQ(caller.judge(nullptr), Truth::unknown);
  EXPECT_EQ(rule->tier(), Tier::native_optimised);
  EXPECT_GE(rule->evaluations(), 4'000U);
}

TEST_F(TiersTest, HandMomentsToNativeCode) {
  const auto tiers = Tiers::make(options());
  inputs_.now = *parse_time("2026-03-10T12:00:00Z", Zone::utc());
  std::vector<std::shared_ptr<Rule>> rules;
  for (std::int32_t days = 0; days < 20; ++days) {
    ir::Moment moment;
    moment.offset.days = days;
    const ir::ExpressionId later = build_.moment(moment);
    const ir::ExpressionId limit = build_.constant(type_of(TypeKind::date), std::int64_t{*parse_date("2026-03-11")});
    rules.push_back(add(*tiers, build_.make(Operation::less, kBoolean, {later, limit}), Pin::native_quick));
  }
  tiers->compile_all();
  const std::vector<layout::Cell> moments = flat::moments_of(*program_, inputs_.now, inputs_.zone);
  for (const auto& rule : rules) {
    EXPECT_EQ(rule->tier(), Tier::native_quick);
    const Truth expected = eval::judge(*program_, rule->request().condition, inputs_);
    EXPECT_EQ(rule->judge(inputs_), expected);
    EXPECT_EQ(rule->judge(inputs_, moments), expected);
    EXPECT_EQ(RuleCaller(*rule, inputs_, moments).judge(row_.data()), expected);
    EXPECT_EQ(RuleCaller(*rule, inputs_, {}).judge(row_.data()), expected);
  }
}

TEST_F(TiersTest, LeaveWhatAsksHistoryToTheEvaluator) {
  const auto tiers = Tiers::make(options());
  ir::Window window;
  window.aggregate = ir::Aggregate::happened;
  window.type = kBoolean;
  const auto rule = add(*tiers, build_.window(window));
  ask(*rule, 10);
  tiers->compile_all();
  EXPECT_EQ(rule->tier(), Tier::evaluator);
  EXPECT_NE(rule->report().why, "");
}

}  // namespace
}  // namespace wend::engine
