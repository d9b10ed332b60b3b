// What is measured of an entry: at entry, at offsets from it, of treated and control alike.
#include "runtime/journey/measure.hpp"

#include "runtime/journey/migrate.hpp"
#include "tests/support/customer.hpp"

namespace wend::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Aggregate = ir::Metric::Aggregate;

class Measure : public testing::Test {
 protected:
  // Entered by a deposit; sends and is over, unless it has a wait.
  ir::Journey& offers(ir::Reentry::Kind reentry = ir::Reentry::Kind::always) {
    ir::Journey& journey = bank.journey("offers", bank.on(Bank::deposit));
    journey.reentry.kind = reentry;
    Bank::step(journey, "greeting", Bank::send(Bank::offer));
    return journey;
  }
  ir::ExpressionId sample(std::uint32_t index, const Type& type) {
    return bank.build().leaf(ir::Operation::event_field, type, index);
  }
  ir::Metric::Sample at_entry(ir::ExpressionId value) { return {.value = value, .at_entry = true, .offset = {}}; }
  ir::Metric::Sample after(std::int32_t days, ir::ExpressionId value) {
    return {.value = value, .at_entry = false, .offset = Bank::days(days)};
  }
  // `average(aum at +30 days - aum at entry)`.
  ir::MetricIndex added_aum(std::int32_t days = 30) {
    ir::Metric metric;
    metric.name = "added_aum";
    metric.type = money_in(0);
    metric.samples = {after(days, bank.tag(Bank::aum)), at_entry(bank.tag(Bank::aum))};
    const ir::ExpressionId operands[] = {sample(0, money_in(0)), sample(1, money_in(0))};
    metric.value = bank.build().make(ir::Operation::sum, money_in(0), operands, 1);
    bank.program().metrics.push_back(metric);
    return static_cast<ir::MetricIndex>(bank.program().metrics.size() - 1);
  }
  // `share(gold at entry)`.
  ir::MetricIndex gold_share() {
    ir::Metric metric;
    metric.name = "gold_share";
    metric.aggregate = Aggregate::share;
    metric.type = type_of(TypeKind::number);
    metric.samples = {at_entry(bank.tag(Bank::gold))};
    metric.value = sample(0, type_of(TypeKind::boolean));
    bank.program().metrics.push_back(metric);
    return static_cast<ir::MetricIndex>(bank.program().metrics.size() - 1);
  }
  static std::vector<std::string> said(const journey::Outcome& outcome) {
    std::vector<std::string> texts;
    for (const journey::Measured& one : outcome.measured) {
      std::string text = one.metric + (one.control ? " control" : "");
      if (one.kind == journey::Measured::Kind::begun) text += " begun";
      if (one.kind == journey::Measured::Kind::unknown) text += " unknown";
      if (one.kind == journey::Measured::Kind::left_out) text += " left out";
      if (one.kind == journey::Measured::Kind::value) text += " " + std::to_string(one.value);
      texts.push_back(text);
    }
    return texts;
  }

  Bank bank;
};

TEST_F(Measure, AValueAtEntryIsThereAtOnce) {
  offers().measures = {gold_share()};
  Customer customer(bank.publish());
  customer.set("2026-03-01 10:00", Bank::gold, true);
  EXPECT_THAT(said(customer.deposit("2026-03-02 10:00", 1)), ElementsAre("gold_share begun", "gold_share 1"));
  EXPECT_EQ(customer.next_wake(), journey::kNever);
}

TEST_F(Measure, AValueAtAnOffsetIsTakenWhenItIsDueThoughTheInstanceHasEnded) {
  offers().measures = {added_aum()};
  Customer customer(bank.publish());
  customer.set("2026-03-01 10:00", Bank::aum, scalar(money(100)));
  EXPECT_THAT(said(customer.deposit("2026-03-02 10:00", 1)), ElementsAre("added_aum begun"));
  EXPECT_EQ(customer.next_wake(), at("2026-04-01 10:00"));  // the local clock time, over the change of summer time
  customer.set("2026-03-20 10:00", Bank::aum, scalar(money(130)));
  EXPECT_THAT(said(customer.advance("2026-04-01 09:59")), IsEmpty());
  EXPECT_THAT(said(customer.advance("2026-04-01 10:00")), ElementsAre("added_aum 300000"));
  EXPECT_EQ(customer.next_wake(), journey::kNever);
}

TEST_F(Measure, AChangeOfThatInstantCountsBeforeTheSample) {
  offers().measures = {added_aum(1)};
  Customer customer(bank.publish());
  customer.set("2026-03-01 10:00", Bank::aum, scalar(money(100)));
  customer.deposit("2026-03-02 10:00", 1);
  customer.set("2026-03-03 10:00", Bank::aum, scalar(money(101)));
  EXPECT_THAT(said(customer.advance("2026-03-04 10:00")), ElementsAre("added_aum 10000"));
}

TEST_F(Measure, AnUnknownSampleMakesTheValueUnknown) {
  offers().measures = {added_aum(1)};
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  customer.set("2026-03-02 12:00", Bank::aum, scalar(money(101)));
  EXPECT_THAT(said(customer.advance("2026-03-04 10:00")), ElementsAre("added_aum unknown"));
}

TEST_F(Measure, ControlCustomersAreMeasuredLikeTheOthers) {
  ir::Journey& journey = offers();
  journey.measures = {gold_share()};
  journey.holdout = 10'000;
  Customer customer(bank.publish());
  customer.set("2026-03-01 10:00", Bank::gold, false);
  EXPECT_THAT(said(customer.deposit("2026-03-02 10:00", 1)),
              ElementsAre("gold_share control begun", "gold_share control 0"));
}

TEST_F(Measure, OverASegmentMeasuresThoseWhoAreInItAtEntry) {
  const ir::MetricIndex metric = gold_share();
  bank.program().metrics[metric].over = bank.tag(Bank::consent);
  offers().measures = {metric};
  Customer customer(bank.publish());
  EXPECT_THAT(said(customer.deposit("2026-03-02 10:00", 1)), IsEmpty());  // unknown is not in it
  customer.set("2026-03-03 10:00", Bank::consent, true);
  EXPECT_THAT(said(customer.deposit("2026-03-03 10:00", 1)), ElementsAre("gold_share begun", "gold_share unknown"));
}

TEST_F(Measure, EachEntryIsMeasuredForItself) {
  offers().measures = {added_aum(2)};
  Customer customer(bank.publish());
  customer.set("2026-03-01 10:00", Bank::aum, scalar(money(100)));
  customer.deposit("2026-03-02 10:00", 1);
  customer.set("2026-03-03 09:00", Bank::aum, scalar(money(110)));
  customer.deposit("2026-03-03 10:00", 1);
  customer.set("2026-03-04 12:00", Bank::aum, scalar(money(150)));
  EXPECT_THAT(said(customer.advance("2026-03-10 10:00")), ElementsAre("added_aum 400000"));
}

TEST_F(Measure, PastTheMostMeasurementsAnEntryIsLeftOutAndCounted) {
  offers().measures = {added_aum(30)};
  Customer customer(bank.publish());
  for (std::size_t entry = 0; entry < journey::kMostMeasurements; ++entry) {
    EXPECT_THAT(said(customer.deposit("2026-03-02 10:00", 1)), ElementsAre("added_aum begun"));
  }
  EXPECT_THAT(said(customer.deposit("2026-03-02 10:00", 1)), ElementsAre("added_aum begun", "added_aum left out"));
}

// Publishes the program to the customer; what was measured by it.
std::vector<std::string> publish(Customer& customer, std::shared_ptr<const ir::Program> program,
                                 std::vector<std::string> (*said)(const journey::Outcome&)) {
  std::vector<bool> used(customer.plan().journeys().size());
  EXPECT_TRUE(journey::mark_used(customer.plan(), customer.state(), used).has_value());
  const std::vector<journey::Retired> retired = journey::still_used(customer.plan(), used, *program);
  auto plan = std::make_unique<journey::Plan>(*journey::Plan::make(std::move(program), retired));
  Result<journey::Outcome> outcome = journey::migrate(customer.plan(), *plan, customer.predicates(), customer.id(),
                                                      customer.state(), journey::kAlways);
  const std::vector<std::string> measured = said(*outcome);
  customer.adopt(std::move(plan), *std::move(outcome));
  return measured;
}

TEST_F(Measure, AMeasurementGoesOnUnderTheNextProgram) {
  offers().measures = {added_aum(2)};
  Customer customer(bank.publish());
  customer.set("2026-03-01 10:00", Bank::aum, scalar(money(100)));
  customer.deposit("2026-03-02 10:00", 1);
  ir::Journey& next = offers();
  next.version = 2;
  next.measures = {added_aum(2)};
  EXPECT_THAT(publish(customer, bank.publish(), said), IsEmpty());
  customer.set("2026-03-03 10:00", Bank::aum, scalar(money(90)));
  EXPECT_THAT(said(customer.advance("2026-03-10 10:00")), ElementsAre("added_aum -100000"));
}

TEST_F(Measure, AMeasurementOfAMetricThatMeansSomethingElseNowIsLeftOut) {
  offers().measures = {added_aum(2)};
  Customer customer(bank.publish());
  customer.deposit("2026-03-02 10:00", 1);
  offers().measures = {added_aum(3)};
  EXPECT_THAT(publish(customer, bank.publish(), said), ElementsAre("added_aum left out"));
}

}  // namespace
}  // namespace wend::tests
