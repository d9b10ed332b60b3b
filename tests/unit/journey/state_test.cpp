// The flat state: it reads back from its bytes, and damaged bytes are refused.
#include "runtime/journey/state.hpp"

#include <cstring>

#include "runtime/journey/block.hpp"
#include "tests/support/random_journeys.hpp"

namespace wend::tests {
namespace {

using Bytes = std::vector<std::byte>;

Bytes bytes_of(const journey::State& state) {
  return {state.bytes().begin(), state.bytes().end()};
}

// Damaged bytes are refused, or, where the damage hit a mere number, give a state that a step can work on.
void survive(const Customer& customer, const Bytes& bytes, const std::vector<journey::Input>& inputs) {
  const Result<journey::State> state = journey::State::decode(customer.plan(), bytes);
  if (!state) {
    EXPECT_FALSE(state.error().message.empty());
    return;
  }
  EXPECT_EQ(bytes_of(*state), bytes);
  const auto outcome = journey::step(customer.plan(), customer.predicates(), customer.id(), *state, inputs);
  EXPECT_TRUE(outcome.has_value());
}

TEST(State, IsEmptyForACustomerNeverHeardOf) {
  Customer customer(Bank().publish());
  EXPECT_TRUE(customer.state().empty());
  EXPECT_TRUE(journey::State::decode(customer.plan(), {})->empty());
}

// Customer::accept decodes and encodes the state after every step; here over many of them.
TEST(State, ReadsBackFromItsBytesAfterEveryStep) {
  for (std::uint32_t seed = 1'000; seed < 1'300; ++seed) {
    RandomLife life(seed);
    Customer customer(life.program());
    for (const journey::Input& input : life.inputs(customer.plan(), 40)) customer.take(input);
    ASSERT_FALSE(HasFailure()) << "seed " << seed;
  }
}

TEST(State, CutShortIsRefusedAtEveryLength) {
  RandomLife life(7);
  Customer customer(life.program());
  customer.take(life.inputs(customer.plan(), 40));
  const Bytes whole = bytes_of(customer.state());
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    ASSERT_FALSE(journey::State::decode(customer.plan(), cut).has_value()) << size << " bytes";
  }
}

TEST(State, WithBytesBehindItIsRefused) {
  RandomLife life(7);
  Customer customer(life.program());
  customer.take(life.inputs(customer.plan(), 40));
  Bytes more = bytes_of(customer.state());
  more.resize(more.size() + 8);
  EXPECT_FALSE(journey::State::decode(customer.plan(), more).has_value());
}

TEST(State, WithAnyByteDamagedNeverCrashesAStep) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    RandomLife life(seed);
    Customer customer(life.program());
    const std::vector<journey::Input> inputs = life.inputs(customer.plan(), 30);
    customer.take(inputs);
    const std::vector<journey::Input> more = life.inputs(customer.plan(), 3);
    const Bytes whole = bytes_of(customer.state());
    for (std::size_t place = 0; place < whole.size(); ++place) {
      for (const std::byte damage : {std::byte{0x01}, std::byte{0x80}, std::byte{0xff}}) {
        Bytes damaged = whole;
        damaged[place] ^= damage;
        survive(customer, damaged, more);
      }
    }
  }
}

TEST(State, WithAnyNumberOverwrittenNeverCrashesAStep) {
  for (std::uint32_t seed = 20; seed < 40; ++seed) {
    RandomLife life(seed);
    Customer customer(life.program());
    customer.take(life.inputs(customer.plan(), 30));
    const std::vector<journey::Input> more = life.inputs(customer.plan(), 3);
    const Bytes whole = bytes_of(customer.state());
    for (std::size_t place = 0; place + 8 <= whole.size(); place += 4) {
      for (const std::int64_t number : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1} << 62, journey::kAlways}) {
        Bytes damaged = whole;
        std::memcpy(damaged.data() + place, &number, sizeof number);
        survive(customer, damaged, more);
      }
    }
  }
}

TEST(State, OfAnotherVersionIsRefused) {
  Customer customer(Bank().publish());
  customer.login("2026-01-05 10:00");
  Bytes other = bytes_of(customer.state());
  journey::Header header;
  std::memcpy(&header, other.data(), sizeof header);
  ++header.version;
  std::memcpy(other.data(), &header, sizeof header);
  EXPECT_FALSE(journey::State::decode(customer.plan(), other).has_value());
}

}  // namespace
}  // namespace wend::tests
