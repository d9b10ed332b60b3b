// How a list of diagnostics is to be shown; shared by all renderers. What it points to outlives the call.
#pragma once

#include <string_view>

#include "compiler/diagnostics/diagnostic.hpp"

namespace wend::diagnostics {

class Baseline;

struct Style {
  Language language = Language::english;
  // Text: ANSI colours. Whoever asks for them has seen that a terminal reads them and that NO_COLOR is not set.
  bool colour = false;
  // SARIF: what was found before, so that each result says whether it is new; null where none is known.
  const Baseline* baseline = nullptr;
  // SARIF: the version of the program that found all this; left out where it is empty.
  // NOLINTNEXTLINE(readability-redundant-member-init): GCC asks for one where a Style is written with names.
  std::string_view tool_version{};
  // SARIF: what a code is appended to for the address of its page.
  std::string_view help_base = "urn:wend:diagnostic:";
};

}  // namespace wend::diagnostics
