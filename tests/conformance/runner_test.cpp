// The runner itself: a case that does not hold is named, and what came instead is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
  ASSERT_THAT(failures, SizeIs(1));
  EXPECT_EQ(failures[0].name, "gold is missing");
  EXPECT_EQ(failures[0].executor, "reference");
  EXPECT_EQ(failures[0].what, "expected true, came unknown");
}

TEST(ConformanceRunner, AsksNativeCodeToo) {
  const auto failures =
      failures_of(R"({"name": "gold is missing", "expression": "gold", "value": true})", Executors::all);
  ASSERT_THAT(failures, SizeIs(2));
  EXPECT_EQ(failures[1].executor, "native");
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
