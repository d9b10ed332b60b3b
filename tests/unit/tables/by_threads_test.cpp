#include "runtime/tables/by_threads.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace wend::tables {
namespace {

TEST(ByThreads, HandsOutEachJobOnce) {
  for (const unsigned threads : {0U, 1U, 3U, 16U}) {
    std::vector<std::atomic<int>> done(1'000);
    const Status status = by_threads(threads, done.size(), [&](Jobs& jobs) -> Status {
      while (const auto job = jobs.next()) ++done[*job];
      return Done{};
    });
    EXPECT_TRUE(status);
    for (const std::atomic<int>& times : done) EXPECT_EQ(times, 1);
  }
}

TEST(ByThreads, DoesNothingWhereThereAreNoJobs) {
  EXPECT_TRUE(by_threads(4, 0, [](Jobs&) -> Status { return Error{"was asked"}; }));
}

TEST(ByThreads, EndsWithTheFirstFault) {
  std::atomic<int> done{0};
  const Status status = by_threads(3, 1'000'000, [&](Jobs& jobs) -> Status {
    while (const auto job = jobs.next()) {
      if (*job == 5) return Error{"damaged"};
      ++done;
    }
    return Done{};
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().message, "damaged");
  EXPECT_LT(done, 999'999);
}

TEST(ByThreads, ThrowsToTheCallerWhatAThreadThrows) {
  const auto work = [](Jobs& jobs) -> Status {
    while (const auto job = jobs.next()) {
      if (*job == 7) throw std::runtime_error("no memory");
    }
    return Done{};
  };
  EXPECT_THROW((void)by_threads(3, 100, work), std::runtime_error);
}

}  // namespace
}  // namespace wend::tables
