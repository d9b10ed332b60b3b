#include "tools/wend/progress.hpp"

namespace wend::tools {

Progress::Progress(Console& console, std::string what, std::uint64_t whole)
    : console_(console), what_(std::move(what)), whole_(whole), is_on_(console.shows_progress()) {}

Progress::~Progress() {
  if (is_shown_) console_.err("\r\x1B[K");
}

void Progress::show(std::uint64_t done) {
  const Clock::time_point now = Clock::now();
  if (now - last_ < kPause) return;
  last_ = now;
  is_shown_ = true;
  const std::string share = whole_ > 0 ? std::to_string(done * 100 / whole_) + " %" : std::to_string(done);
  console_.err("\r" + what_ + ": " + share + "\x1B[K");
}

}  // namespace wend::tools
