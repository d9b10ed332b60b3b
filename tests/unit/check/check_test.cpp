#include "compiler/check/check.hpp"

#include <gtest/gtest.h>

#include "compiler/check/context.hpp"
#include "compiler/check/expressions.hpp"
#include "runtime/eval/evaluate.hpp"
#include "tests/unit/check/checked_text.hpp"

namespace wend::check {
namespace {

TEST(Check, AllFilesAreOneProgram) {
  const CheckedText text(std::vector<std::string>{"segment rich = share > 50%", "tag share = wealth_balance / aum"});
  EXPECT_EQ(text.said(), "");
  EXPECT_EQ(text.lowered(),
            "share = (divide 1 (tag wealth_balance) (tag aum))\n"
            "rich = (less (constant 0.5) (divide 1 (tag wealth_balance) (tag aum)))\n");
}

TEST(Check, AnExpressionMayUseWhatTheProgramDeclares) {
  CheckedText text("segment rich = aum > 50万元\ntag twice = visits * 2");
  const auto condition = text.check_more("rich and twice > 3");
  ASSERT_TRUE(condition) << text.said();
  EXPECT_EQ(condition->type, type_of(TypeKind::boolean));
  EXPECT_EQ(ir::to_text(text.checked.program, condition->id),
            "(conjunction (less (constant 500000 CNY) (tag aum)) (less (constant 3) (multiply 0 (tag visits) (constant "
            "2))))");
  const auto value = text.check_more("aum / 2");
  ASSERT_TRUE(value);
  EXPECT_EQ(schema::describe(*text.schema, value->type), "money CNY");
}

TEST(Check, AFaultyExpressionSaysWhyAndLeavesTheProgramAsItWas) {
  CheckedText text("segment rich = aum > 50万元");
  EXPECT_FALSE(text.check_more("rich and aumm > 3"));
  EXPECT_EQ(text.sink.all().size(), 1u);
  EXPECT_TRUE(text.check_more("rich"));
}

TEST(Check, AnExpressionThatUsesAFaultyDefinitionSaysSo) {
  CheckedText text("segment rich = aumm > 50万元");
  EXPECT_EQ(text.sink.all().size(), 1u);
  EXPECT_FALSE(text.check_more("rich"));
}

TEST(Check, ReportsEachOfSeveralFaultsOnce) {
  const CheckedText text(
      "segment a = aumm > 5000 and tier = golden\n"
      "segment b = a and visits > 5 CNY\n"
      "tag c = choose { when b then aum otherwise c2 }\n"
      "tag d = c + d\n"
      "tag e = aumm in 5 .. 7 or unheard in {gold, platinum} or unseen = nothing\n"
      "tag f = least(unknown_one, aum, 5)\n");
  EXPECT_EQ(text.said(),
            "1:13 E0201 there is no tag `aumm`: aumm\n"
            "    did you mean `aum` (资产规模)?\n"
            "    write aum for aumm\n"
            "1:36 E0205 `tier` has no value `golden`: golden\n"
            "    did you mean `gold` (金卡)?\n"
            "    write gold for golden\n"
            "2:28 E0303 money CNY stands where a plain integer is needed: 5 CNY\n"
            "    write 5 for 5 CNY\n"
            "3:44 E0201 there is no tag `c2`: c2\n"
            "    did you mean `c`?\n"
            "    write c for c2\n"
            "4:5 E0226 `d` is defined by itself: d -> d: d\n"
            "5:9 E0201 there is no tag `aumm`: aumm\n"
            "    did you mean `aum` (资产规模)?\n"
            "    write aum for aumm\n"
            "5:27 E0201 there is no tag `unheard`: unheard\n"
            "5:58 E0201 there is no tag `unseen`: unseen\n"
            "6:15 E0201 there is no tag `unknown_one`: unknown_one\n");
}

TEST(Check, ADeclarationWithASyntaxFaultIsANameAndSaysNothingMore) {
  const CheckedText text("segment a = visits >\nsegment b = a and tier = gold\nsegment c = tier = gold");
  EXPECT_EQ(text.sink.all().size(), 1u) << text.said();
  EXPECT_EQ(text.lowered(), "c = (equal (tag tier) (constant gold))\n");
}

TEST(Check, AMomentIsReadInTheSchemasZone) {
  CheckedText text("");
  const auto moment = text.check_more("2026-06-18 09:00");
  ASSERT_TRUE(moment);
  const Value value = eval::evaluate(text.checked.program, moment->id, {});
  const Result<Instant> expected = parse_time("2026-06-18T01:00:00Z", Zone::utc());
  EXPECT_EQ(std::get<std::int64_t>(value), *expected);
}

TEST(Check, WindowsSayHowFarTheyReach) {
  const auto reach = [](const std::string& range) {
    CheckedText text("");
    EXPECT_TRUE(text.check_more("count(deposit, " + range + ")")) << text.said();
    return text.checked.program.windows.front().reach;
  };
  EXPECT_EQ(reach("last 30 days"), (ir::Reach{false, {0, 30, 0}, 0}));
  EXPECT_EQ(reach("last 2 weeks"), (ir::Reach{false, {0, 14, 0}, 0}));
  EXPECT_EQ(reach("last 1 year"), (ir::Reach{false, {12, 0, 0}, 0}));
  EXPECT_EQ(reach("last 2 hours"), (ir::Reach{false, {}, 2 * kHour}));
  EXPECT_EQ(reach("today"), (ir::Reach{false, {0, 1, 0}, 0}));
  EXPECT_EQ(reach("this week"), (ir::Reach{false, {0, 7, 0}, 0}));
  EXPECT_EQ(reach("previous month"), (ir::Reach{false, {2, 0, 0}, 0}));
  EXPECT_EQ(reach("since opened_on"), (ir::Reach{true, {}, 0}));
  EXPECT_EQ(reach("2026-01-01 .. 2026-02-01"), (ir::Reach{true, {}, 0}));
  EXPECT_EQ(reach("today - 30 days .. today"), (ir::Reach{false, {0, 31, 0}, 0}));
}

// --- what the checks of journeys call -------------------------------------------------------------------------------

struct Bench {
  explicit Bench(std::string text) : file(sources.add("test.wend", std::move(text))) { program.schema = test_schema(); }
  std::string said() const {
    std::string result;
    for (const auto& diagnostic : sink.all()) {
      result +=
          std::string(diagnostics::entry(diagnostic.code).code) + " " + std::string(sources.text(diagnostic.span));
    }
    return result;
  }
  source::SourceMap sources;
  source::FileId file;
  diagnostics::Sink sink;
  ir::Program program;
  Facts facts;
  schema::Names names{*test_schema()};
  Context context{*test_schema(), names, sink, program, ir::Builder(program), facts, Declarations::known(facts)};
};

std::string condition_in(const Scope& scope, const std::string& text) {
  Bench bench(text);
  const syntax::ExpressionPtr tree = syntax::parse_expression(bench.sources.file(bench.file), bench.sink);
  if (tree == nullptr) return bench.said();
  const auto condition = check_condition(bench.context, scope, *tree);
  return condition ? ir::to_text(bench.program, *condition) : bench.said();
}

schema::EventIndex event_named(std::string_view name) {
  return schema::Names(*test_schema()).find(schema::Names::Kind::event, name)->index;
}

TEST(Scopes, InAPatternABareNameIsAFieldThenATag) {
  const Scope scope = Scope::of_pattern(event_named("deposit"));
  EXPECT_EQ(condition_in(scope, "amount > aum"), "(less (tag aum) (event_field matched 0))");
  EXPECT_EQ(condition_in(scope, "event.balance > customer.balance"), "(less (tag balance) (event_field matched 2))");
  EXPECT_EQ(condition_in(scope, "balance > 1 CNY"), "E0210 balance");
  EXPECT_EQ(condition_in(scope, "event.time in today"),
            "(conjunction (less_equal (moment today as time) (event_time matched)) (less (event_time matched) (moment "
            "today 1 day as time)))");
}

TEST(Scopes, InAJourneyTheEventIsTheOneThatEntered) {
  const Scope scope = Scope::of_journey(event_named("deposit"));
  EXPECT_EQ(condition_in(scope, "event.amount > aum"), "(less (tag aum) (event_field entered 0))");
  EXPECT_EQ(condition_in(scope, "amount > aum"), "E0201 amount");
  const Scope pattern = scope.with_pattern(event_named("purchase"));
  EXPECT_EQ(condition_in(pattern, "amount > event.amount"), "(less (event_field entered 0) (event_field matched 1))");
  EXPECT_EQ(condition_in(pattern, "product.kind = wealth"),
            "(equal (product_field kind (event_field matched 0)) (constant wealth))");
}

TEST(Scopes, WithoutAnEventTheReasonIsSaid) {
  EXPECT_EQ(condition_in(Scope::of_journey(NoEvent::schedule), "event.amount > aum"), "E0213 event");
  EXPECT_EQ(condition_in(Scope::of_journey(NoEvent::several), "event.amount > aum"), "E0214 event");
  EXPECT_EQ(condition_in(Scope::of_customer(), "event.amount > aum"), "E0212 event");
}

TEST(Scopes, AnAliasNamesItsEvent) {
  Scope scope = Scope::of_pattern(event_named("purchase"));
  scope.aliases.push_back({"d", {event_named("deposit"), ir::Slot::entered}});
  EXPECT_EQ(condition_in(scope, "d.amount > amount"), "(less (event_field matched 1) (event_field entered 0))");
  EXPECT_EQ(condition_in(scope, "d > amount"), "E0216 d");
}

TEST(Scopes, AWindowInAPatternCompareswithTheEventAround) {
  const Scope scope = Scope::of_pattern(event_named("purchase"));
  EXPECT_EQ(
      condition_in(scope, "count(deposit where amount = event.amount, today) > 0"),
      "(less (constant 0) (window count deposit where (equal (event_field candidate 0) (event_field matched 1)) from "
      "(moment today as time)))");
}

TEST(Scopes, StepsAreTextsWhereAnOutcomeIsAskedFor) {
  Scope scope = Scope::of_pattern(event_named("deposit"));
  scope.steps = {"greeting"};
  EXPECT_EQ(condition_in(scope, "note = greeting"), "(equal (event_field matched 3) (constant \"greeting\"))");
}

std::string span_of(const std::string& text) {
  Bench bench(text);
  const syntax::ExpressionPtr tree = syntax::parse_expression(bench.sources.file(bench.file), bench.sink);
  const auto span = check_span(bench.context, *tree);
  if (!span) return bench.said();
  return span->duration != 0 ? format_duration(span->duration) : format_period(span->period);
}

TEST(Spans, AreExactOrCalendar) {
  EXPECT_EQ(span_of("2 days"), "2 days");
  EXPECT_EQ(span_of("1 year"), "1 year");
  EXPECT_EQ(span_of("90 minutes"), "90 minutes");
  EXPECT_EQ(span_of("30"), "E0331 30");
  EXPECT_EQ(span_of("0 days"), "E0332 0 days");
  EXPECT_EQ(span_of("visits"), "E0331 visits");
  EXPECT_EQ(span_of("3 business days"), "E0901 3 business days");
}

std::string percentage_of(const std::string& text) {
  Bench bench(text);
  const syntax::ExpressionPtr tree = syntax::parse_expression(bench.sources.file(bench.file), bench.sink);
  const auto buckets = check_percentage(bench.context, tree->as<syntax::QuantityLiteral>()->quantity);
  return buckets ? std::to_string(*buckets) : bench.said();
}

TEST(Percentages, AreBucketsOfTenThousand) {
  EXPECT_EQ(percentage_of("5%"), "500");
  EXPECT_EQ(percentage_of("0.01%"), "1");
  EXPECT_EQ(percentage_of("100%"), "10000");
  EXPECT_EQ(percentage_of("100.01%"), "E0330 100.01%");
  EXPECT_EQ(percentage_of("0.001%"), "E0325 0.001%");
  EXPECT_EQ(percentage_of("5"), "E0330 5");
}

std::string whole_of(const std::string& text) {
  Bench bench(text);
  const syntax::ExpressionPtr tree = syntax::parse_expression(bench.sources.file(bench.file), bench.sink);
  const auto value = check_whole(bench.context, tree->as<syntax::QuantityLiteral>()->quantity, 1, 100);
  return value ? std::to_string(*value) : bench.said();
}

TEST(WholeNumbers, LieInTheirRange) {
  EXPECT_EQ(whole_of("70"), "70");
  EXPECT_EQ(whole_of("0"), "E0329 0");
  EXPECT_EQ(whole_of("101"), "E0329 101");
  EXPECT_EQ(whole_of("1.5"), "E0327 1.5");
  EXPECT_EQ(whole_of("5%"), "E0328 5%");
}

}  // namespace
}  // namespace wend::check
