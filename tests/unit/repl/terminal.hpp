// A terminal for a test: a program runs in it as it would for a person, who types and reads.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace wend::tools {

class Terminal {
 public:
  // Starts the program in a terminal of its own, 100 columns wide.
  explicit Terminal(const std::vector<std::string>& command);
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  void type(const std::string& keys) const;
  // Reads until the text has come, and returns what came up to its end; the rest is for the next reading. What came by
  // then where the program ended or said nothing for 30 seconds.
  // Before keys that only the prompt's editor knows (tab, control-D) read until the prompt: typed earlier, they meet
  // the terminal's own line editing, which takes a control-D for itself.
  std::string read_until(const std::string& text);
  // The exit status, once the program has ended by itself; -1 where it goes on and says nothing for 30 seconds.
  int wait();

 private:
  bool read_more();

  std::string unread_;
  bool is_silent_ = false;
  pid_t child_ = -1;
  int terminal_ = -1;
  int status_ = -1;
};

}  // namespace wend::tools
