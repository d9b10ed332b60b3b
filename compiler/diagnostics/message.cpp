// Filling the holes of a message.
#include <charconv>
#include <optional>

#include "compiler/diagnostics/diagnostic.hpp"

namespace wend::diagnostics {

namespace {

// The number of the hole that the text begins with: 12 for `{12}…`; nothing where it begins with something else.
struct Hole {
  std::size_t index = 0;
  std::size_t size = 0;
};

std::optional<Hole> hole_at_front(std::string_view text) {
  std::size_t index = 0;
  const char* end = text.data() + text.size();
  const auto [after, error] = std::from_chars(text.data() + 1, end, index);
  if (error != std::errc() || after == end || *after != '}') return std::nullopt;
  return Hole{index, static_cast<std::size_t>(after + 1 - text.data())};
}

// A brace that is no hole, and a hole that nothing fills, stay as they are.
std::string fill(std::string_view pattern, const std::vector<std::string>& arguments) {
  std::string filled;
  for (std::size_t brace = pattern.find('{'); brace != std::string_view::npos; brace = pattern.find('{')) {
    filled += pattern.substr(0, brace);
    pattern.remove_prefix(brace);
    const std::optional<Hole> hole = hole_at_front(pattern);
    const bool known = hole && hole->index < arguments.size();
    filled += known ? std::string_view(arguments[hole->index]) : pattern.substr(0, 1);
    pattern.remove_prefix(known ? hole->size : 1);
  }
  return filled.append(pattern);
}

std::string message(Code code, const std::vector<std::string>& arguments, Language language) {
  const Entry& said = entry(code);
  return fill(language == Language::chinese ? said.chinese : said.english, arguments);
}

}  // namespace

std::string message(const Diagnostic& diagnostic, Language language) {
  return message(diagnostic.code, diagnostic.arguments, language);
}

std::string message(const Note& note, Language language) {
  return message(note.code, note.arguments, language);
}

}  // namespace wend::diagnostics
