#include "runtime/tables/by_threads.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include "runtime/columns/in_threads.hpp"

namespace wend::tables {

Status by_threads(unsigned threads, std::size_t jobs, const std::function<Status(Jobs& jobs)>& work) {
  if (jobs == 0) return Done{};
  Jobs shared(jobs);
  std::mutex mutex;
  Status first = Done{};  // what went wrong first
  const auto share = [&](unsigned) {
    try {
      Status status = work(shared);
      if (status) return;
      shared.stop();
      const std::scoped_lock lock(mutex);
      if (first) first = std::move(status);
    } catch (...) {
      shared.stop();
      throw;
    }
  };
  columns::in_threads(static_cast<unsigned>(std::min<std::size_t>(threads, jobs)), share);
  return first;
}

}  // namespace wend::tables
