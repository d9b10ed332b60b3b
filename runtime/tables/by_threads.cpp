#include "runtime/tables/by_threads.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace wend::tables {
namespace {

// What went wrong first.
struct Outcome {
  std::mutex mutex;
  Status status = Done{};
  std::exception_ptr thrown;
};

void run(Jobs& jobs, const std::function<Status(Jobs& jobs)>& work, Outcome& outcome) {
  Status status = Done{};
  std::exception_ptr thrown;
  try {
    status = work(jobs);
  } catch (...) {
    thrown = std::current_exception();
  }
  if (status && !thrown) return;
  jobs.stop();
  const std::scoped_lock lock(outcome.mutex);
  if (!outcome.thrown) outcome.thrown = thrown;
  if (outcome.status) outcome.status = std::move(status);
}

}  // namespace

Status by_threads(unsigned threads, std::size_t jobs, const std::function<Status(Jobs& jobs)>& work) {
  if (jobs == 0) return Done{};
  Jobs shared(jobs);
  Outcome outcome;
  {
    std::vector<std::jthread> others;
    for (std::size_t thread = 1; thread < std::min<std::size_t>(threads, jobs); ++thread) {
      others.emplace_back([&] { run(shared, work, outcome); });
    }
    run(shared, work, outcome);
  }
  if (outcome.thrown) std::rethrow_exception(outcome.thrown);
  return std::move(outcome.status);
}

}  // namespace wend::tables
