// How far a long piece of work has come, on one line of a terminal that is written over; nothing at all elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "tools/wend/console.hpp"

namespace wend::tools {

class Progress {
 public:
  // `whole` is 0 where it is not known.
  Progress(Console& console, std::string what, std::uint64_t whole);
  // Takes the line away.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Cheap: most calls do nothing.
  void at(std::uint64_t done) {
    if (is_on_ && (++calls_ & kMask) == 0) show(done);
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::uint32_t kMask = 1023;
  static constexpr std::chrono::milliseconds kPause{100};

  void show(std::uint64_t done);

  Console& console_;
  std::string what_;
  std::uint64_t whole_;
  bool is_on_;
  bool is_shown_ = false;
  std::uint32_t calls_ = 0;
  Clock::time_point last_ = Clock::now();
};

}  // namespace wend::tools
