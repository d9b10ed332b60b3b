// The store in memory: numbers, states, and who is woken when.
#include "runtime/store/store.hpp"

#include <gmock/gmock.h>

#include "tests/support/customer.hpp"

namespace wend::store {
namespace {

using testing::ElementsAre;

// Wakes everyone up to the instant and names them, with no wake-up after.
std::vector<std::string> woken(Store& store, Instant until) {
  std::vector<std::string> names;
  while (const std::optional<Store::Wake> wake = store.next_wake(until)) {
    names.push_back(store.id(wake->customer) + "@" + std::to_string(wake->time));
    store.commit(wake->customer, {}, journey::kNever);
  }
  return names;
}

TEST(Store, GivesEachCustomerANumberOnce) {
  Store store;
  const CustomerNumber first = store.number("2873");
  const CustomerNumber second = store.number("2874");
  EXPECT_NE(first, second);
  EXPECT_EQ(store.number("2873"), first);
  EXPECT_EQ(store.find("2874"), second);
  EXPECT_FALSE(store.find("2875").has_value());
  EXPECT_EQ(store.size(), 2U);
  EXPECT_EQ(store.id(first), "2873");
}

TEST(Store, KeepsIdsWhereTheyAreAsItGrows) {
  Store store;
  for (int customer = 0; customer < 10'000; ++customer) {
    EXPECT_EQ(store.number(std::to_string(customer)), static_cast<CustomerNumber>(customer));
  }
  for (int customer = 0; customer < 10'000; ++customer) {
    EXPECT_EQ(store.find(std::to_string(customer)), static_cast<CustomerNumber>(customer));
  }
}

TEST(Store, WakesInTheOrderOfTimeThenOfIds) {
  Store store;
  store.commit(store.number("b"), {}, 20);
  store.commit(store.number("c"), {}, 10);
  store.commit(store.number("a"), {}, 20);
  store.commit(store.number("d"), {}, 30);
  EXPECT_THAT(woken(store, 20), ElementsAre("c@10", "a@20", "b@20"));
  EXPECT_THAT(woken(store, 30), ElementsAre("d@30"));
}

TEST(Store, ALaterCommitReplacesTheWakeUp) {
  Store store;
  store.commit(store.number("a"), {}, 10);
  store.commit(store.number("a"), {}, 30);
  store.commit(store.number("b"), {}, 10);
  store.commit(store.number("b"), {}, journey::kNever);
  store.commit(store.number("c"), {}, 30);
  store.commit(store.number("c"), {}, 10);
  EXPECT_THAT(woken(store, 100), ElementsAre("c@10", "a@30"));
}

TEST(Store, ManyReplacedWakeUpsDoNotPileUp) {
  Store store;
  for (Instant time = 1'000'000; time > 0; --time) store.commit(store.number("a"), {}, time);
  EXPECT_LE(store.queued(), 2'000U);
  EXPECT_THAT(woken(store, 2'000'000), ElementsAre("a@1"));
}

TEST(Store, CountsTheBytesOfItsStates) {
  tests::Bank bank;
  tests::Customer customer(bank.publish());
  customer.login("2026-03-02 10:00");
  Store store;
  store.commit(store.number("a"), customer.state(), journey::kNever);
  store.commit(store.number("b"), customer.state(), journey::kNever);
  EXPECT_EQ(store.state_bytes(), 2 * customer.state().bytes().size());
  store.commit(store.number("a"), {}, journey::kNever);
  EXPECT_EQ(store.state_bytes(), customer.state().bytes().size());
}

TEST(Store, ForgetsACustomerAndGivesTheNumberToNobody) {
  Store store;
  const CustomerNumber first = store.number("a");
  const CustomerNumber second = store.number("b");
  store.commit(first, {}, 10);
  store.commit(second, {}, 10);
  store.forget(first);
  EXPECT_EQ(store.find("a"), std::nullopt);
  EXPECT_TRUE(store.is_forgotten(first));
  EXPECT_EQ(store.known(), 1U);
  const auto wake = store.next_wake(10);
  ASSERT_TRUE(wake.has_value());
  EXPECT_EQ(wake->customer, second);
  const CustomerNumber again = store.number("a");
  EXPECT_NE(again, first);
  EXPECT_FALSE(store.is_forgotten(again));
}

}  // namespace
}  // namespace wend::store
