// From text to value: the sentences of the language on spans of days, exactness and the unknown, over one customer.
#include <gtest/gtest.h>

#include <map>

#include "compiler/layout/row_layout.hpp"
#include "runtime/eval/evaluate.hpp"
#include "runtime/value/decimal.hpp"
#include "tests/unit/check/checked_text.hpp"

namespace wend::check {
namespace {

const Zone kShanghai = *Zone::named("Asia/Shanghai");

Instant at(std::string_view text) {
  return *parse_time(text, kShanghai);
}
std::int64_t day(std::string_view text) {
  return *parse_date(text);
}
std::int64_t yuan(std::int64_t amount) {
  return amount * decimal::kMoneyScale;
}

using Tags = std::map<std::string, Value>;

std::string shown(const Value& value, const Type& type) {
  if (!is_known(value)) return "unknown";
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  const auto* scalar = std::get_if<std::int64_t>(&value);
  if (scalar == nullptr) return "?";
  if (type.kind == TypeKind::number) return decimal::format(*scalar, decimal::kNumberPlaces);
  if (type.kind == TypeKind::money) return decimal::format(*scalar, decimal::kMoneyPlaces);
  if (type.kind == TypeKind::date) return format_date(static_cast<Date>(*scalar));
  if (type.kind == TypeKind::time) return format_time(*scalar, kShanghai);
  if (type.kind == TypeKind::duration) return format_duration(*scalar);
  return std::to_string(*scalar);
}

// The expression's value for a customer with these tags, on Monday 2026-03-02 at 10:00 in Shanghai.
std::string value_of(const std::string& expression, const Tags& tags = {}) {
  CheckedText text("");
  const auto checked = text.check_more(expression);
  if (!checked) return text.said();
  std::vector<Value> values(text.schema->tags.size());
  for (const auto& [name, value] : tags) values[text.names.find(schema::Names::Kind::tag, name)->index] = value;
  std::vector<schema::TagIndex> all(values.size());
  for (schema::TagIndex tag = 0; tag < all.size(); ++tag) all[tag] = tag;
  const layout::RowLayout layout = layout::tag_layout(*text.schema, all);
  std::vector<std::byte> block;
  layout::append_row(layout, values, block);
  eval::Inputs inputs;
  inputs.tags = {&layout, block.data()};
  inputs.now = at("2026-03-02T10:00:00");
  inputs.zone = kShanghai;
  return shown(eval::evaluate(text.checked.program, checked->id, inputs), checked->type);
}

std::string born(std::string_view date, const std::string& range) {
  return value_of("birth_date in " + range, {{"birth_date", day(date)}});
}
std::string seen(std::string_view time, const std::string& range) {
  return value_of("last_login in " + range, {{"last_login", at(time)}});
}

TEST(Days, LastDaysAreWholeDaysTodayIncluded) {
  EXPECT_EQ(born("2026-01-31", "last 30 days"), "false");
  EXPECT_EQ(born("2026-02-01", "last 30 days"), "true");
  EXPECT_EQ(born("2026-03-02", "last 30 days"), "true");
  EXPECT_EQ(born("2026-03-03", "last 30 days"), "false");
  EXPECT_EQ(born("2026-03-01", "last 1 day"), "false");
  EXPECT_EQ(born("2026-02-02", "last 1 month"), "false");
  EXPECT_EQ(born("2026-02-03", "last 1 month"), "true");
  EXPECT_EQ(born("2025-03-02", "last 12 months"), "false");
  EXPECT_EQ(born("2025-03-03", "last 1 year"), "true");
}

TEST(Days, ATimeLiesInWholeLocalDays) {
  EXPECT_EQ(seen("2026-01-31T23:59:59", "last 30 days"), "false");
  EXPECT_EQ(seen("2026-02-01T00:00:00", "last 30 days"), "true");
  EXPECT_EQ(seen("2026-03-02T23:59:59", "last 30 days"), "true");
  EXPECT_EQ(seen("2026-03-03T00:00:00", "last 30 days"), "false");
  EXPECT_EQ(seen("2026-03-02T00:00:00", "today"), "true");
  EXPECT_EQ(seen("2026-03-31T23:59:59", "2026-03-01 .. 2026-03-31"), "true");
  EXPECT_EQ(seen("2026-03-31T00:00:00", "2026-03-01 ..< 2026-03-31"), "false");
}

TEST(Days, NextLeavesTodayOut) {
  EXPECT_EQ(born("2026-03-02", "next 7 days"), "false");
  EXPECT_EQ(born("2026-03-03", "next 7 days"), "true");
  EXPECT_EQ(born("2026-03-09", "next 7 days"), "true");
  EXPECT_EQ(born("2026-03-10", "next 7 days"), "false");
}

TEST(Days, WeeksMonthsAndYearsAreTheCalendars) {
  EXPECT_EQ(born("2026-03-01", "this week"), "false");
  EXPECT_EQ(born("2026-03-08", "this week"), "true");
  EXPECT_EQ(born("2026-02-23", "previous week"), "true");
  EXPECT_EQ(born("2026-03-31", "this month"), "true");
  EXPECT_EQ(born("2026-02-28", "previous month"), "true");
  EXPECT_EQ(born("2026-03-01", "previous month"), "false");
  EXPECT_EQ(born("2025-12-31", "previous year"), "true");
  EXPECT_EQ(born("2026-03-01", "since 2026-03-01"), "true");
  EXPECT_EQ(born("2026-03-03", "since 2026-03-01"), "false");
}

TEST(Days, HoursRollBackFromNowExclusiveToInclusive) {
  EXPECT_EQ(seen("2026-03-02T08:00:00", "last 2 hours"), "false");
  EXPECT_EQ(seen("2026-03-02T08:00:01", "last 2 hours"), "true");
  EXPECT_EQ(seen("2026-03-02T10:00:00", "last 2 hours"), "true");
  EXPECT_EQ(seen("2026-03-02T10:00:01", "last 2 hours"), "false");
}

TEST(Days, AnniversariesComeEachYear) {
  const auto birthday = [](std::string_view date) {
    return value_of("anniversary(birth_date) in next 7 days", {{"birth_date", day(date)}});
  };
  EXPECT_EQ(birthday("1990-03-02"), "false");
  EXPECT_EQ(birthday("1990-03-09"), "true");
  EXPECT_EQ(birthday("1990-03-10"), "false");
  EXPECT_EQ(value_of("anniversary(birth_date)", {{"birth_date", day("1990-03-01")}}), "2027-03-01");
  EXPECT_EQ(value_of("days_between(birth_date, today)", {{"birth_date", day("2026-02-28")}}), "2");
}

TEST(Days, ADateAndATimeOfDayAreAnInstant) {
  EXPECT_EQ(value_of("2026-06-18 09:00 + 1 month"), "2026-07-18T09:00:00+08:00");
  EXPECT_EQ(value_of("2026-01-31 + 1 month"), "2026-02-28");
  EXPECT_EQ(value_of("today - 1 day"), "2026-03-01");
  EXPECT_EQ(value_of("2026-03-02 10:00 - 2026-03-02 08:30"), "90 minutes");
}

TEST(Numbers, AreExactAndRoundHalfToEven) {
  EXPECT_EQ(value_of("aum / 3", {{"aum", yuan(10)}}), "3.3333");
  EXPECT_EQ(value_of("aum * 5%", {{"aum", yuan(10)}}), "0.5");
  EXPECT_EQ(value_of("visits / 2", {{"visits", std::int64_t{5}}}), "2.5");
  EXPECT_EQ(value_of("aum / wealth_balance", {{"aum", yuan(1)}, {"wealth_balance", yuan(3)}}), "0.333333");
  EXPECT_EQ(value_of("round(0.5)"), "0");
  EXPECT_EQ(value_of("round(2.345, 2)"), "2.34");
  EXPECT_EQ(value_of("visits * 0.5 + 1", {{"visits", std::int64_t{3}}}), "2.5");
  EXPECT_EQ(value_of("5万元 + 0.0001 CNY"), "50000.0001");
  EXPECT_EQ(value_of("handled_for > 1 day", {{"handled_for", 25 * kHour}}), "true");
  EXPECT_EQ(value_of("least(aum, 5 CNY)", {{"aum", yuan(7)}}), "5");
}

TEST(TheUnknown, IsNeitherTrueNorFalse) {
  EXPECT_EQ(value_of("aum > 5 CNY"), "unknown");
  EXPECT_EQ(value_of("aum > 5 CNY and false"), "false");
  EXPECT_EQ(value_of("aum > 5 CNY or true"), "true");
  EXPECT_EQ(value_of("not (aum > 5 CNY)"), "unknown");
  EXPECT_EQ(value_of("visits / 0", {{"visits", std::int64_t{5}}}), "unknown");
  EXPECT_EQ(value_of("9_000_000_000_000_000_000 * 2"), "unknown");
  EXPECT_EQ(value_of("aum is missing"), "true");
  EXPECT_EQ(value_of("aum default 3 CNY"), "3");
  EXPECT_EQ(value_of("tier in {gold, platinum}"), "unknown");
}

TEST(TheUnknown, FallsToItsBranchElseToOtherwise) {
  const std::string branches = "choose { when visits > 5 then 1 otherwise 2 unknown 3 }";
  EXPECT_EQ(value_of(branches, {{"visits", std::int64_t{6}}}), "1");
  EXPECT_EQ(value_of(branches, {{"visits", std::int64_t{5}}}), "2");
  EXPECT_EQ(value_of(branches), "3");
  EXPECT_EQ(value_of("choose { when visits > 5 then 1 otherwise 2 }"), "2");
  EXPECT_EQ(value_of("choose { when visits > 5 then 1 }", {{"visits", std::int64_t{5}}}), "unknown");
}

TEST(Enums, CompareByTheirOrderAndThroughMappings) {
  EXPECT_EQ(value_of("tier >= gold", {{"tier", std::int64_t{3}}}), "true");
  EXPECT_EQ(value_of("tier >= 金卡", {{"tier", std::int64_t{1}}}), "false");
  // flexible_wealth is R2, which is C2; growth_fund is R3, which is C4.
  EXPECT_EQ(
      value_of("favourite.risk <= risk_rating", {{"favourite", std::int64_t{0}}, {"risk_rating", std::int64_t{1}}}),
      "true");
  EXPECT_EQ(
      value_of("favourite.risk <= risk_rating", {{"favourite", std::int64_t{1}}, {"risk_rating", std::int64_t{2}}}),
      "false");
  EXPECT_EQ(value_of("R9 <= risk_rating", {{"risk_rating", std::int64_t{2}}}), "unknown");
}

}  // namespace
}  // namespace wend::check
