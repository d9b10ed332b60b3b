// Errors as values: what a function returns that can fail for a reason from outside.
//
//     Result<Date> parsed = parse_date("2026-03-02");
//     if (!parsed) return parsed.error();
//     use(*parsed);
//
// An Error's message says what was found, what was expected and, where it helps, what to do; the caller that knows the
// place (file, line, column) puts it in front with `within`.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace wend {

struct Error {
  std::string message;
};

// The same error with its place in front: `place: message`.
[[nodiscard]] inline Error within(std::string place, const Error& error) {
  return {std::move(place.append(": ").append(error.message))};
}

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const { return held_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& operator*() & { return *std::get_if<0>(&held_); }
  const T& operator*() const& { return *std::get_if<0>(&held_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&held_)); }
  T* operator->() { return std::get_if<0>(&held_); }
  const T* operator->() const { return std::get_if<0>(&held_); }

  [[nodiscard]] const Error& error() const { return *std::get_if<1>(&held_); }

 private:
  std::variant<T, Error> held_;
};

struct Done {};
using Status = Result<Done>;

}  // namespace wend
