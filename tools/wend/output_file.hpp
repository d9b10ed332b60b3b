// A file that a command writes. Every failure, a full disk too, is remembered and said at the end.
//
//     OutputFile effects;
//     if (Status opened = effects.open("effects.jsonl"); !opened) …
//     effects.write(line);
//     if (Status closed = effects.close(); !closed) …       // everything before may have failed, and is told here
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/result.hpp"

namespace wend::tools {

class OutputFile {
 public:
  // Replaces what is there. The error is the operating system's.
  [[nodiscard]] Status open(const std::string& path);
  [[nodiscard]] bool is_open() const { return file_ != nullptr; }
  [[nodiscard]] const std::string& path() const { return path_; }

  void write(std::string_view text);
  // The first failure since the file was opened.
  [[nodiscard]] Status close();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  void check(bool is_well);

  static constexpr std::size_t kBuffer = std::size_t{1} << 18;

  std::string path_;
  std::vector<char> buffer_;
  std::unique_ptr<std::FILE, Close> file_;  // before its buffer in destruction
  int failure_ = 0;
};

}  // namespace wend::tools
