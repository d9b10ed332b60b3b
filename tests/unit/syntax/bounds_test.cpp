// Nothing in a text makes the parser crash, hang or take a deep stack.
#include <gtest/gtest.h>
#include <pthread.h>

#include <chrono>
#include <functional>
#include <thread>

#include "tests/unit/syntax/parsed.hpp"

namespace wend::syntax {
namespace {

std::string repeated(const std::string& text, std::size_t count) {
  std::string result;
  result.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

std::string nested(std::size_t depth) {
  return "segment a = " + repeated("(", depth) + "b" + repeated(")", depth);
}

void* call(void* work) {
  (*static_cast<std::function<void()>*>(work))();
  return nullptr;
}

void on_a_small_stack(std::function<void()> work) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  constexpr std::size_t stack = 2048 * 1024;  // a sanitizer's frames are several times as large
#else
  constexpr std::size_t stack = 256 * 1024;
#endif
  pthread_attr_t attributes;
  ASSERT_EQ(pthread_attr_init(&attributes), 0);
  ASSERT_EQ(pthread_attr_setstacksize(&attributes, stack), 0);
  pthread_t thread{};
  ASSERT_EQ(pthread_create(&thread, &attributes, call, &work), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

TEST(Bounds, AllowSixtyFourBracketsAndNoMore) {
  EXPECT_EQ(messages_about(nested(64)), "");
  EXPECT_EQ(messages_about(nested(65)), "E0502 1:77 brackets nest deeper than 64 here\n");
}

TEST(Bounds, CountBracesAndParenthesesTogether) {
  const std::string steps = repeated("choose { when a { ", 31) + "set x = (b)" + repeated(" } }", 31);
  EXPECT_EQ(messages_about("journey j { steps { " + steps + " } }"), "E0502 1:587 brackets nest deeper than 64 here\n");
}

TEST(Bounds, SayOneThingAboutTenThousandParentheses) {
  EXPECT_EQ(messages_about(nested(10'000) + "\ntag c = 1"), "E0502 1:77 brackets nest deeper than 64 here\n");
  EXPECT_EQ(messages_about("segment a = " + repeated("(", 10'000)), "E0502 1:77 brackets nest deeper than 64 here\n");
  EXPECT_EQ(messages_about("segment a = b" + repeated(")", 10'000)), "E0122 1:14 this `)` closes nothing\n");
}

TEST(Bounds, RefuseAFileOfFiftyMegabytes) {
  EXPECT_EQ(messages_about(std::string(50'000'000, 'a')),
            "E0501 1:1 this file has 50000000 bytes: at most 4194304 are read\n");
}

TEST(Bounds, ReadFlatChainsOfAnyLengthOnASmallStack) {
  const std::vector<std::string> texts = {
      "segment a = " + repeated("b = 1 and ", 20'000) + "c",
      "segment a = " + repeated("not ", 20'000) + "c",
      "tag a = " + repeated("- ", 20'000) + "c",
      "tag a = " + repeated("b + 2 * c - ", 20'000) + "c",
      "tag a = " + repeated("b default ", 20'000) + "c",
      "tag a = b" + repeated(".c", 20'000),
      "trigger a = " + repeated("b or ", 20'000) + "c",
      "trigger a = x where " + repeated("b or ", 20'000) + "c",
      "trigger a = x" + repeated(" then y within 1 day", 5'000),
      "segment a = b in {" + repeated("c, ", 20'000) + "d}",
  };
  for (const std::string& text : texts) {
    on_a_small_stack([&] { EXPECT_EQ(messages_about(text), "") << text.substr(0, 40); });
  }
}

TEST(Bounds, SayOneThingAboutALongChainOfMistakes) {
  const std::vector<std::pair<std::string, std::string>> texts = {
      {"segment a = " + repeated("b and c or ", 10'000) + "d", "E0151"},
      {"segment a = " + repeated("b < ", 10'000) + "d", "E0152"},
      {"segment a = b" + repeated(" is known", 10'000), "E0152"},
      {"tag a = " + repeated("b .. ", 10'000) + "d", "E0152"},
  };
  for (const auto& [text, code] : texts) {
    on_a_small_stack([&] {
      const std::string messages = messages_about(text);
      EXPECT_TRUE(messages.starts_with(code)) << messages.substr(0, 80);
      EXPECT_EQ(std::count(messages.begin(), messages.end(), '\n'), 1);
    });
  }
}

TEST(Bounds, NestAsDeepAsAllowedOnASmallStack) {
  const std::vector<std::string> texts = {
      nested(64),
      "segment a = " + repeated("not (b = 1 + 2 * - (", 32) + "c" + repeated("))", 32),
      "tag a = " + repeated("f(x: earlier g(", 32) + "c" + repeated(") where d = 1)", 32),
      "tag a = " + repeated("choose { when a then {", 32) + "c" + repeated("} otherwise 1 + 2 * 3 }", 32),
      "trigger a = " + repeated("(", 64) + "b" + repeated(" where c = 1) ", 1) + repeated(")", 63),
      "journey j { steps { " + repeated("choose { when a in (b) { ", 30) + "stop" + repeated(" } }", 30) + " } }",
      "journey j { steps { " + repeated("wait for a where b = (c) up to 1 day { seen { ", 30) + "stop" +
          repeated(" } }", 30) + " } }",
  };
  for (const std::string& text : texts) {
    on_a_small_stack([&] { EXPECT_EQ(messages_about(text), "") << text.substr(0, 60); });
  }
}

TEST(Bounds, FailAsDeepAsAllowedOnASmallStack) {
  const std::vector<std::string> texts = {
      "segment a = " + repeated("(", 64) + "b c" + repeated(")", 64),
      "journey j { steps { " + repeated("choose { when a { ", 30) + "nonsense" + repeated(" } }", 30) + " } }",
      "trigger a = " + repeated("(", 64) + "b then" + repeated(")", 64),
  };
  for (const std::string& text : texts) {
    on_a_small_stack([&] {
      const std::string messages = messages_about(text);
      EXPECT_EQ(std::count(messages.begin(), messages.end(), '\n'), 1) << messages;
    });
  }
}

TEST(Bounds, TakeTimeInProportionToTheText) {
  const auto seconds = [](std::size_t count) {
    const std::string text =
        "segment a = " + repeated("b in 1 .. 2 and count(c where d = 1, last 30 days) > 3 and ", count) + "e";
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(messages_about(text), "");
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  static_cast<void>(seconds(100));
  const double small = seconds(1'000);
  const double large = seconds(8'000);
  // Eight times the text; a quadratic parser would take sixty-four times as long.
  EXPECT_LT(large, 30 * small + 0.5);
}

TEST(Bounds, ReadFourMegabytesOnASmallStack) {
  std::string text;
  for (int i = 0; text.size() < 4'000'000; ++i) {
    text += "segment s" + std::to_string(i) +
            " = aum in 50_000 CNY .. 500_000 CNY and not (city in {\"上海\", \"杭州\"})\n";
  }
  on_a_small_stack([&] { EXPECT_EQ(messages_about(text), ""); });
}

TEST(Bounds, AllowManyThreadsAtOnce) {
  const std::string text =
      "journey j { on deposit where a = 1 steps { wait for b up to 2 days { timeout { stop } } } }\n"
      "segment s = count(purchase, last 30 days) > 3 and tier in {gold, platinum}\n"
      "segment broken = a and\n";
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round) {
        EXPECT_EQ(messages_about(text), "E0132 3:20 something must follow `and`\n");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace wend::syntax
