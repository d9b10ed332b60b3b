#include "tests/unit/repl/terminal.hpp"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace wend::tools {

Terminal::Terminal(const std::vector<std::string>& command) {
  winsize size{};
  size.ws_col = 100;
  size.ws_row = 40;
  child_ = forkpty(&terminal_, nullptr, nullptr, &size);
  if (child_ != 0) return;
  setenv("TERM", "vt100", 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  execv(arguments.front(), arguments.data());
  _exit(127);
}

Terminal::~Terminal() {
  if (status_ == -1 && child_ > 0) {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
  }
  if (terminal_ >= 0) close(terminal_);
}

void Terminal::type(const std::string& keys) const {
  for (std::size_t done = 0; done < keys.size();) {
    const ssize_t written = write(terminal_, keys.data() + done, keys.size() - done);
    if (written <= 0) return;
    done += static_cast<std::size_t>(written);
  }
}

bool Terminal::read_more() {
  constexpr int kPatience = 30'000;
  pollfd ready{terminal_, POLLIN, 0};
  if (poll(&ready, 1, kPatience) <= 0) {
    is_silent_ = true;
    return false;
  }
  std::array<char, 4096> buffer{};
  const ssize_t size = read(terminal_, buffer.data(), buffer.size());
  if (size <= 0) return false;
  unread_.append(buffer.data(), static_cast<std::size_t>(size));
  return true;
}

std::string Terminal::read_until(const std::string& text) {
  std::size_t found = unread_.find(text);
  while (found == std::string::npos && read_more()) found = unread_.find(text);
  std::string seen = unread_.substr(0, found == std::string::npos ? found : found + text.size());
  unread_.erase(0, seen.size());
  return seen;
}

int Terminal::wait() {
  while (read_more()) unread_.clear();
  if (is_silent_) return status_;
  int status = 0;
  if (waitpid(child_, &status, 0) == child_ && WIFEXITED(status)) status_ = WEXITSTATUS(status);
  return status_;
}

}  // namespace wend::tools
