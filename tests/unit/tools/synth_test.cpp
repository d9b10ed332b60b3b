#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "runtime/value/decimal.hpp"
#include "tests/unit/tools/fixture.hpp"
#include "tools/data/customers.hpp"
#include "tools/data/events.hpp"
#include "tools/wend/synth/calendar.hpp"
#include "tools/wend/synth/make_events.hpp"

namespace wend::tools {
namespace {

using data::Outcome;
using testing::AllOf;
using testing::Ge;
using testing::Le;

Date day(std::string_view text) {
  return *parse_date(text);
}

struct Made {
  std::string customers;
  std::string events;
  Date last = 0;
};

class Synth : public testing::Test {
 protected:
  Made make(std::uint64_t customers, std::uint64_t events, std::uint64_t seed) {
    const SynthOptions options{customers, events, seed, day("2026-01-01"), all_tags(schema_)};
    Made made;
    OutputFile file;
    EXPECT_TRUE(file.open(customers_path()));
    make_customers(schema_, zone_, options, file);
    EXPECT_TRUE(file.close());
    EXPECT_TRUE(file.open(events_path()));
    Progress progress(console_, "events", events);
    made.last = make_events(schema_, zone_, options, file, progress);
    EXPECT_TRUE(file.close());
    made.customers = contents(customers_path());
    made.events = contents(events_path());
    return made;
  }

  [[nodiscard]] std::string customers_path() const { return folder_.path("customers.csv"); }
  [[nodiscard]] std::string events_path() const { return folder_.path("events.jsonl"); }

  schema::Schema schema_ = bank();
  Zone zone_ = *Zone::named(schema_.zone);

 private:
  static std::string contents(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  TemporaryFolder folder_;
  Console console_{stdout, stderr};
};

TEST_F(Synth, MakesTheSameOfTheSameSeedAndElseSomethingElse) {
  const Made first = make(50, 500, 7);
  const Made again = make(50, 500, 7);
  const Made other = make(50, 500, 8);
  EXPECT_EQ(first.customers, again.customers);
  EXPECT_EQ(first.events, again.events);
  EXPECT_NE(first.customers, other.customers);
  EXPECT_NE(first.events, other.events);
}

TEST_F(Synth, MakesTheSameOnEveryMachine) {
  const std::string events = make(3, 4, 1).events;
  EXPECT_EQ(events.substr(0, events.find('\n')), expected_first_event());
}

TEST_F(Synth, MakesAsManyAsAskedForThatTheReadersTakeWithoutAWarning) {
  make(300, 5'000, 1);
  data::CustomerReader customers(customers_path(), schema_, zone_);
  std::uint64_t read = 0;
  while (customers.next() == Outcome::row) ++read;
  EXPECT_EQ(read, 300U);
  EXPECT_TRUE(customers.warnings().empty());

  data::EventReader events(events_path(), schema_, zone_);
  std::set<std::string, std::less<>> ids;
  Instant last = 0;
  while (events.next() == Outcome::row) {
    EXPECT_TRUE(ids.emplace(events.id()).second) << events.id();
    EXPECT_GE(events.time(), last) << "events come in the order of time";
    last = events.time();
  }
  EXPECT_EQ(ids.size(), 5'000U);
  EXPECT_TRUE(events.warnings().empty());
}

TEST_F(Synth, LeavesTagsOutOnlyWhereTheyAreNotRequired) {
  make(2'000, 1, 1);
  data::CustomerReader customers(customers_path(), schema_, zone_);
  std::vector<int> missing(schema_.tags.size());
  while (customers.next() == Outcome::row) {
    for (std::size_t tag = 0; tag < missing.size(); ++tag) missing[tag] += is_known(customers.values()[tag]) ? 0 : 1;
  }
  int some = 0;
  for (std::size_t tag = 0; tag < missing.size(); ++tag) {
    EXPECT_LE(missing[tag], 700) << schema_.tags[tag].name;
    EXPECT_TRUE(missing[tag] == 0 || !schema_.tags[tag].always_known) << schema_.tags[tag].name;
    some += missing[tag];
  }
  EXPECT_GT(some, 0);
}

TEST_F(Synth, PaysSalariesOnPaydaysAloneAndToEachTheSame) {
  make(400, 20'000, 1);
  data::EventReader events(events_path(), schema_, zone_);
  std::map<std::string, std::set<std::int64_t>, std::less<>> salaries;
  std::map<std::string, std::set<int>, std::less<>> paydays;
  while (events.next() == Outcome::row) {
    if (events.type() != kDeposit || !same(events.values()[kPurpose], Value(std::int64_t{kSalaryPurpose}))) continue;
    const std::string customer(events.customer());
    salaries[customer].insert(std::get<std::int64_t>(events.values()[kAmount]));
    const auto payday = payday_on(zone_.local_date(events.time()));
    ASSERT_TRUE(payday);
    paydays[customer].insert(*payday);
  }
  EXPECT_THAT(salaries.size(), AllOf(Ge(200U), Le(280U))) << "six of ten";
  for (const auto& [customer, amounts] : salaries) EXPECT_EQ(amounts.size(), 1U) << customer;
  for (const auto& [customer, days] : paydays) EXPECT_EQ(days.size(), 1U) << customer;
}

TEST_F(Synth, HasEventsAsOftenAsTheSchemaSays) {
  const Made made = make(1'000, 20'000, 1);
  data::EventReader events(events_path(), schema_, zone_);
  std::vector<std::uint64_t> count(schema_.events.size());
  while (events.next() == Outcome::row) ++count[events.type()];
  const double expected = schema_.events[kLogin].a_day * 1'000 * (made.last - day("2026-01-01") + 1);
  EXPECT_NEAR(static_cast<double>(count[kLogin]), expected, expected / 10);
  EXPECT_EQ(count[kNever], 0U) << "a rate of 0";
  EXPECT_EQ(count[kOutcome], 0U) << "outcomes are the host's";
}

TEST(SynthCalendar, SharesAddUp) {
  Shares shares(1'000'003, 7 + 0 + 11 + 5);
  const std::uint64_t parts[] = {shares.next(7), shares.next(0), shares.next(11), shares.next(5)};
  EXPECT_EQ(parts[1], 0U);
  EXPECT_EQ(parts[0] + parts[2] + parts[3], 1'000'003U);
}

TEST(SynthCalendar, KnowsPaydays) {
  EXPECT_EQ(payday_on(day("2026-01-05")), 0);
  EXPECT_EQ(payday_on(day("2026-02-25")), 3);
  EXPECT_FALSE(payday_on(day("2026-02-24")));
}

}  // namespace
}  // namespace wend::tools
