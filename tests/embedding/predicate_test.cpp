#include <chrono>
#include <thread>

#include "tests/embedding/corner_bank.hpp"

namespace wend::host::tests {
namespace {

struct Customer {
  std::int32_t tier = 0;
  std::int64_t aum_cents = 0;
  std::int64_t other[3] = {};
};

class PredicateTest : public testing::Test {
 protected:
  void SetUp() override {
    const Customer shape;
    ASSERT_TRUE(binding_.bind("tier", field(shape, shape.tier).missing_at(-1)));
    ASSERT_TRUE(binding_.bind("aum", field(shape, shape.aum_cents).in(unit::cents)));
  }

  Program program_ = compiled();
  Binding binding_ = *Binding::make(program_, sizeof(Customer));
  std::vector<Customer> customers_ = {{1, 5'000'000, {}}, {1, 4'999'999, {}},  {0, 9'000'000, {}},
                                      {2, 9'000'000, {}}, {-1, 9'000'000, {}}, {-1, 0, {}}};
};

TEST_F(PredicateTest, JudgesASegmentByNameOrLabel) {
  for (const std::string_view name : {"savers", "储蓄客户"}) {
    for (const Native native : {Native::off, Native::required}) {
      const Result<Predicate> savers = Predicate::segment(program_, name, binding_, native);
      ASSERT_TRUE(savers) << savers.error().message;
      std::vector<Truth> truths;
      for (const Customer& customer : customers_) truths.push_back(savers->judge(&customer, march(2)));
      EXPECT_THAT(truths,
                  testing::ElementsAre(Truth::yes, Truth::no, Truth::no, Truth::yes, Truth::unknown, Truth::no));
    }
  }
}

TEST_F(PredicateTest, AnswersNoWhereItIsUnknownIfOnlyAskedWhetherItHolds) {
  for (const Native native : {Native::off, Native::required}) {
    const Result<Predicate> savers = Predicate::segment(program_, "savers", binding_, native, Asked::holds);
    ASSERT_TRUE(savers) << savers.error().message;
    std::vector<Truth> truths;
    for (const Customer& customer : customers_) truths.push_back(savers->judge(&customer, march(2)));
    EXPECT_THAT(truths, testing::ElementsAre(Truth::yes, Truth::no, Truth::no, Truth::yes, Truth::no, Truth::no));
    EXPECT_EQ(savers->judge(nullptr, march(2)), Truth::no);
    EXPECT_EQ(savers->judge(&customers_[0], Instant::max()), Truth::no);
    EXPECT_EQ(savers->count(std::span(customers_), march(2)), 2U);
  }
}

TEST_F(PredicateTest, CountsRowsInOneArrayAndRowsAnywhere) {
  for (const Native native : {Native::off, Native::required}) {
    const Result<Predicate> savers = Predicate::segment(program_, "savers", binding_, native);
    ASSERT_TRUE(savers);
    EXPECT_EQ(savers->count(std::span(customers_), march(2)), 2U);
    EXPECT_EQ(savers->count(Table{.first = customers_.data(), .rows = 1, .stride = sizeof(Customer)}, march(2)), 1U);
    const std::vector<const void*> anywhere = {&customers_[3], nullptr, &customers_[2]};
    EXPECT_EQ(savers->count(anywhere, march(2)), 1U);
    EXPECT_EQ(savers->count(std::span<const Customer>(), march(2)), 0U);
  }
}

TEST_F(PredicateTest, SaysWhichExecutorJudges) {
  const Result<Predicate> native = Predicate::segment(program_, "savers", binding_, Native::required);
  ASSERT_TRUE(native);
  EXPECT_EQ(native->executor(), Executor::native);
  EXPECT_EQ(native->why_not_native(), "");
  const Result<Predicate> flat = Predicate::segment(program_, "savers", binding_, Native::off);
  ASSERT_TRUE(flat);
  EXPECT_EQ(flat->executor(), Executor::evaluator);
  EXPECT_EQ(flat->why_not_native(), "native code was switched off");
}

TEST_F(PredicateTest, AnswersAtOnceAndIsCompiledWhenTold) {
  Result<Predicate> savers = Predicate::segment(program_, "savers", binding_, Native::when_told);
  ASSERT_TRUE(savers);
  EXPECT_EQ(savers->judge(&customers_[0], march(2)), Truth::yes);
  EXPECT_EQ(savers->executor(), Executor::evaluator);
  EXPECT_EQ(savers->why_not_native(), "");
  ASSERT_TRUE(savers->compile());
  EXPECT_EQ(savers->executor(), Executor::native);
  EXPECT_EQ(savers->judge(&customers_[0], march(2)), Truth::yes);
  const Result<ConditionCount> count = savers->count_of_use();
  ASSERT_TRUE(count);
  EXPECT_EQ(count->name, "segment savers");
  EXPECT_EQ(count->evaluations, 2U);
  EXPECT_TRUE(count->is_optimised);
  EXPECT_GT(count->compile_time.count(), 0);
}

TEST_F(PredicateTest, StaysOnTheExecutorThatItIsPinnedTo) {
  Result<Predicate> savers = Predicate::segment(program_, "savers", binding_, Native::required);
  ASSERT_TRUE(savers);
  savers->pin(Pin::reference);
  EXPECT_EQ(savers->executor(), Executor::reference);
  EXPECT_EQ(savers->count(std::span(customers_), march(2)), 2U);
  savers->pin(Pin::evaluator);
  EXPECT_EQ(savers->executor(), Executor::evaluator);
  EXPECT_EQ(savers->count(std::span(customers_), march(2)), 2U);
  savers->pin(Pin::native_optimised);
  EXPECT_EQ(savers->executor(), Executor::native);
}

TEST_F(PredicateTest, IsCompiledInTheBackgroundOnceItIsHot) {
  const Result<Predicate> savers = Predicate::segment(program_, "savers", binding_);
  ASSERT_TRUE(savers);
  const std::vector<Customer> many(10'000, customers_[0]);
  do {
    ASSERT_EQ(savers->count(std::span(many), march(2)), many.size());
  } while (savers->executor() != Executor::native && savers->why_not_native().empty());
  EXPECT_EQ(savers->executor(), Executor::native) << savers->why_not_native();
  EXPECT_EQ(savers->count(std::span(many), march(2)), many.size());
}

TEST_F(PredicateTest, JudgesAConditionThatNamesSegments) {
  const Result<Predicate> poor = Predicate::condition(program_, "not savers and tier is known", binding_);
  ASSERT_TRUE(poor) << poor.error().message;
  EXPECT_EQ(poor->count(std::span(customers_), march(2)), 2U);
}

TEST_F(PredicateTest, OutlivesTheProgramAndTheBinding) {
  std::optional<Predicate> savers;
  {
    const Program program = compiled();
    Binding binding = *Binding::make(program, sizeof(Customer));
    const Customer shape;
    ASSERT_TRUE(binding.bind("tier", field(shape, shape.tier)));
    ASSERT_TRUE(binding.bind("aum", field(shape, shape.aum_cents).in(unit::cents)));
    Result<Predicate> made = Predicate::condition(program, "savers", binding);
    ASSERT_TRUE(made);
    savers = *std::move(made);
  }
  EXPECT_EQ(savers->judge(&customers_[0], march(2)), Truth::yes);
}

// Whoever compiles may be the last to hold the condition, and must not have to end itself.
TEST_F(PredicateTest, MayGoWithItsProgramWhileItIsCompiled) {
  for (int round = 0; round < 50; ++round) {
    const Program program = compiled();
    Binding binding = *Binding::make(program, sizeof(Customer));
    const Customer shape;
    ASSERT_TRUE(binding.bind("tier", field(shape, shape.tier)));
    ASSERT_TRUE(binding.bind("aum", field(shape, shape.aum_cents).in(unit::cents)));
    Result<Predicate> made = Predicate::segment(program, "savers", binding);
    ASSERT_TRUE(made);
    made->pin(Pin::native_quick);
    EXPECT_EQ(made->judge(&customers_[0], march(2)), Truth::yes);
    std::this_thread::sleep_for(std::chrono::microseconds(200) * round);  // to meet the compiler at all it does
  }
}

TEST_F(PredicateTest, TakesARowThatIsNotThereAsOneWithoutTags) {
  for (const Native native : {Native::off, Native::required}) {
    const Result<Predicate> savers = Predicate::segment(program_, "savers", binding_, native);
    ASSERT_TRUE(savers);
    EXPECT_EQ(savers->judge(nullptr, march(2)), Truth::unknown);
  }
}

TEST_F(PredicateTest, IsUnknownOutsideTheYearsOfTheLanguage) {
  const Result<Predicate> savers = Predicate::segment(program_, "savers", binding_);
  ASSERT_TRUE(savers);
  EXPECT_EQ(savers->judge(customers_.data(), Instant::max()), Truth::unknown);
  EXPECT_EQ(savers->judge(customers_.data(), Instant::min()), Truth::unknown);
  EXPECT_EQ(savers->count(std::span(customers_), Instant::max()), 0U);
}

TEST_F(PredicateTest, CountsTodayInTheSchemasTimeZone) {
  const Result<Predicate> late = Predicate::condition(program_, "today = 2026-03-03", binding_);
  ASSERT_TRUE(late) << late.error().message;
  EXPECT_EQ(late->judge(customers_.data(), std::chrono::sys_days{2026y / 3 / 2} + 15h), Truth::no);
  EXPECT_EQ(late->judge(customers_.data(), std::chrono::sys_days{2026y / 3 / 2} + 16h), Truth::yes);
}

TEST_F(PredicateTest, RefusesASegmentThatIsNotThere) {
  expect_fault(Predicate::segment(program_, "saver", binding_), Fault::unknown_name,
               "the program has no segment `saver`, did you mean `savers`");
}

TEST_F(PredicateTest, RefusesASegmentOverHistoryForRowsHaveNone) {
  expect_fault(Predicate::segment(program_, "depositors", binding_), Fault::needs_history,
               "`depositors` asks for events, and rows of tags have none");
}

TEST_F(PredicateTest, RefusesATagThatIsNeitherBoundNorLeftOut) {
  expect_fault(Predicate::condition(program_, "city = \"Brno\"", binding_), Fault::not_bound,
               "`condition` reads the tag `city`, which is neither bound nor left out");
  ASSERT_TRUE(binding_.leave_out("city"));
  const Result<Predicate> nowhere = Predicate::condition(program_, "city = \"Brno\"", binding_);
  ASSERT_TRUE(nowhere);
  EXPECT_EQ(nowhere->judge(customers_.data(), march(2)), Truth::unknown);
}

TEST_F(PredicateTest, RefusesAFaultyConditionWithItsPlace) {
  const Result<Predicate> faulty = Predicate::condition(program_, "tier >= golld", binding_);
  ASSERT_FALSE(faulty);
  EXPECT_EQ(faulty.error().fault, Fault::faulty_source);
  ASSERT_EQ(faulty.error().diagnostics.size(), 1U);
  EXPECT_EQ(faulty.error().diagnostics[0].place.source, "condition");
  EXPECT_EQ(faulty.error().diagnostics[0].place.column, 9U);
  EXPECT_EQ(Predicate::condition(program_, "tier >=", binding_).error().fault, Fault::faulty_source);
  EXPECT_EQ(Predicate::condition(program_, "", binding_).error().fault, Fault::faulty_source);
  EXPECT_EQ(Predicate::condition(program_, std::string(10'000, '('), binding_).error().fault, Fault::faulty_source);
}

TEST_F(PredicateTest, RefusesAnExpressionThatIsNoCondition) {
  expect_fault(Predicate::condition(program_, "aum * 2", binding_), Fault::wrong_type,
               "the condition is money CNY, not bool");
}

TEST_F(PredicateTest, RefusesABindingToAnotherSchema) {
  std::string schema(kSchema);
  schema.replace(schema.find("children"), 8, "siblings");
  const Program other = compiled("", schema);
  const Result<Binding> binding = Binding::make(other, sizeof(Customer));
  ASSERT_TRUE(binding);
  expect_fault(Predicate::segment(program_, "savers", *binding), Fault::another_schema,
               "the binding is to another schema than the program's");
}

}  // namespace
}  // namespace wend::host::tests
