// The same work in several threads at once.
//
//     std::atomic<std::size_t> next{0};
//     in_threads(4, [&](unsigned number) {
//       for (std::size_t piece = next++; piece < pieces; piece = next++) …
//     });
//
// The calling thread is number 0. Where the system starts fewer threads there are fewer: the pieces are for whoever
// comes. What a thread throws, where memory runs out, is thrown to the caller: the others go on meanwhile, and are
// waited for.
#pragma once

#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace wend::columns {

template <typename Work>
void in_threads(unsigned threads, const Work& work) {
  std::exception_ptr failure;
  std::mutex failing;
  const auto guarded = [&](unsigned number) {
    try {
      work(number);
    } catch (...) {
      const std::lock_guard lock(failing);
      failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    try {
      for (unsigned number = 1; number < threads; ++number) others.emplace_back(guarded, number);
    } catch (const std::system_error&) {
      // The system has no more threads: those that there are do it all.
    }
    guarded(0);
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace wend::columns
