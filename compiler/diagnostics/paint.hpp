// Colours for a terminal, or none.
#pragma once

#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.hpp"

namespace wend::diagnostics {

enum class Colour : std::uint8_t { bold, error, warning, information, margin, help };

[[nodiscard]] constexpr Colour colour_of(Severity severity) {
  switch (severity) {
    case Severity::error: return Colour::error;
    case Severity::warning: return Colour::warning;
    case Severity::information: return Colour::information;
  }
  return Colour::bold;
}

class Paint {
 public:
  explicit Paint(bool is_on) : is_on_(is_on) {}

  [[nodiscard]] std::string operator()(Colour colour, std::string_view text) const {
    if (!is_on_) return std::string(text);
    return std::string(escape(colour)).append(text).append("\x1B[0m");
  }

 private:
  static constexpr std::string_view escape(Colour colour) {
    switch (colour) {
      case Colour::bold: return "\x1B[1m";
      case Colour::error: return "\x1B[1;31m";
      case Colour::warning: return "\x1B[1;33m";
      case Colour::information: return "\x1B[1;36m";
      case Colour::margin: return "\x1B[34m";
      case Colour::help: return "\x1B[1;32m";
    }
    return "";
  }

  bool is_on_;
};

}  // namespace wend::diagnostics
