// How a function says that it failed: a Result holds what was asked for, or an Error.
//
//     host::Result<host::Engine> engine = host::Engine::open(program);
//     if (!engine) return report(engine.error().fault, engine.error().message);
//     engine->advance(now);
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace wend::host {

enum class Severity : std::uint8_t { error, warning, information };

// A stretch of a source. Lines and columns count from 1, columns in Unicode code points; `begin` and `end` are bytes of
// the text. The end is exclusive. `line` is 0 where a diagnostic has no place, as for a file as a whole.
struct Place {
  std::string source;  // the name that the source was handed in under
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t end_line = 0;
  std::uint32_t end_column = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// A second place that helps to understand the first: "declared here".
struct Note {
  std::string english;
  std::string chinese;
  Place place;
};

struct Edit {
  Place place;
  std::string replacement;
};

// A way to mend the fault: all edits together. A safe one changes nothing else of what the program means.
struct Fix {
  bool safe = false;
  std::vector<Edit> edits;
};

// What the compiler has to say about the schema or a source. The code is stable: `wend explain E0201`.
struct Diagnostic {
  std::string code;
  Severity severity = Severity::error;
  std::string english;
  std::string chinese;
  Place place;
  std::vector<Note> notes;
  std::vector<Fix> fixes;
};

// The kind of an error, for programs; the message is for people.
enum class Fault : std::uint8_t {
  faulty_source,         // the schema or a source has errors: Error::diagnostics
  faulty_program,        // bytes that are no program: damaged, forged, or of another version of Wend
  unknown_name,          // the program or the schema has nothing of that name
  wrong_type,            // a value, or a struct's field, of another type than the tag or event field has
  wrong_storage,         // a struct's field that cannot be read as the tag's type, or not in the way that was said
  named_twice,           // a tag or event field that is given two values
  out_of_range,          // outside what a time, a date, an amount, an offset may be
  faulty_list,           // bytes that are no name list: damaged, of another version of Wend, or with other fields
  not_bound,             // a condition reads a tag, or asks a name list or who the customer is, that was not given
  needs_history,         // a condition asks for events, and rows of tags have none
  another_schema,        // a program or binding made with another schema than the one that runs
  incomplete_migration,  // a newer version of a journey leaves out where someone may rest in the older one
  no_native_code,        // native code was required and is not to be had
  no_time_zone,          // the system does not know the schema's time zone
  out_of_memory,
  unexpected,  // a fault of Wend itself; the message says more
};

struct Error {
  Fault fault = Fault::unexpected;
  // English, lower case, without a final period: `event deposit has no field "amuont", did you mean amount`.
  std::string message;
  // For faulty_source, in the order of sources and places, warnings included.
  std::vector<Diagnostic> diagnostics;
};

// Either a T or an Error. `*` and `->` of an error, and error() of a value, are faults of the calling program and end
// it (std::abort), so look first.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) noexcept : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) noexcept : held_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return held_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] T& operator*() & noexcept { return *checked(std::get_if<0>(&held_)); }
  [[nodiscard]] const T& operator*() const& noexcept { return *checked(std::get_if<0>(&held_)); }
  // By value, so that `for (… : *engine.take_effects())` holds what it goes through.
  [[nodiscard]] T operator*() && noexcept { return std::move(*checked(std::get_if<0>(&held_))); }
  [[nodiscard]] T* operator->() noexcept { return checked(std::get_if<0>(&held_)); }
  [[nodiscard]] const T* operator->() const noexcept { return checked(std::get_if<0>(&held_)); }

  [[nodiscard]] const Error& error() const& noexcept { return *checked(std::get_if<1>(&held_)); }
  [[nodiscard]] Error&& error() && noexcept { return std::move(*checked(std::get_if<1>(&held_))); }

 private:
  template <typename Held>
  static Held* checked(Held* held) noexcept {
    if (held == nullptr) std::abort();
    return held;
  }

  std::variant<T, Error> held_;
};

// Nothing to hand back but that it went well.
struct Done {};
using Status = Result<Done>;

}  // namespace wend::host
