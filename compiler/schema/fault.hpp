// What is wrong with a schema's document, before its place in the text is looked up.
//
// While the document is read, a Path says where in it the reading is; it lives on the stack, costs nothing, and is
// turned into a JSON pointer only where there is a fault. Faults are kept up to a bound, then placed in the text all
// at once (json_text.hpp) and reported.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"

namespace wend::schema {

class Path {
 public:
  // The document itself; a member of it; a member or an element of what the parent says, which must live on.
  Path() = default;
  explicit Path(std::string_view key) : step_(Step::key), key_(key) {}
  Path(const Path& parent, std::string_view key) : parent_(&parent), step_(Step::key), key_(key) {}
  Path(const Path& parent, std::size_t index) : parent_(&parent), step_(Step::index), index_(index) {}
  Path(const Path&& parent, std::string_view key) = delete;
  Path(const Path&& parent, std::size_t index) = delete;

  // RFC 6901: `/tags/3/type`; the document itself is the empty text.
  [[nodiscard]] std::string pointer() const;

 private:
  enum class Step : std::uint8_t { none, key, index };

  const Path* parent_ = nullptr;
  Step step_ = Step::none;
  std::string_view key_;
  std::size_t index_ = 0;
};

// Appends `/key` with `~` and `/` escaped as RFC 6901 says.
void append_key(std::string& pointer, std::string_view key);
void append_index(std::string& pointer, std::size_t index);

// The text, or the beginning of a long one and `…`, for a message.
[[nodiscard]] std::string shortened(std::string_view text);

struct Fault {
  enum class Part : std::uint8_t { value, key };

  diagnostics::Code code{};
  std::string pointer;
  bool has_pointer = true;  // not of faults of the text as such
  Part part = Part::value;  // whether the member's key or its value is what is wrong
  std::vector<std::string> arguments;
  std::string replacement;  // JSON to write instead, where it is clear
  // Another place in the document that helps to understand: where the name was first used.
  std::optional<std::string> related;
  // Where the text was already known when the fault was found.
  std::optional<source::Span> span;
};

class Faults {
 public:
  // After so many errors there is no use in more; warnings have a bound of their own, so that they hide no error.
  static constexpr std::size_t kMost = 100;

  // The message's first hole is the pointer; `arguments` fill the others.
  Fault& add(diagnostics::Code code, const Path& path, std::vector<std::string> arguments = {});
  Fault& add(diagnostics::Code code, std::string pointer, std::vector<std::string> arguments = {});
  // Of the text as such, at a place that is known: `arguments` fill all holes.
  void add_in_text(diagnostics::Code code, const source::Span& span, std::vector<std::string> arguments = {});

  [[nodiscard]] bool full() const { return errors_ >= kMost; }
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] const std::vector<Fault>& all() const { return faults_; }

 private:
  std::vector<Fault> faults_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  Fault discarded_;
};

}  // namespace wend::schema
