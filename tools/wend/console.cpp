#include "tools/wend/console.hpp"

#include <unistd.h>

#include <cstdlib>

#include "compiler/diagnostics/codes/notes.hpp"
#include "compiler/diagnostics/render_text.hpp"
#include "tools/data/fault.hpp"
#include "tools/wend/version.hpp"

namespace wend::tools {

namespace {

bool is_terminal(std::FILE* file) {
  return ::isatty(::fileno(file)) == 1;
}

bool wants_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  return no_colour == nullptr || *no_colour == '\0';
}

std::string listed(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names) text.append(text.empty() ? "`" : ", `").append(name).append("`");
  return text;
}

}  // namespace

Console::Console(std::FILE* out, std::FILE* err)
    : out_(out),
      err_(err),
      out_colour_(is_terminal(out) && wants_colour()),
      err_colour_(is_terminal(err) && wants_colour()),
      err_is_terminal_(is_terminal(err)) {}

void Console::out(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), out_) != text.size()) written_ = false;
}

// What cannot be said on err cannot be said anywhere.
void Console::err(std::string_view text) {
  (void)std::fwrite(text.data(), 1, text.size(), err_);
}

bool Console::flush() {
  return std::fflush(out_) == 0 && written_;
}

diagnostics::Style Console::style(bool colour) const {
  return {.language = language_, .colour = colour, .tool_version = version()};
}

std::string_view Console::pick(std::string_view english, std::string_view chinese) const {
  switch (language_) {
    case diagnostics::Language::english: return english;
    case diagnostics::Language::chinese: return chinese;
  }
  return english;
}

void Console::say(diagnostics::Code code, const std::vector<std::string>& arguments,
                  const std::vector<std::string_view>& nearest) {
  diagnostics::Sink sink;
  diagnostics::Report report = sink.report(code, source::kNowhere);
  for (const std::string& argument : arguments) report.with(argument);
  if (!nearest.empty()) report.note(diagnostics::codes::did_you_mean, source::kNowhere, {listed(nearest)});
  err(diagnostics::render_text(sink.all().front(), {}, style(err_colour_)));
}

void Console::say(const data::Fault& fault) {
  err(data::describe(fault, language_).append("\n"));
}

void Console::say(const diagnostics::Sink& sink, const source::SourceMap& sources) {
  err(diagnostics::render_text(sink, sources, style(err_colour_)));
}

}  // namespace wend::tools
