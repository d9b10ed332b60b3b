// Lines from whoever is at the prompt: edited, with history and completion, at a terminal; plain from a pipe.
//
//     LineEditor editor(stdin, stdout, [](std::string_view word) { return names_that_begin_with(word); });
//     while (const std::optional<std::string> line = editor.read("wend> ")) …
//
// At a terminal libedit reads the lines; Tab completes the word before the cursor, and lists what it could be where
// there are several. A line is at most kLongestLine bytes. One thread; one editor on a terminal at a time.
#pragma once

#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wend::tools {

inline constexpr std::size_t kLongestLine = 1 << 20;

class LineEditor {
 public:
  // What the word could become, each as it would stand in the text.
  using Complete = std::function<std::vector<std::string>(std::string_view word)>;

  // Borrows the files.
  LineEditor(std::FILE* in, std::FILE* out, Complete complete);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  // The next line without its end; nothing at the end of the input.
  [[nodiscard]] std::optional<std::string> read(const std::string& prompt);
  [[nodiscard]] bool at_terminal() const { return terminal_ != nullptr; }

 private:
  class Terminal;
  std::FILE* in_;
  std::unique_ptr<Terminal> terminal_;
};

}  // namespace wend::tools
