#include "runtime/columns/in_threads.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <new>
#include <set>

namespace wend::columns {
namespace {

TEST(InThreads, GivesEachThreadItsNumber) {
  for (const unsigned threads : {1U, 2U, 7U}) {
    std::mutex mutex;
    std::set<unsigned> numbers;
    in_threads(threads, [&](unsigned number) {
      const std::lock_guard lock(mutex);
      numbers.insert(number);
    });
    EXPECT_EQ(numbers.size(), threads);
    EXPECT_EQ(*numbers.rbegin(), threads - 1);
  }
}

TEST(InThreads, DoesTheWorkOfNoThreadInTheCallingOne) {
  int done = 0;
  in_threads(0, [&](unsigned) { ++done; });
  EXPECT_EQ(done, 1);
}

TEST(InThreads, ThrowsToTheCallerWhatAThreadThrowsOnceAllHaveEnded) {
  for (const unsigned failing : {0U, 3U}) {
    std::atomic<int> ended{0};
    EXPECT_THROW(in_threads(4,
                            [&](unsigned number) {
                              if (number == failing) throw std::bad_alloc();
                              ++ended;
                            }),
                 std::bad_alloc);
    EXPECT_EQ(ended, 3);
  }
}

// Sanitizers need more addresses than there are then.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
// In a process of its own, which has no room for another thread's stack.
TEST(InThreads, DoesAllInOneWhereTheSystemStartsNoOther) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    std::size_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    const rlim_t room = pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) + (rlim_t{1} << 20U);
    const rlimit limit{room, room};
    if (::setrlimit(RLIMIT_AS, &limit) != 0) ::_exit(2);
    std::atomic<int> next{0};
    in_threads(64, [&](unsigned) {
      while (next < 1'000) ++next;
    });
    ::_exit(next >= 1'000 ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}
#endif

}  // namespace
}  // namespace wend::columns
