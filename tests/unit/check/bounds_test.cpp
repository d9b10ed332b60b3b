// Whatever is written, the checker ends, with little stack and in time that grows with the text.
#include <gtest/gtest.h>
#include <pthread.h>

#include <functional>

#include "tests/unit/check/checked_text.hpp"

namespace wend::check {
namespace {

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

std::string code_of(const CheckedText& text) {
  if (text.sink.all().empty()) return "none";
  return std::string(diagnostics::entry(text.sink.all().front().code).code);
}

// Runs the work on a thread with the stack that a host may give it.
void on_small_stack(std::function<void()> work) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  constexpr std::size_t kStack = 2 * 1024 * 1024;  // sanitizers make frames larger
#elif !defined(NDEBUG)
  constexpr std::size_t kStack = 1024 * 1024;  // so does a build without optimisation
#else
  constexpr std::size_t kStack = 256 * 1024;
#endif
  pthread_attr_t attributes;
  ASSERT_EQ(pthread_attr_init(&attributes), 0);
  ASSERT_EQ(pthread_attr_setstacksize(&attributes, kStack), 0);
  pthread_t thread;
  const auto run = [](void* given) -> void* {
    (*static_cast<std::function<void()>*>(given))();
    return nullptr;
  };
  ASSERT_EQ(pthread_create(&thread, &attributes, run, &work), 0);
  ASSERT_EQ(pthread_join(thread, nullptr), 0);
  pthread_attr_destroy(&attributes);
}

TEST(Bounds, LongChainsAreFlat) {
  on_small_stack([] {
    constexpr std::size_t kMany = 10'000;
    const std::vector<std::string> texts = {
        "segment s = visits = 0" + repeated(" and aum > 5 CNY", kMany),
        "segment s = visits = 0" + repeated(" or payroll_customer", kMany),
        "segment s = " + repeated("not ", kMany) + "payroll_customer",
        "tag t = aum" + repeated(" + wealth_balance - 1 CNY", kMany),
        "tag t = aum" + repeated(" default wealth_balance", kMany),
        "segment s = visits in {1" + repeated(", 2", kMany) + "}",
        "tag t = " + repeated("-", kMany) + " visits",
    };
    for (const std::string& text : texts) {
      const CheckedText checked(text);
      EXPECT_EQ(checked.said(), "") << text.substr(0, 60);
    }
  });
}

TEST(Bounds, ALongProductIsRefusedByItsDepth) {
  on_small_stack([] {
    const CheckedText checked("tag t = rate" + repeated(" * rate", 10'000));
    EXPECT_EQ(checked.said(), "1:5 E0522 `t` is nested more than 256 deep with all that it uses: t\n");
  });
}

TEST(Bounds, TheDeepestBracketsCheckCleanly) {
  on_small_stack([] {
    const CheckedText checked("segment s = " + repeated("(", 60) + "payroll_customer" + repeated(")", 60));
    EXPECT_EQ(checked.said(), "");
    const CheckedText sums("tag t = " + repeated("(visits + 2 * ", 60) + "visits" + repeated(")", 60));
    EXPECT_EQ(sums.said(), "");
  });
}

TEST(Bounds, TheDeepestChoicesAreAMessageAndNoCrash) {
  on_small_stack([] {
    const CheckedText checked("tag t = " + repeated("choose { when payroll_customer then 1 + 2 * -", 60) + "visits" +
                              repeated(" otherwise 2 }", 60));
    EXPECT_EQ(code_of(checked), "E0521");
    EXPECT_EQ(checked.sink.all().size(), 1u);
  });
}

TEST(Bounds, TagsThatBuildOnEachOtherAreRefusedWhereTheyGrowTooDeep) {
  on_small_stack([] {
    std::string text = "tag t0 = visits\n";
    for (int i = 1; i < 2'000; ++i) text += "tag t" + std::to_string(i) + " = -t" + std::to_string(i - 1) + "\n";
    const CheckedText checked(text);
    EXPECT_EQ(checked.sink.all().size(), 1u);
    EXPECT_EQ(code_of(checked), "E0522");
    EXPECT_EQ(checked.checked.program.tags.size(), 256u);
  });
}

// Each multiplies the work by the records of a list.
TEST(Bounds, TagsThatLookThroughListsInOneAnotherAreRefusedWhereTheyAreTooMany) {
  on_small_stack([] {
    std::string text = "tag t0 = count(holdings where value > 0 CNY)\n";
    for (int i = 1; i < 2'000; ++i) {
      const std::string number = std::to_string(i);
      text += "tag t" + number + " = count(holdings where value > " + number + " CNY and t" + std::to_string(i - 1) +
              " > 0)\n";
    }
    const CheckedText checked(text);
    EXPECT_EQ(checked.said(),
              "5:31 E1007 more than 4 lists are looked through inside one another: value > 4 CNY and t3 > 0\n");
    EXPECT_EQ(checked.checked.program.tags.size(), 4u);
  });
}

TEST(Bounds, TagsThatLookThroughListsMayStandBesideEachOther) {
  std::string text = "tag t0 = count(holdings where value > 0 CNY)\n";
  for (int i = 1; i < 100; ++i) {
    text += "tag t" + std::to_string(i) + " = count(holdings where value > 0 CNY) + t" + std::to_string(i - 1) + "\n";
  }
  EXPECT_EQ(CheckedText(text + "segment s = any(cards where any(cards where any(cards where t99 > 0)))").said(), "");
}

TEST(Bounds, TagsMayBeDeclaredInAnyOrder) {
  on_small_stack([] {
    std::string text;
    for (int i = 250; i > 0; --i) text += "tag t" + std::to_string(i) + " = -t" + std::to_string(i - 1) + "\n";
    const CheckedText checked(text + "tag t0 = visits\n");
    EXPECT_EQ(checked.said(), "");
    EXPECT_EQ(checked.checked.program.tags.front().name, "t250");
  });
}

TEST(Bounds, TagsThatDoubleAreRefusedWhereTheyTakeTooLong) {
  std::string text = "tag t0 = visits\n";
  for (int i = 1; i <= 40; ++i) {
    const std::string below = "t" + std::to_string(i - 1);
    text += "tag t" + std::to_string(i) + " = " + below + " * " + below + "\n";
  }
  const CheckedText checked(text);
  EXPECT_EQ(checked.sink.all().size(), 1u);
  EXPECT_EQ(code_of(checked), "E0523");
}

TEST(Bounds, ALongRingIsReportedOnce) {
  on_small_stack([] {
    std::string text;
    for (int i = 0; i < 5'000; ++i) {
      text += "tag t" + std::to_string(i) + " = -t" + std::to_string((i + 1) % 5'000) + "\n";
    }
    const CheckedText checked(text);
    EXPECT_EQ(checked.sink.all().size(), 1u);
    EXPECT_EQ(code_of(checked), "E0226");
  });
}

// Names that are values of an enum too are not followed before they are checked.
TEST(Bounds, AChainOfNamesThatAreValuesTooIsCheckedInAnyOrder) {
  const CheckedText checked(
      "segment gold = platinum and silver\nsegment platinum = silver\nsegment silver = visits > 1\n");
  EXPECT_EQ(checked.said(), "");
}

TEST(Bounds, AnEmptyFileIsAnEmptyProgram) {
  const CheckedText checked("");
  EXPECT_EQ(checked.said(), "");
  EXPECT_TRUE(checked.checked.program.tags.empty());
}

}  // namespace
}  // namespace wend::check
