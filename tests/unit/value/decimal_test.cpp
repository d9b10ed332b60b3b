#include "runtime/value/decimal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace wend::decimal {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::nullopt_t kNothing = std::nullopt;

TEST(Decimal, NarrowsWhatFits) {
  EXPECT_EQ(narrow(Wide{kMost}), kMost);
  EXPECT_EQ(narrow(Wide{kLeast}), kLeast);
  EXPECT_EQ(narrow(Wide{kMost} + 1), kNothing);
  EXPECT_EQ(narrow(Wide{kLeast} - 1), kNothing);
}

struct Quotient {
  std::int64_t total;
  std::int64_t count;
  std::optional<std::int64_t> expected;
};

TEST(Decimal, RoundsQuotientsHalfToEven) {
  const Quotient cases[] = {
      {5, 10, 0},
      {15, 10, 2},
      {25, 10, 2},
      {35, 10, 4},
      {-5, 10, 0},
      {-15, 10, -2},
      {-25, 10, -2},
      {4, 10, 0},
      {6, 10, 1},
      {-4, 10, 0},
      {-6, 10, -1},
      {14, 10, 1},
      {16, 10, 2},
      {24, 10, 2},
      {26, 10, 3},
      {1, 3, 0},
      {2, 3, 1},
      {15, -10, -2},
      {-15, -10, 2},
      {7, 7, 1},
      {0, 5, 0},
      {1, 0, {}},
      {kMost, 2, kMost / 2 + 1},
      {kLeast, 2, kLeast / 2},
      {kLeast, -1, {}},
      {kLeast, 1, kLeast},
      {kMost, -1, -kMost},
      {kMost, kLeast, -1},
      {kLeast, kLeast, 1},
  };
  for (const Quotient& tried : cases) {
    EXPECT_EQ(divide_wide(tried.total, tried.count), tried.expected) << tried.total << " / " << tried.count;
  }
}

TEST(Decimal, DividesSumsThatNeedMoreThan64Bits) {
  const Wide total = Wide{kMost} * 1'000 + 500;
  EXPECT_EQ(divide_wide(total, 1'000), kNothing) << "rounds up to one more than fits";
  EXPECT_EQ(divide_wide(total - 1, 1'000), kMost);
  EXPECT_EQ(divide_wide(Wide{kLeast} * 1'000 - 500, 1'000), kLeast) << "a tie goes to the even one";
  EXPECT_EQ(divide_wide(Wide{kLeast} * 1'000 - 501, 1'000), kNothing);
}

TEST(Decimal, MultipliesMoneyByNumbers) {
  EXPECT_EQ(multiply(12'5000, 1'500'000, kNumberScale), 18'7500);
  EXPECT_EQ(multiply(1, 500'000, kNumberScale), 0) << "0.0001 * 0.5 is 0.00005, and 0 is even";
  EXPECT_EQ(multiply(3, 500'000, kNumberScale), 2) << "0.0003 * 0.5 is 0.00015, and 0.0002 is even";
  EXPECT_EQ(multiply(-3, 500'000, kNumberScale), -2);
  EXPECT_EQ(multiply(kMost, kNumberScale, kNumberScale), kMost);
  EXPECT_EQ(multiply(kLeast, kNumberScale, kNumberScale), kLeast);
  EXPECT_EQ(multiply(kLeast, -kNumberScale, kNumberScale), kNothing);
  EXPECT_EQ(multiply(kMost, kNumberScale + 1, kNumberScale), kNothing);
  EXPECT_EQ(multiply(kLeast, kLeast, 1), kNothing);
  EXPECT_EQ(multiply(kLeast, kLeast, kMost), kNothing);
}

TEST(Decimal, DividesMoneyByMoney) {
  EXPECT_EQ(divide(1'0000, 3'0000, kNumberScale), 333'333);
  EXPECT_EQ(divide(2'0000, 3'0000, kNumberScale), 666'667);
  EXPECT_EQ(divide(-1'0000, 3'0000, kNumberScale), -333'333);
  EXPECT_EQ(divide(1'0000, -2'0000, kNumberScale), -500'000);
  EXPECT_EQ(divide(1'0000, 0, kNumberScale), kNothing);
  EXPECT_EQ(divide(0, 0, kNumberScale), kNothing);
  EXPECT_EQ(divide(kMost, 1, kNumberScale), kNothing);
  EXPECT_EQ(divide(kMost, kNumberScale, kNumberScale), kMost);
  EXPECT_EQ(divide(kLeast, kLeast, kNumberScale), kNumberScale);
  EXPECT_EQ(divide(kLeast, -kNumberScale, kNumberScale), kNothing);
}

TEST(Decimal, QuotientIsTheNearestOne) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<std::int64_t> any(kLeast, kMost);
  for (int i = 0; i < 100'000; ++i) {
    const std::int64_t left = any(random) >> (random() % 63);
    const std::int64_t right = any(random) >> (random() % 63);
    const std::int64_t divisor = std::max<std::int64_t>(any(random) >> (random() % 63), 1);
    const auto result = multiply(left, right, divisor);
    const Wide product = Wide{left} * right;
    if (!result) {
      const Wide limit = Wide{kMost} * divisor;
      ASSERT_TRUE(product > limit || product < -limit);
      continue;
    }
    const Wide distance = (product - Wide{*result} * divisor) * 2;
    const bool nearer = distance < divisor && distance > -divisor;
    const bool tie = distance == divisor || distance == -divisor;
    ASSERT_TRUE(nearer || (tie && *result % 2 == 0)) << left << " * " << right << " / " << divisor << ": " << *result;
  }
}

struct Rounding {
  std::int64_t value;
  int places;
  std::optional<std::int64_t> expected;
};

TEST(Decimal, RoundsToPlaces) {
  const Rounding cases[] = {
      {1'250'000, 1, 1'200'000},
      {1'350'000, 1, 1'400'000},
      {1'250'001, 1, 1'300'000},
      {-1'250'000, 1, -1'200'000},
      {500'000, 0, 0},
      {1'500'000, 0, 2'000'000},
      {1'234'567, 6, 1'234'567},
      {1'234'567, 9, 1'234'567},
      {15'000'000, -1, 20'000'000},
      {25'000'000, -1, 20'000'000},
      {kMost, 0, {}},
      {kLeast, 0, {}},
      {kMost, -30, 0},
      {kLeast, -14, 0},
      {kMost, -13, {}},
      {4'000'000'000'000'000'000, -13, 0},
  };
  for (const Rounding& tried : cases) {
    EXPECT_EQ(round_to(tried.value, 6, tried.places), tried.expected) << tried.value << " to " << tried.places;
  }
}

struct Text {
  const char* text;
  int places;
  std::int64_t value;
};

TEST(Decimal, ParsesExactly) {
  const Text cases[] = {
      {"-12.50", 4, -125'000},
      {"0", 4, 0},
      {"-0", 6, 0},
      {"0.000001", 6, 1},
      {"007", 0, 7},
      {"1.5000000000000000000000000", 1, 15},
      {"700.0", 0, 700},
      {"9223372036854775807", 0, kMost},
      {"-9223372036854775808", 0, kLeast},
      {"-9223372036854.775808", 6, kLeast},
      {"922337203685477.5807", 4, kMost},
      {"0000000000000000000000000000000000000001", 6, 1'000'000},
      {"9.223372036854775807", 18, kMost},
  };
  for (const Text& tried : cases) {
    const Result<std::int64_t> parsed = parse(tried.text, tried.places);
    ASSERT_TRUE(parsed) << tried.text << ": " << parsed.error().message;
    EXPECT_EQ(*parsed, tried.value) << tried.text;
  }
}

struct Fault {
  const char* text;
  int places;
  const char* message;
};

TEST(Decimal, SaysWhyItCannotParse) {
  const Fault cases[] = {
      {"", 4, "`` is not a number: expected digits such as -12.50"},
      {"-", 4, "`-` is not a number: expected digits such as -12.50"},
      {".5", 4, "`.5` is not a number: expected digits such as -12.50"},
      {"5.", 4, "`5.` is not a number: expected digits such as -12.50"},
      {"+5", 4, "`+5` is not a number: expected digits such as -12.50"},
      {" 5", 4, "` 5` is not a number: expected digits such as -12.50"},
      {"1e3", 4, "`1e3` is not a number: expected digits such as -12.50"},
      {"1,000", 4, "`1,000` is not a number: expected digits such as -12.50"},
      {"nan", 4, "`nan` is not a number: expected digits such as -12.50"},
      {"1.2.3", 4, "`1.2.3` is not a number: expected digits such as -12.50"},
      {"１", 4, "`１` is not a number: expected digits such as -12.50"},
      {"1.00001", 4, "`1.00001` has more than 4 digits after the point"},
      {"1.5", 0, "`1.5` is not an integer"},
      {"9223372036854775808", 0, "`9223372036854775808` is too large"},
      {"-9223372036854775809", 0, "`-9223372036854775809` is too large"},
      {"922337203685477.5808", 4, "`922337203685477.5808` is too large"},
      {"99999999999999999999999999999999999999999999999999", 0,
       "`99999999999999999999999999999999999999999999999999` is too large"},
  };
  for (const Fault& tried : cases) {
    const Result<std::int64_t> parsed = parse(tried.text, tried.places);
    ASSERT_FALSE(parsed) << tried.text;
    EXPECT_EQ(parsed.error().message, tried.message);
  }
}

TEST(Decimal, ShowsOnlyTheBeginningOfALongText) {
  const std::string long_text = std::string(59, 'x') + "金额金额";
  EXPECT_EQ(parse(long_text, 4).error().message,
            "`" + std::string(59, 'x') + "…` is not a number: expected digits such as -12.50");
}

struct Float {
  double value;
  int places;
  std::optional<std::int64_t> expected;
};

TEST(Decimal, QuantisesWhatTheDoubleExactlyIs) {
  const Float cases[] = {
      {0.1, 6, 100'000},
      {double{0.1F}, 6, 100'000},
      {0.125, 2, 12},
      {0.375, 2, 38},
      {-0.125, 2, -12},
      {2.675, 2, 267},  // the double lies below the tie
      {0.5, 0, 0},
      {1.5, 0, 2},
      {-0.0, 6, 0},
      {700.0, 4, 7'000'000},
      {0.0000005, 6, 0},  // so does this one
      {0.0000025, 6, 3},  // and this one above it
      {std::nextafter(0.5, 1.0), 0, 1},
      {std::numeric_limits<double>::denorm_min(), 6, 0},
      {-std::numeric_limits<double>::min(), 18, 0},
      {0x1p62, 0, std::int64_t{1} << 62},
      {-0x1p63, 0, kLeast},
      {0x1p63, 0, kNothing},
      {0x1p64, 0, kNothing},
      {-0x1p64, 0, kNothing},
      {1e13, 6, kNothing},
      {9.2e12, 6, 9'200'000'000'000'000'000},
      {std::numeric_limits<double>::max(), 6, kNothing},
      {std::numeric_limits<double>::lowest(), 6, kNothing},
      {std::numeric_limits<double>::infinity(), 6, kNothing},
      {-std::numeric_limits<double>::infinity(), 6, kNothing},
      {std::numeric_limits<double>::quiet_NaN(), 6, kNothing},
  };
  for (const Float& tried : cases) {
    EXPECT_EQ(quantise(tried.value, tried.places), tried.expected) << tried.value << " to " << tried.places;
  }
}

TEST(Decimal, FormatsWithoutTrailingZeros) {
  EXPECT_EQ(format(12'500'000, 6), "12.5");
  EXPECT_EQ(format(-1, 6), "-0.000001");
  EXPECT_EQ(format(3'000'000, 6), "3");
  EXPECT_EQ(format(0, 6), "0");
  EXPECT_EQ(format(-42, 0), "-42");
  EXPECT_EQ(format(kMost, 4), "922337203685477.5807");
  EXPECT_EQ(format(kLeast, 4), "-922337203685477.5808");
  EXPECT_EQ(format(kLeast, 0), "-9223372036854775808");
}

TEST(Decimal, ParsesWhatItFormats) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const auto value = static_cast<std::int64_t>(random()) >> (random() % 63);
    const int places = static_cast<int>(random() % 19);
    const Result<std::int64_t> parsed = parse(format(value, places), places);
    ASSERT_TRUE(parsed) << parsed.error().message;
    ASSERT_EQ(*parsed, value);
  }
}

TEST(Decimal, QuantisesTextHalfToEven) {
  EXPECT_EQ(quantise("700.0", kMoneyPlaces), 7'000'000);
  EXPECT_EQ(quantise("0.00005", kMoneyPlaces), 0);
  EXPECT_EQ(quantise("0.000050000001", kMoneyPlaces), 1);
  EXPECT_EQ(quantise("-0.00015", kMoneyPlaces), -2);
  EXPECT_EQ(quantise("0.99995", kMoneyPlaces), 10'000);
  EXPECT_EQ(quantise("0.04", 0), 0);
  EXPECT_EQ(quantise("0.5", 0), 0);
  EXPECT_EQ(quantise("1.5", 0), 2);
}

TEST(Decimal, QuantisesTextWithExponents) {
  EXPECT_EQ(quantise("7e2", kMoneyPlaces), 7'000'000);
  EXPECT_EQ(quantise("-1.25E+1", kNumberPlaces), -12'500'000);
  EXPECT_EQ(quantise("15e-7", kNumberPlaces), 2);
  EXPECT_EQ(quantise("1e-999999999", kNumberPlaces), 0);
  EXPECT_EQ(quantise("0e999999999", kNumberPlaces), 0);
  EXPECT_EQ(quantise("1e999999999", kNumberPlaces), std::nullopt);
  EXPECT_EQ(quantise("9223372036854775807", 0), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(quantise("-9223372036854775808", 0), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(quantise("9223372036854775807.5", 0), std::nullopt);
}

TEST(Decimal, QuantisesNoTextThatIsNotANumber) {
  for (const std::string_view text :
       {"", "-", "+1", ".5", "1.", "1e", "1e+", "0x10", "1,5", " 1", "1 ", "NaN", "1e9999999999"}) {
    EXPECT_EQ(quantise(text, kNumberPlaces), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace wend::decimal
