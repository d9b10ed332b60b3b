// The runner itself: a case that does not hold is named, and what came instead is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conformance/runner/left_out.hpp"
#include "tests/conformance/runner/run.hpp"

namespace wend::conformance {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kFolder = WEND_SOURCE_DIRECTORY "/tests/conformance";

// A file with one case, over a schema with a tag and an event.
Result<File> file_with(const std::string& one) {
  const Result<std::string> format = contents_of(std::string(kFolder) + "/format/conformance.schema.json");
  if (!format) return format.error();
  const std::string schema = R"({"name": "bank", "tags": [{"name": "gold", "type": "bool"}],
      "events": [{"name": "login"}], "channels": [{"name": "sms", "templates": [{"name": "hello"}]}]})";
  return read_file("some.json", R"({"chapter": "Some", "schema": "bank", "cases": [)" + one + "]}", *format,
                   {{"bank", schema}});
}

std::vector<Failure> failures_of(const std::string& one, Executors executors = Executors::reference) {
  const Result<File> file = file_with(one);
  if (!file) return {{"(file)", {}, file.error().message}};
  return Runner(executors).run(*file);
}

TEST(ConformanceRunner, SaysNothingOfACaseThatHolds) {
  EXPECT_THAT(failures_of(R"({"name": "unknown and false is false", "expression": "gold and false", "value": false})"),
              IsEmpty());
}

TEST(ConformanceRunner, NamesACaseWhoseValueIsAnother) {
  const auto failures = failures_of(R"({"name": "gold is missing", "expression": "gold", "value": true})");
  ASSERT_THAT(failures, SizeIs(2));
  EXPECT_EQ(failures[1].name, "gold is missing");
  EXPECT_EQ(failures[1].executor, "reference");
  EXPECT_EQ(failures[1].what, "expected true, came unknown");
}

TEST(ConformanceRunner, AsksEveryExecutorToo) {
  const auto failures =
      failures_of(R"({"name": "gold is missing", "expression": "gold", "value": true})", Executors::all);
  ASSERT_THAT(failures, SizeIs(4));
  EXPECT_EQ(failures[0].executor, "streamed");
  EXPECT_EQ(failures[2].executor, "evaluator");
  EXPECT_EQ(failures[3].executor, "native");
}

TEST(ConformanceRunner, SaysWhatAnExecutorLeavesOut) {
  const Result<File> file = file_with(R"({"name": "several", "effects": [], "customers": [{"customer": "a"},
      {"customer": "b"}], "now": "2026-03-02 10:00"})");
  ASSERT_TRUE(file.has_value());
  Runner runner(Executors::reference);
  EXPECT_THAT(runner.run(*file), IsEmpty());
  ASSERT_THAT(runner.left_out(), SizeIs(1));
  EXPECT_EQ(runner.left_out().begin()->executor, "at once");
  EXPECT_EQ(runner.left_out().begin()->name, "several");
}

TEST(ConformanceRunner, TellsWhatIsLeftOutFromWhatIsListed) {
  const LeftOut listed{"native", "some reason", "some.json", "one"};
  const LeftOut came{"native", "some reason", "some.json", "two"};
  EXPECT_EQ(difference({listed}, {came}, "some.json"), "\n  - native: some reason: one\n  + native: some reason: two");
  EXPECT_EQ(difference({listed}, {came}, "another.json"), "");
  EXPECT_EQ(difference({listed}, {listed}, "some.json"), "");
}

TEST(ConformanceRunner, ComparesWhatMetricsComeTo) {
  const std::string one = R"json({"name": "nobody yet", "program": ["metric rate = share(gold at entry)",
      "journey welcome { on login measure rate steps { send sms.hello() } }"],
      "events": [{"type": "login", "time": "2026-03-02 10:00"}],
      "metrics": [{"metric": "rate", "treated": {"begun": 1, "unknown": )json";
  EXPECT_THAT(failures_of(one + "1}}]}"), IsEmpty());
  EXPECT_THAT(failures_of(one + "0}}]}"), SizeIs(1));
}

TEST(ConformanceRunner, SaysWhichEffectsCameInstead) {
  const auto failures = failures_of(R"({"name": "nothing", "events": [{"type": "login", "time": "2026-03-02 10:00"}],
      "program": ["journey welcome { on login steps { send sms.hello() } }"], "effects": []})");
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_THAT(failures[0].what, HasSubstr("2026-03-02 10:00 send sms.hello"));
}

TEST(ConformanceRunner, SaysWhichErrorCameInstead) {
  const auto failures = failures_of(R"({"name": "refused", "expression": "golt", "error": "E0101"})");
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_THAT(failures[0].what, HasSubstr("expected E0101, came E0201"));
}

TEST(ConformanceRunner, RefusesAKeyThatTheFormatLacks) {
  const Result<File> file = file_with(R"({"name": "typo", "expresion": "gold", "value": true})");
  ASSERT_FALSE(file.has_value());
  EXPECT_THAT(file.error().message, HasSubstr("some.json does not fit"));
}

TEST(ConformanceRunner, RefusesTwoCasesOfOneName) {
  const Result<File> file = file_with(R"({"name": "one", "expression": "gold", "value": "unknown"},
                                         {"name": "one", "expression": "gold", "value": "unknown"})");
  ASSERT_FALSE(file.has_value());
  EXPECT_THAT(file.error().message, HasSubstr("two cases are named `one`"));
}

}  // namespace
}  // namespace wend::conformance
