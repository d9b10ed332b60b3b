// Where a command writes: results to `out`, what is said about the work to `err`. Both are files or terminals; on a
// terminal there is colour unless NO_COLOR is set, and progress on `err`.
//
// One thread at a time.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/diagnostics/style.hpp"
#include "compiler/source/source.hpp"
#include "tools/wend/exit_status.hpp"

namespace wend::data {
struct Fault;
}

namespace wend::tools {

class Console {
 public:
  // Borrows the files.
  Console(std::FILE* out, std::FILE* err);

  void out(std::string_view text);
  void err(std::string_view text);

  // An entry of the catalogue that has no place in a file, on err.
  void say(diagnostics::Code code, const std::vector<std::string>& arguments,
           const std::vector<std::string_view>& nearest = {});
  void say(const data::Fault& fault);
  // All that is in the sink, as text on err.
  void say(const diagnostics::Sink& sink, const source::SourceMap& sources);

  // False where something that was written to `out` did not get there: a full disk, a closed pipe.
  [[nodiscard]] bool flush();

  [[nodiscard]] diagnostics::Style out_style() const { return style(out_colour_); }
  [[nodiscard]] diagnostics::Language language() const { return language_; }
  void set_language(diagnostics::Language language) { language_ = language; }
  // The text in the language that was asked for.
  [[nodiscard]] std::string_view pick(std::string_view english, std::string_view chinese) const;
  [[nodiscard]] bool shows_progress() const { return err_is_terminal_; }

 private:
  [[nodiscard]] diagnostics::Style style(bool colour) const;

  std::FILE* out_;
  std::FILE* err_;
  bool out_colour_;
  bool err_colour_;
  bool err_is_terminal_;
  bool written_ = true;
  diagnostics::Language language_ = diagnostics::Language::english;
};

}  // namespace wend::tools
