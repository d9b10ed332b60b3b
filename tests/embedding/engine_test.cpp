#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "tests/embedding/corner_bank.hpp"

namespace wend::host::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class EngineTest : public testing::Test {
 protected:
  // `enter`, `send sms.thanks`, `exit completed`.
  std::vector<std::string> effects() {
    Result<std::vector<Effect>> taken = engine_.take_effects();
    if (!taken) ADD_FAILURE() << taken.error().message;
    std::vector<std::string> lines;
    for (const Effect& effect : *taken) {
      std::string line(name_of(effect.kind));
      if (!effect.action.empty()) line += ' ' + effect.action;
      if (!effect.reason.empty()) line += ' ' + effect.reason;
      lines.push_back(std::move(line));
    }
    return lines;
  }

  static void expect_done(const Status& status) { EXPECT_TRUE(status) << status.error().message; }

  Program program_ = compiled();
  Engine engine_ = *Engine::open(program_);
};

TEST_F(EngineTest, RunsAJourneyFromAnEventToItsEnd) {
  expect_done(engine_.load("1", march(1), gold_customer()));
  expect_done(engine_.publish(salary("a", "1", march(2))));
  EXPECT_THAT(effects(), ElementsAre("enter", "send sms.thanks"));
  expect_done(engine_.advance(march(4)));
  EXPECT_THAT(effects(), ElementsAre());
  expect_done(engine_.advance(march(5)));
  EXPECT_THAT(effects(), ElementsAre("send sms.reminder", "exit completed"));
}

TEST_F(EngineTest, HandsOutEffectsWithTypedArguments) {
  expect_done(engine_.load("1", march(1), gold_customer()));
  expect_done(engine_.publish(salary("a", "1", march(2))));
  const Result<std::vector<Effect>> taken = engine_.take_effects();
  ASSERT_TRUE(taken);
  ASSERT_EQ(taken->size(), 2U);
  const Effect& send = (*taken)[1];
  EXPECT_EQ(send.kind, EffectKind::send);
  EXPECT_EQ(send.id.size(), 32U);
  EXPECT_EQ(send.time, march(2));
  EXPECT_EQ(send.customer, "1");
  EXPECT_EQ(send.journey, "follow_up");
  EXPECT_EQ(send.version, 1);
  EXPECT_EQ(send.entry, 1U);
  EXPECT_EQ(send.action, "sms.thanks");
  EXPECT_FALSE(send.control);
  ASSERT_EQ(send.arguments.size(), 2U);
  EXPECT_EQ(send.arguments[0].name, "amount");
  EXPECT_EQ(std::get<Money>(send.arguments[0].value), Money::of(8'000, "CNY"));
  EXPECT_EQ(std::get<std::string>(send.arguments[1].value), "savings");
}

TEST_F(EngineTest, LoadsCustomersOutOfTheHostsStruct) {
  struct Customer {
    std::string tier_is_elsewhere;
    std::int32_t tier = 1;
    std::int64_t aum = 80'000;
  };
  const Customer customer;
  Binding binding = *Binding::make(program_, sizeof(Customer));
  expect_done(binding.bind("tier", field(customer, customer.tier)));
  expect_done(binding.bind("aum", field(customer, customer.aum).in(unit::whole)));
  expect_done(engine_.load("1", march(1), binding, &customer));
  expect_done(engine_.load("2", march(1), binding, nullptr));
  expect_done(engine_.publish(salary("a", "1", march(2))));
  expect_done(engine_.publish(salary("b", "2", march(2))));
  EXPECT_THAT(effects(), ElementsAre("enter", "send sms.thanks"));
}

TEST_F(EngineTest, TakesTagsOfEveryType) {
  expect_done(engine_.load("1", march(1),
                           {{"active", true},
                            {"children", std::int64_t{2}},
                            {"churn", Number{250'000}},
                            {"资产", Money::of(80'000, "CNY")},
                            {"call_time", Duration(90s)},
                            {"term", Period{.months = 1}},
                            {"birth_date", Date(2000y / 2 / 29)},
                            {"last_login", march(1)},
                            {"call_after", TimeOfDay{9h}},
                            {"city", "Brno"},
                            {"tier", "大众"},
                            {"interests", std::vector<std::string>{"sports", "investing", "sports"}},
                            {"nicknames", std::vector<std::string>{"b", "a"}},
                            {"favourite", "储蓄"}}));
  expect_done(engine_.load("2", march(1), {{"churn", std::int64_t{1}}, {"aum", Unknown{}}}));
}

TEST_F(EngineTest, UpdatesSomeTagsAndKeepsTheOthers) {
  expect_done(engine_.load("1", march(1), {{"aum", Money::of(80'000, "CNY")}, {"tier", "mass"}}));
  expect_done(engine_.update("u", "1", march(1), {{"tier", "platinum"}}));
  expect_done(engine_.publish(salary("a", "1", march(2))));
  EXPECT_THAT(effects(), ElementsAre("enter", "send sms.thanks"));
}

TEST_F(EngineTest, DropsAnEventThatItHasHadAndCountsIt) {
  expect_done(engine_.load("1", march(1), gold_customer()));
  expect_done(engine_.publish(salary("a", "1", march(2))));
  expect_done(engine_.publish(salary("a", "1", march(2))));
  EXPECT_THAT(effects(), ElementsAre("enter", "send sms.thanks"));
  const Result<Statistics> statistics = engine_.statistics();
  ASSERT_TRUE(statistics);
  EXPECT_EQ(statistics->events, 1U);
  EXPECT_EQ(statistics->repeated, 1U);
}

TEST_F(EngineTest, TakesAnEventOutOfOrderAndCountsIt) {
  expect_done(engine_.load("1", march(1), gold_customer()));
  expect_done(engine_.publish({.id = "l", .type = "login", .customer = "1", .time = march(20), .fields = {}}));
  expect_done(engine_.publish(salary("a", "1", march(19))));
  EXPECT_THAT(effects(), ElementsAre("enter", "send sms.thanks"));
  expect_done(engine_.advance(march(25)));
  effects();
  expect_done(engine_.publish(salary("b", "1", march(3))));
  EXPECT_THAT(effects(), ElementsAre()) << "later than the schema's lateness of 3 days";
  EXPECT_EQ(engine_.statistics()->late, 2U);
}

TEST_F(EngineTest, EnrolsACustomerWithoutTagsAndCountsThem) {
  expect_done(engine_.publish(salary("a", "stranger", march(2))));
  EXPECT_THAT(effects(), ElementsAre());
  EXPECT_EQ(engine_.statistics()->customers, 1U);
  EXPECT_EQ(engine_.statistics()->customers_without_tags, 1U);
}

TEST_F(EngineTest, ForgetsACustomerWithWhatIsPending) {
  expect_done(engine_.load("1", march(1), gold_customer()));
  expect_done(engine_.publish(salary("a", "1", march(2))));
  expect_done(engine_.forget("1"));
  EXPECT_THAT(effects(), ElementsAre());
  expect_done(engine_.advance(march(9)));
  EXPECT_THAT(effects(), ElementsAre());
  EXPECT_EQ(engine_.statistics()->customers, 0U);
  EXPECT_EQ(engine_.statistics()->events, 1U);
}

TEST_F(EngineTest, CountsTriggersAndJourneys) {
  expect_done(engine_.load("1", march(1), gold_customer()));
  expect_done(engine_.publish(salary("a", "1", march(2))));
  expect_done(engine_.publish(salary("b", "2", march(2))));
  const Result<Statistics> statistics = engine_.statistics();
  ASSERT_TRUE(statistics);
  ASSERT_EQ(statistics->triggers.size(), 1U);
  EXPECT_EQ(statistics->triggers[0].name, "salary_arrived");
  EXPECT_EQ(statistics->triggers[0].fired, 2U);
  EXPECT_EQ(statistics->triggers[0].customers, 2U);
  ASSERT_EQ(statistics->journeys.size(), 1U);
  EXPECT_EQ(statistics->journeys[0].entered, 1U);
  EXPECT_EQ(statistics->journeys[0].live, 1U);
  EXPECT_GT(statistics->state_bytes, 0U);
}

TEST_F(EngineTest, PublishesANewProgramOverTheSameCustomers) {
  expect_done(engine_.load("1", march(1), gold_customer()));
  expect_done(engine_.publish(salary("a", "1", march(2))));
  std::string journeys(kJourneys);
  journeys.replace(journeys.find("version 1"), 9, "version 2");
  journeys.replace(journeys.find("reminder"), 8, "thanks");
  journeys.replace(journeys.find("thanks()"), 8, "reminder()\n        send sms.reminder()");
  expect_done(engine_.publish_program(compiled(journeys)));
  effects();
  expect_done(engine_.advance(march(5)));
  EXPECT_THAT(effects(), ElementsAre("send sms.reminder", "exit completed")) << "on the version that was entered";
  expect_done(engine_.publish(salary("b", "1", march(6))));
  expect_done(engine_.advance(march(9)));
  EXPECT_THAT(effects(),
              ElementsAre("enter", "send sms.thanks", "send sms.reminder", "send sms.reminder", "exit completed"));
}

TEST_F(EngineTest, RefusesAProgramOrBindingOfAnotherSchema) {
  std::string schema(kSchema);
  schema.replace(schema.find("children"), 8, "siblings");
  const Program other = compiled("", schema);
  expect_fault(engine_.publish_program(other), Fault::another_schema,
               "the new program was compiled with another schema than the one that runs");
  const Result<Binding> binding = Binding::make(other, 1);
  ASSERT_TRUE(binding);
  expect_fault(engine_.load("1", march(1), *binding, nullptr), Fault::another_schema,
               "the binding is to another schema than the engine's");
}

TEST_F(EngineTest, RefusesNamesThatTheSchemaLacks) {
  Event event = salary("a", "1", march(2));
  event.type = "deposti";
  expect_fault(engine_.publish(event), Fault::unknown_name,
               "the schema has no event `deposti`, did you mean `deposit`");
  event = salary("a", "1", march(2));
  event.fields[1].name = "amuont";
  expect_fault(engine_.publish(event), Fault::unknown_name,
               "event `deposit` has no field `amuont`, did you mean `amount`");
  expect_fault(engine_.load("1", march(1), {{"teir", "gold"}}), Fault::unknown_name,
               "the schema has no tag `teir`, did you mean `tier`");
  expect_fault(engine_.update("u", "1", march(1), {{"shoes", std::int64_t{42}}}), Fault::unknown_name,
               "the schema has no tag `shoes`");
  EXPECT_EQ(engine_.statistics()->customers, 0U);
}

TEST_F(EngineTest, RefusesAValueOfAnotherType) {
  const auto fault_of = [&](std::string name, Value value) {
    const Status status = engine_.load("1", march(1), {{std::move(name), std::move(value)}});
    return status ? std::string("taken") : status.error().message;
  };
  EXPECT_EQ(fault_of("active", std::int64_t{1}), "tag `active` is bool, not an integer");
  EXPECT_EQ(fault_of("children", true), "tag `children` is integer, not a bool");
  EXPECT_EQ(fault_of("children", Number{1}), "tag `children` is integer, not a number");
  EXPECT_EQ(fault_of("aum", std::int64_t{5}), "tag `aum` is money CNY, not an integer");
  EXPECT_EQ(fault_of("aum", Money::of(5, "EUR")), "tag `aum` is money CNY, not money EUR");
  EXPECT_EQ(fault_of("birth_date", march(2)), "tag `birth_date` is date, not a time");
  EXPECT_EQ(fault_of("last_login", Date(2026y / 3 / 2)), "tag `last_login` is time, not a date");
  EXPECT_EQ(fault_of("call_time", TimeOfDay{9h}), "tag `call_time` is duration, not a time of day");
  EXPECT_EQ(fault_of("call_after", Duration(9h)), "tag `call_after` is time of day, not a duration");
  EXPECT_EQ(fault_of("term", Duration(9h)), "tag `term` is period, not a duration");
  EXPECT_EQ(fault_of("city", std::vector<std::string>{"a"}), "tag `city` is text, not a set");
  EXPECT_EQ(fault_of("interests", "sports"), "tag `interests` is set of interest, not a text");
  EXPECT_EQ(fault_of("aum", "5 CNY"), "tag `aum` is money CNY, not a text");
  EXPECT_EQ(fault_of("aum", Period{}), "tag `aum` is money CNY, not a period");
  EXPECT_EQ(fault_of("tier", "golld"), "tag `tier`: `tier` has no value `golld`, did you mean `gold`");
  EXPECT_EQ(fault_of("interests", std::vector<std::string>{"sports", "sprots"}),
            "tag `interests`: `interest` has no value `sprots`, did you mean `sports`");
  EXPECT_EQ(fault_of("favourite", "found"), "tag `favourite`: the schema has no product `found`, did you mean `fund`");
  Event event = salary("a", "1", march(2));
  event.fields[1].value = std::int64_t{8'000};
  expect_fault(engine_.publish(event), Fault::wrong_type, "field `amount` of `deposit` is money CNY, not an integer");
}

TEST_F(EngineTest, RefusesAValueThatDoesNotFit) {
  expect_fault(engine_.load("1", march(1), {{"churn", std::numeric_limits<std::int64_t>::max()}}), Fault::out_of_range,
               "tag `churn` cannot be that great or small");
  expect_fault(engine_.load("1", march(1), {{"birth_date", Date::max()}}), Fault::out_of_range,
               "tag `birth_date` cannot be that great or small");
  EXPECT_FALSE(engine_.load("1", march(1), {{"last_login", Instant::max()}}));
  EXPECT_FALSE(engine_.load("1", march(1), {{"call_after", TimeOfDay{24h}}}));
}

TEST_F(EngineTest, RefusesANameGivenTwiceByNameAndByLabel) {
  expect_fault(engine_.load("1", march(1), {{"aum", Unknown{}}, {"资产", Unknown{}}}), Fault::named_twice,
               "tag `资产` is given twice");
}

TEST_F(EngineTest, RefusesTimesOutsideTheYearsOfTheLanguage) {
  const std::string_view message = "the time lies outside the years 1 to 9999";
  for (const Instant time : {Instant::min(), Instant::max()}) {
    expect_fault(engine_.load("1", time, gold_customer()), Fault::out_of_range, message);
    expect_fault(engine_.update("u", "1", time, gold_customer()), Fault::out_of_range, message);
    expect_fault(engine_.publish(salary("a", "1", time)), Fault::out_of_range, message);
    expect_fault(engine_.advance(time), Fault::out_of_range, message);
  }
}

TEST_F(EngineTest, RefusesACustomerWithoutAnId) {
  expect_fault(engine_.publish(salary("a", "", march(2))), Fault::out_of_range, "the customer's id is empty");
  expect_fault(engine_.load("", march(2), gold_customer()), Fault::out_of_range, "the customer's id is empty");
}

TEST_F(EngineTest, ForgetsAnEventsIdPastTheBoundThatTheHostSets) {
  Engine small = *Engine::open(program_, {.events = 8, .ids = 1});
  expect_done(small.publish(salary("a", "1", march(2))));
  expect_done(small.publish(salary("b", "1", march(2))));
  expect_done(small.publish(salary("a", "1", march(2))));
  EXPECT_EQ(small.statistics()->repeated, 0U);
}

TEST(EngineOpen, RefusesATimeZoneThatTheSystemDoesNotKnow) {
  std::string schema(kSchema);
  schema.replace(schema.find("Asia/Shanghai"), 13, "Asia/Atlantis");
  const Result<Program> program = try_compile(kJourneys, schema);
  if (!program) {
    EXPECT_EQ(program.error().fault, Fault::faulty_source);
    EXPECT_THAT(program.error().message, HasSubstr("Asia/Atlantis"));
    return;
  }
  const Result<Engine> engine = Engine::open(*program);
  ASSERT_FALSE(engine);
  EXPECT_EQ(engine.error().fault, Fault::no_time_zone);
}

TEST(EngineNative, CountsWhatItsConditionsAreAskedAndWhatJudgesThem) {
  Engine engine = *Engine::open(compiled(), {.native = Native::when_told});
  ASSERT_TRUE(engine.load("1", march(1), gold_customer()));
  ASSERT_TRUE(engine.publish(salary("a", "1", march(2))));
  const auto find = [&](std::string_view name) {
    const Result<std::vector<ConditionCount>> counts = engine.conditions();
    if (!counts) return ConditionCount{};
    const auto found = std::ranges::find(*counts, name, &ConditionCount::name);
    return found == counts->end() ? ConditionCount{} : *found;
  };
  EXPECT_GE(find("trigger salary_arrived").evaluations, 1U);
  EXPECT_GE(find("segment savers").evaluations, 1U);
  EXPECT_EQ(find("segment savers").executor, Executor::evaluator);
  ASSERT_TRUE(engine.pin("segment savers", Pin::native_quick));
  ASSERT_TRUE(engine.compile());
  EXPECT_EQ(find("segment savers").executor, Executor::native);
  EXPECT_EQ(find("trigger salary_arrived").executor, Executor::evaluator);
  EXPECT_EQ(engine.pin("segment savings", Pin::native_quick).error().fault, Fault::unknown_name);
}

TEST(EngineNative, LeavesARuleThatIsTooLargeToTheEvaluatorAndSaysSo) {
  Engine engine = *Engine::open(compiled(), {.native = Native::when_told, .budget = {.largest_condition = 1}});
  ASSERT_TRUE(engine.pin("segment savers", Pin::native_optimised));
  ASSERT_TRUE(engine.compile());
  const Result<std::vector<ConditionCount>> counts = engine.conditions();
  ASSERT_TRUE(counts);
  const auto savers = std::ranges::find(*counts, "segment savers", &ConditionCount::name);
  ASSERT_NE(savers, counts->end());
  EXPECT_EQ(savers->executor, Executor::evaluator);
  EXPECT_THAT(savers->why_not_native, HasSubstr("more than the 1 that are compiled"));
}

// A folder of its own, removed at the end.
class CodeFolder : public testing::Test {
 protected:
  void SetUp() override { ASSERT_NE(mkdtemp(folder_.data()), nullptr); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // What a start with that folder has to say, its conditions compiled.
  [[nodiscard]] CodeCount start() const {
    const Result<Engine> engine = Engine::open(compiled(), {.native = Native::required, .code_cache = folder_});
    if (!engine) return {.trouble = engine.error().message};
    return *engine->code();
  }

  std::string folder_ = (std::filesystem::temp_directory_path() / "wend-code-XXXXXX").string();
};

TEST_F(CodeFolder, KeepsMachineCodeForTheNextStart) {
  const CodeCount first = start();
  EXPECT_GT(first.stored, 0U);
  EXPECT_EQ(first.loaded, 0U);
  EXPECT_GT(first.code_bytes, 0U);
  EXPECT_GT(first.compile_time.count(), 0);
  const CodeCount second = start();
  EXPECT_EQ(second.loaded, first.stored);
  EXPECT_EQ(second.stored, 0U);
  EXPECT_EQ(second.lost, 0U);
  EXPECT_EQ(second.trouble, "");
}

TEST_F(CodeFolder, ThatIsDamagedIsSaidAndMended) {
  const CodeCount first = start();
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    std::filesystem::resize_file(entry.path(), entry.file_size() - 1);
  }
  const CodeCount second = start();
  EXPECT_EQ(second.lost, first.stored);
  EXPECT_EQ(second.stored, first.stored);
  EXPECT_THAT(second.trouble, HasSubstr(".wendcode was not used: it is damaged"));
  EXPECT_EQ(start().loaded, first.stored);
}

TEST_F(CodeFolder, ThatOthersMayWriteToIsNotUsedAndSaid) {
  std::filesystem::permissions(folder_, std::filesystem::perms::all);
  const CodeCount only = start();
  EXPECT_EQ(only.stored, 0U);
  EXPECT_EQ(only.lost, 1U);
  EXPECT_THAT(only.trouble, HasSubstr("others own it or may write to it"));
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST(EngineNative, DecidesTheSameWhateverJudges) {
  std::vector<std::vector<std::string>> ids;
  for (const Native native : {Native::off, Native::where_possible, Native::when_told, Native::required}) {
    Engine engine = *Engine::open(compiled(), {.native = native});
    ASSERT_TRUE(engine.load("1", march(1), gold_customer()));
    ASSERT_TRUE(engine.publish(salary("a", "1", march(2))));
    ASSERT_TRUE(engine.publish_program(compiled()));
    ASSERT_TRUE(engine.publish(salary("b", "1", march(3))));
    ASSERT_TRUE(engine.advance(march(9)));
    std::vector<std::string>& decided = ids.emplace_back();
    for (const Effect& effect : *engine.take_effects()) decided.push_back(effect.id);
  }
  EXPECT_GE(ids[0].size(), 4U);
  EXPECT_THAT(ids, testing::Each(ids[0]));
}

}  // namespace
}  // namespace wend::host::tests
