// Work that threads share, job by job.
//
//     return by_threads(threads, chunks.size(), [&](Jobs& jobs) -> Status {
//       Counter counter;                                          // each thread's own
//       while (const auto job = jobs.next()) …
//       return Done{};
//     });
//
// The first fault ends the work of all; what a thread throws, where memory runs out, is thrown to the caller.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>

#include "runtime/value/result.hpp"

namespace wend::tables {

// Jobs 0 to `count` - 1, each handed out once, in order.
class Jobs {
 public:
  explicit Jobs(std::size_t count) : count_(count) {}

  [[nodiscard]] std::optional<std::size_t> next() {
    const std::size_t job = next_++;
    return job < count_ ? std::optional(job) : std::nullopt;
  }
  void stop() { next_ = count_; }

 private:
  const std::size_t count_;
  std::atomic<std::size_t> next_{0};
};

// `threads`: the calling one among them; never more than there are jobs.
[[nodiscard]] Status by_threads(unsigned threads, std::size_t jobs, const std::function<Status(Jobs& jobs)>& work);

}  // namespace wend::tables
