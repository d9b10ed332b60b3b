// The states of all customers in memory, and who is to be woken when.
//
// A customer's number is given when first heard of and never changes; wake-ups come in the order of time, those of one
// instant in the order of the customers' ids. One thread at a time.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/journey/state.hpp"

namespace wend::store {

using CustomerNumber = std::uint32_t;

class Store {
 public:
  // The customer's number; a new one for an id not heard of before.
  [[nodiscard]] CustomerNumber number(std::string_view customer);
  [[nodiscard]] std::optional<CustomerNumber> find(std::string_view customer) const;
  // Numbers given so far, also of those forgotten since; and customers who are known.
  [[nodiscard]] std::size_t size() const { return customers_.size(); }
  [[nodiscard]] std::size_t known() const { return numbers_.size(); }

  [[nodiscard]] const std::string& id(CustomerNumber customer) const { return customers_[customer].id; }
  [[nodiscard]] const journey::State& state(CustomerNumber customer) const { return customers_[customer].state; }
  // Replaces the state, and when the customer is to be woken (journey::kNever: not).
  void commit(CustomerNumber customer, journey::State state, Instant wake);

  // Removes the id, the state and the wake-up; the number is never given again. Takes time in proportion to the queue.
  void forget(CustomerNumber customer);
  [[nodiscard]] bool is_forgotten(CustomerNumber customer) const { return customers_[customer].forgotten; }

  // The customer to be woken next, if that is at or before `until`.
  struct Wake {
    Instant time = 0;
    CustomerNumber customer = 0;
  };
  [[nodiscard]] std::optional<Wake> next_wake(Instant until);

  // Wake-ups in the queue, with those outdated: at most about twice the number of customers.
  [[nodiscard]] std::size_t queued() const { return queue_.size(); }

  // Bytes that the states take, without the store's own tables.
  [[nodiscard]] std::size_t state_bytes() const { return state_bytes_; }

 private:
  struct Customer {
    std::string id;
    journey::State state;
    Instant wake = journey::kNever;
    bool forgotten = false;
  };
  [[nodiscard]] bool later(const Wake& left, const Wake& right) const;
  void push(const Wake& wake);
  void pop();
  // Drops what is outdated, once that is most of the queue.
  void compact();

  std::deque<Customer> customers_;  // a deque: ids stay where they are, so the index may borrow them
  std::unordered_map<std::string_view, CustomerNumber> numbers_;
  std::vector<Wake> queue_;  // a heap; entries that a later commit outdated are dropped when met
  std::size_t state_bytes_ = 0;
};

}  // namespace wend::store
