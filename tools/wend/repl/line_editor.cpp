#include "tools/wend/repl/line_editor.hpp"

#include <histedit.h>
#include <unistd.h>

#include <algorithm>
#include <clocale>

namespace wend::tools {

namespace {

constexpr int kHistory = 1000;
constexpr std::string_view kBetweenWords = " \t(){},:+-*/<>=";

std::string common_beginning(const std::vector<std::string>& words) {
  std::string common = words.front();
  for (const std::string& word : words) {
    const auto differ = std::ranges::mismatch(common, word);
    common.erase(differ.in1, common.end());
  }
  // Not in the middle of a code point.
  while (!common.empty() && (static_cast<unsigned char>(common.back()) & 0xC0u) == 0x80u &&
         std::ranges::none_of(words, [&](const std::string& word) { return word == common; })) {
    common.pop_back();
  }
  return common;
}

}  // namespace

class LineEditor::Terminal {
 public:
  Terminal(std::FILE* in, std::FILE* out, Complete complete)
      : out_(out), complete_(std::move(complete)), editor_(el_init("wend", in, out, stderr)), history_(history_init()) {
    HistEvent event;
    history(history_.get(), &event, H_SETSIZE, kHistory);
    el_set(editor_.get(), EL_CLIENTDATA, this);
    el_set(editor_.get(), EL_PROMPT, &Terminal::prompt);
    el_set(editor_.get(), EL_EDITOR, "emacs");
    el_set(editor_.get(), EL_HIST, history, history_.get());
    el_set(editor_.get(), EL_ADDFN, "wend-complete", "complete a name", &Terminal::on_tab);
    el_set(editor_.get(), EL_BIND, "^I", "wend-complete", nullptr);
    el_set(editor_.get(), EL_SIGNAL, 1);
  }

  std::optional<std::string> read(const std::string& prompt) {
    prompt_ = prompt;
    int count = 0;
    // Before the prompt is seen, or a control-D that answers it at once would be the terminal's own end of a line.
    el_set(editor_.get(), EL_PREP_TERM, 1);
    const char* line = el_gets(editor_.get(), &count);
    if (line == nullptr || count <= 0) return std::nullopt;
    HistEvent event;
    history(history_.get(), &event, H_ENTER, line);
    std::string text(line, static_cast<std::size_t>(count));
    while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
    return text;
  }

 private:
  static Terminal& of(EditLine* editor) {
    void* self = nullptr;
    el_get(editor, EL_CLIENTDATA, &self);
    return *static_cast<Terminal*>(self);
  }
  static char* prompt(EditLine* editor) { return of(editor).prompt_.data(); }
  static unsigned char on_tab(EditLine* editor, int) { return of(editor).complete(); }

  unsigned char complete() {
    const LineInfo* line = el_line(editor_.get());
    const std::string_view before(line->buffer, static_cast<std::size_t>(line->cursor - line->buffer));
    const std::string word(before.substr(before.find_last_of(kBetweenWords) + 1));
    const std::vector<std::string> candidates = complete_(word);
    if (candidates.empty()) return CC_REFRESH_BEEP;
    const std::string common = common_beginning(candidates);
    if (common.size() > word.size() || candidates.size() == 1) {
      el_deletestr(editor_.get(), code_points(word));
      el_insertstr(editor_.get(), common.c_str());
      return CC_REFRESH;
    }
    list(candidates);
    return CC_REDISPLAY;
  }

  void list(const std::vector<std::string>& candidates) const {
    std::fputs("\n", out_);
    for (const std::string& candidate : candidates) std::fprintf(out_, "%s  ", candidate.c_str());
    std::fputs("\n", out_);
  }

  static int code_points(std::string_view text) {
    return static_cast<int>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u; }));
  }

  struct Free {
    void operator()(EditLine* editor) const { el_end(editor); }
    void operator()(History* past) const { history_end(past); }
  };

  std::FILE* out_;
  Complete complete_;
  std::string prompt_;
  std::unique_ptr<EditLine, Free> editor_;
  std::unique_ptr<History, Free> history_;
};

LineEditor::LineEditor(std::FILE* in, std::FILE* out, Complete complete) : in_(in) {
  if (isatty(fileno(in)) == 0) return;
  // libedit reads names in Chinese only where the locale says how bytes become characters.
  if (std::setlocale(LC_CTYPE, "") == nullptr || MB_CUR_MAX == 1) std::setlocale(LC_CTYPE, "C.UTF-8");
  terminal_ = std::make_unique<Terminal>(in, out, std::move(complete));
}

LineEditor::~LineEditor() = default;

std::optional<std::string> LineEditor::read(const std::string& prompt) {
  if (terminal_) return terminal_->read(prompt);
  std::string line;
  int byte = std::fgetc(in_);
  if (byte == EOF) return std::nullopt;
  for (; byte != EOF && byte != '\n' && line.size() < kLongestLine; byte = std::fgetc(in_)) {
    line.push_back(static_cast<char>(byte));
  }
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

}  // namespace wend::tools
