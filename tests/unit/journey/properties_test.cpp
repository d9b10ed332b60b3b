// What must hold of every program and every life: random ones, each with its seed printed where it does not.
#include "tests/support/random_journeys.hpp"

namespace wend::tests {
namespace {

constexpr std::uint32_t kLives = 400;
constexpr int kInputs = 50;

std::vector<std::string> lines(const std::vector<journey::Effect>& effects) {
  std::vector<std::string> lines;
  for (const journey::Effect& effect : effects) {
    lines.push_back(Customer::clock(effect.time) + " " + effect.journey + " " + effect.step + " " + describe(effect) +
                    " " + effect.id);
  }
  return lines;
}

struct Life {
  std::vector<std::string> effects;
  std::vector<std::string> firings;
  journey::State state;
  friend bool operator==(const Life&, const Life&) = default;
};

Life told(Customer& customer) {
  return {.effects = lines(customer.take_effects()), .firings = customer.firings(), .state = customer.state()};
}

TEST(Properties, ABatchGivesWhatItsPartsOneByOneGive) {
  std::size_t effects = 0;
  for (std::uint32_t seed = 0; seed < kLives; ++seed) {
    RandomLife life(seed);
    const auto program = life.program();
    Customer whole(program);
    Customer parts(program);
    const std::vector<journey::Input> inputs = life.inputs(whole.plan(), kInputs);
    whole.take(inputs);
    for (const journey::Input& input : inputs) parts.take(input);
    const Life one = told(whole);
    const Life other = told(parts);
    ASSERT_EQ(one.effects, other.effects) << "seed " << seed;
    ASSERT_EQ(one.firings, other.firings) << "seed " << seed;
    ASSERT_EQ(one.state, other.state) << "seed " << seed;
    effects += one.effects.size();
  }
  EXPECT_GT(effects, kLives * 10);
}

TEST(Properties, AdvanceInOneGoGivesWhatSmallStepsGive) {
  for (std::uint32_t seed = 0; seed < kLives; ++seed) {
    RandomLife life(seed);
    const auto program = life.program();
    Customer leap(program);
    Customer steps(program);
    const std::vector<journey::Input> inputs = life.inputs(leap.plan(), kInputs);
    leap.take(inputs);
    steps.take(inputs);
    const Instant end = at("2026-07-01 00:00");
    leap.take(journey::Advance{end});
    for (Instant now = at("2026-03-20 08:00"); now < end; now += 7 * kHour) steps.take(journey::Advance{now});
    steps.take(journey::Advance{end});
    ASSERT_EQ(told(leap), told(steps)) << "seed " << seed;
  }
}

TEST(Properties, WakingOnlyWhenAskedToGivesWhatAdvanceGives) {
  for (std::uint32_t seed = 0; seed < kLives; ++seed) {
    RandomLife life(seed);
    const auto program = life.program();
    Customer leap(program);
    Customer woken(program);
    const std::vector<journey::Input> inputs = life.inputs(leap.plan(), kInputs);
    leap.take(inputs);
    woken.take(inputs);
    const Instant end = at("2026-07-01 00:00");
    leap.take(journey::Advance{end});
    while (woken.next_wake() <= end) woken.take(journey::Advance{woken.next_wake()});
    const Life one = told(leap);
    const Life other = told(woken);
    ASSERT_EQ(one.effects, other.effects) << "seed " << seed;
    ASSERT_EQ(one.firings, other.firings) << "seed " << seed;
  }
}

TEST(Properties, TheSameInputsGiveTheSameBytes) {
  for (std::uint32_t seed = 0; seed < kLives / 4; ++seed) {
    RandomLife one(seed);
    RandomLife other(seed);
    Customer first(one.program());
    Customer second(other.program());
    first.take(one.inputs(first.plan(), kInputs));
    second.take(other.inputs(second.plan(), kInputs));
    ASSERT_EQ(told(first), told(second)) << "seed " << seed;
  }
}

TEST(Properties, NoEffectIsDecidedTwice) {
  for (std::uint32_t seed = 0; seed < kLives; ++seed) {
    RandomLife life(seed);
    Customer customer(life.program());
    customer.take(life.inputs(customer.plan(), kInputs));
    customer.take(journey::Advance{at("2026-07-01 00:00")});
    std::vector<std::string> ids;
    for (const journey::Effect& effect : customer.take_effects()) ids.push_back(effect.journey + effect.id);
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end()) << "seed " << seed;
  }
}

TEST(Properties, EffectsComeInTheOrderOfTime) {
  for (std::uint32_t seed = 0; seed < kLives; ++seed) {
    RandomLife life(seed);
    Customer customer(life.program());
    customer.take(life.inputs(customer.plan(), kInputs));
    customer.take(journey::Advance{at("2026-07-01 00:00")});
    const std::vector<journey::Effect> effects = customer.take_effects();
    const auto before = [](const journey::Effect& left, const journey::Effect& right) {
      return left.time < right.time;
    };
    EXPECT_TRUE(std::is_sorted(effects.begin(), effects.end(), before)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace wend::tests
