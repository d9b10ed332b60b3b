#include "tests/embedding/corner_bank.hpp"

namespace wend::host::tests {
namespace {

using testing::HasSubstr;

TEST(Compile, ListsWhatTheProgramDeclares) {
  const Program program = compiled();
  ASSERT_EQ(program.segments().size(), 2U);
  EXPECT_EQ(program.segments()[0].name, "savers");
  EXPECT_EQ(program.segments()[0].label, "储蓄客户");
  EXPECT_FALSE(program.segments()[0].needs_events);
  EXPECT_TRUE(program.segments()[1].needs_events);
  ASSERT_EQ(program.triggers().size(), 1U);
  EXPECT_EQ(program.triggers()[0].name, "salary_arrived");
  ASSERT_EQ(program.journeys().size(), 1U);
  EXPECT_EQ(program.journeys()[0].name, "follow_up");
  EXPECT_EQ(program.journeys()[0].owner, "retail savings");
  EXPECT_EQ(program.journeys()[0].purpose, "marketing");
  EXPECT_EQ(program.journeys()[0].priority, 7);
  EXPECT_EQ(program.time_zone(), "Asia/Shanghai");
}

TEST(Compile, SaysWhereAndWhatIsWrongInBothLanguages) {
  const Result<Program> program = try_compile("segment rich = auum > 5 CNY\n");
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().fault, Fault::faulty_source);
  EXPECT_THAT(program.error().message, HasSubstr("journeys.wend:1:16: "));
  ASSERT_EQ(program.error().diagnostics.size(), 1U);
  const Diagnostic& diagnostic = program.error().diagnostics[0];
  EXPECT_EQ(diagnostic.severity, Severity::error);
  EXPECT_EQ(diagnostic.code.size(), 5U);
  EXPECT_THAT(diagnostic.english, HasSubstr("auum"));
  EXPECT_THAT(diagnostic.chinese, HasSubstr("auum"));
  EXPECT_NE(diagnostic.english, diagnostic.chinese);
  EXPECT_EQ(diagnostic.place.source, "journeys.wend");
  EXPECT_EQ(diagnostic.place.line, 1U);
  EXPECT_EQ(diagnostic.place.column, 16U);
  EXPECT_EQ(diagnostic.place.end_column, 20U);
  EXPECT_EQ(diagnostic.place.begin, 15U);
  EXPECT_EQ(diagnostic.place.end, 19U);
  ASSERT_FALSE(diagnostic.fixes.empty());
  EXPECT_EQ(diagnostic.fixes[0].edits.at(0).replacement, "aum");
}

TEST(Compile, CountsColumnsInCodePoints) {
  const Result<Program> program = try_compile("segment 富裕 = 资产啊 > 5 CNY\n");
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().diagnostics.at(0).place.column, 14U);
  EXPECT_EQ(program.error().diagnostics.at(0).place.begin, 17U);
}

TEST(Compile, SaysWhereTheSchemaIsWrong) {
  const Result<Program> program = try_compile("", R"({"name": "x", "version": 1, "tags": 5})");
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().fault, Fault::faulty_source);
  ASSERT_FALSE(program.error().diagnostics.empty());
  EXPECT_EQ(program.error().diagnostics[0].place.source, "schema.json");
  EXPECT_EQ(program.error().diagnostics[0].code.substr(0, 1), "S");
}

TEST(Compile, SaysHowManyMoreFaultsThereAre) {
  const Result<Program> program = try_compile("segment a = auum > 5 CNY\nsegment b = citty = \"x\"\n");
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().diagnostics.size(), 2U);
  EXPECT_THAT(program.error().message, HasSubstr(" (and 1 more)"));
}

TEST(Compile, TakesTextsThatAreNoTexts) {
  EXPECT_FALSE(try_compile(std::string_view("\xff\xfe\0x", 4)));
  EXPECT_FALSE(try_compile("", std::string_view("\0\0", 2)));
  EXPECT_FALSE(try_compile("", ""));
  EXPECT_FALSE(try_compile(std::string(10'000, '(')));
  EXPECT_TRUE(try_compile(""));
}

TEST(Compile, TakesNoFilesAsAProgramWithoutDeclarations) {
  const Result<Program> program = compile({"schema.json", kSchema}, {});
  ASSERT_TRUE(program);
  EXPECT_TRUE(program->segments().empty());
}

TEST(Compile, TreatsAllSourcesAsOneProgram) {
  const Result<Program> program = compile({"schema.json", kSchema}, {{"b.wend", "segment both = rich and active"},
                                                                     {"a.wend", "segment rich = aum > 5 CNY"}});
  ASSERT_TRUE(program) << program.error().message;
  EXPECT_EQ(program->segments().size(), 2U);
}

TEST(Program, OutlivesTheTextsItWasMadeOf) {
  std::optional<Program> program;
  {
    const std::string schema(kSchema);
    const std::string journeys(kJourneys);
    program = compiled(journeys, schema);
  }
  const Program copy = *program;
  program.reset();
  EXPECT_EQ(copy.segments()[0].name, "savers");
}

TEST(Value, IsShownAsTheLanguageWritesIt) {
  EXPECT_EQ(to_text(Unknown{}), "unknown");
  EXPECT_EQ(to_text(true), "true");
  EXPECT_EQ(to_text(std::int64_t{-7}), "-7");
  EXPECT_EQ(to_text(Number{250'000}), "0.25");
  EXPECT_EQ(to_text(Money{80'005'000, "CNY"}), "8000.5 CNY");
  EXPECT_EQ(to_text(Duration(2h)), "2 hours");
  EXPECT_EQ(to_text(Period{.months = 1, .days = 3}), "1 month 3 days");
  EXPECT_EQ(to_text(Date(2026y / 3 / 2)), "2026-03-02");
  EXPECT_EQ(to_text(march(2)), "2026-03-02T10:00:00+00:00");
  EXPECT_EQ(to_text(TimeOfDay{9h + 30min}), "09:30");
  EXPECT_EQ(to_text("gold"), "gold");
  EXPECT_EQ(to_text(std::vector<std::string>{"a", "b"}), "{a, b}");
}

TEST(Value, IsShownWhateverItsNumbersAre) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t count : {most, -most - 1}) {
    EXPECT_FALSE(to_text(Number{count}).empty());
    EXPECT_FALSE(to_text(Money{count, ""}).empty());
    EXPECT_FALSE(to_text(Duration(count)).empty());
    EXPECT_FALSE(to_text(Date(std::chrono::days(count))).empty());
    EXPECT_FALSE(to_text(Instant(Duration(count))).empty());
    EXPECT_FALSE(to_text(TimeOfDay{Duration(count)}).empty());
  }
  constexpr std::int32_t most_months = std::numeric_limits<std::int32_t>::max();
  EXPECT_FALSE(to_text(Period{most_months, -most_months - 1, -most_months - 1}).empty());
}

TEST(Value, IsReadExactlyOutOfText) {
  EXPECT_EQ(*Number::parse("-12.5"), (Number{-12'500'000}));
  EXPECT_EQ(*Money::parse("8000.50 CNY"), (Money{80'005'000, "CNY"}));
  EXPECT_EQ(Number::parse("1.1234567").error().fault, Fault::wrong_type);
  EXPECT_EQ(Number::parse("many").error().fault, Fault::wrong_type);
  EXPECT_EQ(Money::parse("8000.50").error().fault, Fault::wrong_type);
  EXPECT_EQ(Money::parse("much CNY").error().fault, Fault::wrong_type);
}

TEST(Value, IsQuantisedHalfToEven) {
  EXPECT_EQ(*Number::quantise(0.25), (Number{250'000}));
  EXPECT_EQ(*Number::quantise(0.0000005), (Number{0}));
  expect_fault(Number::quantise(std::numeric_limits<double>::quiet_NaN()), Fault::out_of_range,
               "no number of the language is near that floating-point value");
}

}  // namespace
}  // namespace wend::host::tests
