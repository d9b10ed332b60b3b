// A log of remembered events: its order, its bounds, what it says about its own completeness.
#include "runtime/history/log.hpp"

#include <gmock/gmock.h>

#include "tests/support/bank.hpp"

namespace wend::history {
namespace {

using testing::ElementsAre;

const std::byte kRows[16] = {};

eval::Event event(Instant time, std::size_t row = 0) {
  return {.type = 0, .time = time, .fields = {nullptr, kRows + row}};
}

std::vector<Instant> times(const Log& log) {
  std::vector<Instant> times;
  for (const eval::Event& one : log.events) times.push_back(one.time);
  return times;
}

Need reaching(Microseconds reach) {
  Need need;
  need.kept = true;
  need.reach = reach;
  return need;
}

TEST(Log, KeepsEventsByTimeAndThoseOfOneInstantByArrival) {
  Log log;
  insert(log, event(5, 0));
  insert(log, event(3, 1));
  insert(log, event(5, 2));
  insert(log, event(4, 3));
  EXPECT_THAT(times(log), ElementsAre(3, 4, 5, 5));
  EXPECT_EQ(log.events[2].fields.data, kRows + 0);
  EXPECT_EQ(log.events[3].fields.data, kRows + 2);
}

TEST(Log, ForgetsWhatNoWindowReaches) {
  Log log;
  for (const Instant time : {10, 20, 30}) insert(log, event(time));
  trim(log, reaching(10), 1'024, 30);
  EXPECT_THAT(times(log), ElementsAre(20, 30));
}

TEST(Log, IsCompleteAfterTheLatestEventForgotten) {
  Log log;
  for (const Instant time : {10, 20, 30}) insert(log, event(time));
  EXPECT_FALSE(view(log).complete_since.has_value());
  trim(log, reaching(10), 1'024, 30);
  EXPECT_EQ(view(log).complete_since, 11);
}

TEST(Log, StaysCompleteWhereNothingIsForgotten) {
  Log log;
  insert(log, event(25));
  trim(log, reaching(10), 1'024, 30);
  EXPECT_FALSE(view(log).complete_since.has_value());
}

TEST(Log, PastTheCapForgetsTheOldestAndSaysSo) {
  Log log;
  for (const Instant time : {10, 20, 30, 40}) insert(log, event(time));
  trim(log, reaching(1'000), 2, 40);
  EXPECT_THAT(times(log), ElementsAre(30, 40));
  EXPECT_EQ(view(log).complete_since, 21);
}

TEST(Log, OfAnUnboundedWindowForgetsOnlyPastTheCap) {
  Log log;
  for (const Instant time : {10, 20}) insert(log, event(time));
  Need need = reaching(1);
  need.unbounded = true;
  trim(log, need, 1'024, 1'000'000);
  EXPECT_THAT(times(log), ElementsAre(10, 20));
}

TEST(Log, NeverTakesBackWhatItSaidOfItsCompleteness) {
  Log log;
  log.complete_since = 100;
  for (const Instant time : {10, 120}) insert(log, event(time));
  trim(log, reaching(50), 1'024, 120);
  EXPECT_EQ(view(log).complete_since, 100);
}

TEST(Needs, NameTheEventsThatWindowsReadTheirFieldsAndHowFarTheyReach) {
  tests::Bank bank;
  const auto large = bank.is_at_least(bank.field(tests::Bank::deposit, 0, ir::Slot::candidate), bank.crowns(1));
  bank.trigger("week", bank.on(tests::Bank::deposit,
                               bank.is_at_least(bank.count_of_days(tests::Bank::deposit, 7, large), bank.integer(3))));
  bank.trigger("month", bank.on(tests::Bank::deposit,
                                bank.is_at_least(bank.count_of_days(tests::Bank::deposit, 30), bank.integer(9))));
  const std::shared_ptr<const ir::Program> program = bank.publish();
  const ir::Program* programs[] = {program.get()};
  const std::vector<Need> needs = history::needs(*program->schema, programs);
  const Need& deposit = needs[tests::Bank::deposit];
  EXPECT_TRUE(deposit.kept);
  EXPECT_THAT(deposit.fields, ElementsAre(0));
  EXPECT_GE(deposit.reach, 30 * kDay);
  EXPECT_LE(deposit.reach, 33 * kDay);
  EXPECT_NE(deposit.layout.fields[0].storage, layout::Storage::absent);
  EXPECT_EQ(deposit.layout.fields[1].storage, layout::Storage::absent);
  EXPECT_FALSE(needs[tests::Bank::login].kept);
}

TEST(Needs, FieldsOfTheCandidateAreNotThoseOfTheMatchedEvent) {
  tests::Bank bank;
  const auto same = bank.make(ir::Operation::equal, {bank.field(tests::Bank::deposit, 1, ir::Slot::candidate),
                                                     bank.field(tests::Bank::deposit, 1, ir::Slot::matched)});
  const auto count = bank.count_of_days(tests::Bank::deposit, 7, same);
  const ir::ExpressionId roots[] = {bank.is_at_least(count, bank.integer(3)), bank.amount()};
  const std::shared_ptr<const ir::Program> program = bank.publish();
  EXPECT_THAT(fields_read(*program, roots, ir::Slot::matched), ElementsAre(0, 1));
  EXPECT_THAT(fields_read(*program, roots, ir::Slot::candidate), ElementsAre());
}

}  // namespace
}  // namespace wend::history
