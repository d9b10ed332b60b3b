// What would take more memory, time or stack than a schema is worth is refused in words.
#include <gtest/gtest.h>
#include <pthread.h>

#include <functional>

#include "compiler/schema/json_text.hpp"
#include "tests/unit/schema/many_tags.hpp"
#include "tests/unit/schema/read_for_test.hpp"

namespace wend::schema {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

// Runs the function on a thread with the stack of a small host thread.
void on_small_stack(std::function<void()> run) {
  pthread_attr_t attributes;
  ASSERT_EQ(pthread_attr_init(&attributes), 0);
  ASSERT_EQ(pthread_attr_setstacksize(&attributes, 256 * 1024), 0);
  pthread_t thread{};
  const auto enter = [](void* argument) -> void* {
    (*static_cast<std::function<void()>*>(argument))();
    return nullptr;
  };
  ASSERT_EQ(pthread_create(&thread, &attributes, enter, &run), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

TEST(SchemaBounds, RefuseAFileThatIsTooLarge) {
  const ReadText read(std::string(kLargestText + 1, ' '));
  EXPECT_EQ(read.said(), "1:1 S0102 the schema has 67108865 bytes, and at most 67108864 are read\n    at \n");
}

TEST(SchemaBounds, RefuseTooManyValues) {
  const ReadText read("{\"name\": \"x\", \"tags\": [" + repeated("0,", kMostValues) + "0]}");
  ASSERT_EQ(read.sink.all().size(), 1u);
  EXPECT_EQ(diagnostics::message(read.sink.all()[0]), "the schema has more than 4000000 values");
}

TEST(SchemaBounds, RefuseMoreThanTenThousandTags) {
  EXPECT_NE(ReadText(schema_of_many_tags(10'000)).schema, nullptr);
  const ReadText read(schema_of_many_tags(10'001));
  EXPECT_EQ(read.said(), "5:10 S0120 #/tags: expected at most 10000 entries, found 10001\n    at [\n");
}

TEST(SchemaBounds, RefuseMoreThanTwoThousandEvents) {
  std::string text = R"({"name": "x", "events": [{"name": "e"})";
  for (int i = 0; i < 2'000; ++i) text += R"(,{"name": "e)" + std::to_string(i) + "\"}";
  EXPECT_EQ(ReadText(text + "]}").said(), "1:25 S0120 #/events: expected at most 2000 entries, found 2001\n    at [\n");
}

TEST(SchemaBounds, StopAfterAHundredFaults) {
  const ReadText read("{\"name\": \"x\", \"tags\": [" + repeated("0,", 9'000) + "0]}");
  EXPECT_EQ(read.sink.all().size(), 100u);
}

TEST(SchemaBounds, DoNotLetWarningsHideAnError) {
  std::string text = R"({"name": "x", "tags": [)";
  for (int i = 0; i < 500; ++i) {
    text += R"({"name": "t)" + std::to_string(i) + R"(", "type": "text", "label": {"zh": "同"}},)";
  }
  const ReadText read(text + R"({"name": "last_one", "type": "txt"}]})");
  EXPECT_EQ(read.schema, nullptr);
  EXPECT_EQ(read.sink.errors(), 1u);
  EXPECT_EQ(read.sink.all().size(), 101u);
}

TEST(SchemaBounds, HoldOnASmallStack) {
  on_small_stack([] {
    EXPECT_EQ(ReadText(repeated("[", 1'000'000)).schema, nullptr);
    EXPECT_EQ(ReadText(repeated("{\"a\":", 1'000'000)).schema, nullptr);
    const std::string long_text = repeated("A", 1'000'000);
    EXPECT_EQ(ReadText("{\"name\": \"x\", \"currency\": \"" + long_text + "\"}").schema, nullptr);
    EXPECT_EQ(ReadText("{\"name\": \"x\", \"lateness\": \"" + repeated("1", 1'000'000) + "\"}").schema, nullptr);
    EXPECT_EQ(ReadText("{\"name\": \"x\", \"" + long_text + "\": 1}").schema, nullptr);
    EXPECT_NE(ReadText(schema_of_many_tags(100)).schema, nullptr);
  });
}

}  // namespace
}  // namespace wend::schema
