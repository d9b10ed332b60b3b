#include "runtime/store/store.hpp"

#include <algorithm>

namespace wend::store {
namespace {

constexpr std::size_t kSmallQueue = 1024;

}  // namespace

CustomerNumber Store::number(std::string_view customer) {
  const auto known = numbers_.find(customer);
  if (known != numbers_.end()) return known->second;
  const auto number = static_cast<CustomerNumber>(customers_.size());
  customers_.push_back({.id = std::string(customer), .state = {}});
  numbers_.emplace(customers_.back().id, number);
  return number;
}

std::optional<CustomerNumber> Store::find(std::string_view customer) const {
  const auto known = numbers_.find(customer);
  if (known == numbers_.end()) return std::nullopt;
  return known->second;
}

void Store::commit(CustomerNumber customer, journey::State state, Instant wake) {
  Customer& kept = customers_[customer];
  state_bytes_ += state.bytes().size() - kept.state.bytes().size();
  kept.state = std::move(state);
  const bool is_queued = kept.wake == wake || wake == journey::kNever;
  kept.wake = wake;
  if (!is_queued) push({.time = wake, .customer = customer});
}

void Store::forget(CustomerNumber customer) {
  Customer& kept = customers_[customer];
  state_bytes_ -= kept.state.bytes().size();
  numbers_.erase(kept.id);
  kept = Customer{.id = {}, .state = {}, .wake = journey::kNever, .forgotten = true};
  compact();  // the queue is ordered by ids too, and has this one's no longer
}

std::optional<Store::Wake> Store::next_wake(Instant until) {
  while (!queue_.empty() && queue_.front().time <= until) {
    const Wake next = queue_.front();
    if (customers_[next.customer].wake == next.time) return next;
    pop();
  }
  return std::nullopt;
}

void Store::push(const Wake& wake) {
  if (queue_.size() > 2 * customers_.size() + kSmallQueue) compact();
  queue_.push_back(wake);
  std::ranges::push_heap(queue_, [this](const Wake& left, const Wake& right) { return later(left, right); });
}

void Store::pop() {
  std::ranges::pop_heap(queue_, [this](const Wake& left, const Wake& right) { return later(left, right); });
  queue_.pop_back();
}

void Store::compact() {
  queue_.clear();
  for (CustomerNumber customer = 0; customer < customers_.size(); ++customer) {
    const Instant wake = customers_[customer].wake;
    if (wake != journey::kNever) queue_.push_back({.time = wake, .customer = customer});
  }
  std::ranges::make_heap(queue_, [this](const Wake& left, const Wake& right) { return later(left, right); });
}

bool Store::later(const Wake& left, const Wake& right) const {
  if (left.time != right.time) return left.time > right.time;
  return id(left.customer) > id(right.customer);
}

}  // namespace wend::store
