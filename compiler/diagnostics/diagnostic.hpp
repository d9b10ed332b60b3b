// Diagnostics: what the compiler and the linter say to people.
//
// Every diagnostic is declared once, in catalogue/*.def: a stable code, a severity, its message with typed holes in
// English and Chinese, an explanation and a wrong and a right example. Code that finds a fault names the entry and
// fills the holes; it never writes prose.
//
//     diagnostics.report(codes::unknown_tag, span).with(name).suggest(span, "aum", Applicability::safe);
//
// Holes in messages are `{0}`, `{1}` …, filled in order by `with`. Wording: lower case, no final period, what the
// author wrote and not what it became, one problem one message. Thread-safety: a Sink belongs to one thread.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/code.hpp"
#include "compiler/source/source.hpp"

namespace wend::diagnostics {

enum class Severity : std::uint8_t { error, warning, information };
enum class Language : std::uint8_t { english, chinese };

struct Entry {
  Code id;
  std::string_view code;  // "E0201"
  Severity severity;
  std::string_view english;
  std::string_view chinese;
  std::string_view explanation;
  std::string_view wrong;
  std::string_view right;
};

[[nodiscard]] const Entry& entry(Code code);
[[nodiscard]] const std::vector<Entry>& catalogue();
// The entry with the code as people write it ("E0201", any case); null where there is none.
[[nodiscard]] const Entry* find(std::string_view code);

// What a fix may do to the program's meaning: nothing but mend the fault (safe), or change it (unsafe).
enum class Applicability : std::uint8_t { safe, unsafe };

struct Edit {
  source::Span span;
  std::string replacement;
};

struct Fix {
  Applicability applicability = Applicability::safe;
  std::vector<Edit> edits;
};

// A second place that helps to understand the first, with a catalogue message of its own ("declared here").
struct Note {
  Code code;
  source::Span span;
  std::vector<std::string> arguments;
};

struct Diagnostic {
  Code code{};
  Severity severity = Severity::error;
  source::Span span;
  std::vector<std::string> arguments;
  std::vector<Note> notes;
  std::vector<Fix> fixes;
  // The reason given in a suppression comment; empty where nothing suppresses it.
  std::string suppressed_because;
};

// The message with its holes filled.
[[nodiscard]] std::string message(const Diagnostic& diagnostic, Language language = Language::english);
[[nodiscard]] std::string message(const Note& note, Language language = Language::english);

// Fills in what has been reported; valid until the Sink is moved or destroyed.
class Report {
 public:
  explicit Report(Diagnostic& diagnostic) : diagnostic_(&diagnostic) {}
  Report& with(std::string_view argument);
  Report& with(std::int64_t argument);
  Report& note(Code code, source::Span span, std::vector<std::string> arguments = {});
  Report& suggest(source::Span span, std::string replacement, Applicability applicability = Applicability::safe);
  // A fix in several places.
  Report& suggest(std::vector<Edit> edits, Applicability applicability = Applicability::safe);

 private:
  Diagnostic* diagnostic_;
};

class Sink {
 public:
  // After this many diagnostics the rest are counted and not kept.
  static constexpr std::size_t kMost = 10'000;

  Report report(Code code, source::Span span);
  [[nodiscard]] const std::deque<Diagnostic>& all() const { return diagnostics_; }
  [[nodiscard]] std::deque<Diagnostic>& all() { return diagnostics_; }
  [[nodiscard]] std::size_t not_kept() const { return not_kept_; }
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t errors() const { return errors_; }
  // Takes out what the function is true of; it may change the others.
  void remove_if(const std::function<bool(Diagnostic&)>& is_removed);
  // By file, place and code, so that the order never depends on the order of the work.
  void sort();

 private:
  std::deque<Diagnostic> diagnostics_;
  Diagnostic discarded_;
  std::size_t not_kept_ = 0;
  std::size_t errors_ = 0;
};

// Names near to what was written, best first, by edit distance over code points; at most `most`.
[[nodiscard]] std::vector<std::string_view> nearest(std::string_view written,
                                                    const std::vector<std::string_view>& names, std::size_t most = 3);

}  // namespace wend::diagnostics
