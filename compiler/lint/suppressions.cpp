#include "compiler/lint/suppressions.hpp"
#include "compiler/diagnostics/codes/lint.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wend::lint {
namespace {

namespace codes = diagnostics::codes;
using diagnostics::Diagnostic;

constexpr std::string_view kMark = "wend:";
constexpr std::string_view kAllow = "allow";
constexpr std::string_view kBecause = "because";
constexpr std::string_view kSpace = " \t";

// Takes the first word off the text.
std::string_view take_word(std::string_view& text) {
  const std::size_t begin = std::min(text.find_first_not_of(kSpace), text.size());
  const std::size_t end = std::min(text.find_first_of(kSpace, begin), text.size());
  const std::string_view word = text.substr(begin, end - begin);
  text.remove_prefix(std::min(text.find_first_not_of(kSpace, end), text.size()));
  return word;
}

struct Suppression {
  const diagnostics::Entry* entry = nullptr;
  std::string reason;
};

// What the comment allows; reports where it is meant to and does not.
std::optional<Suppression> read(const syntax::Comment& comment, diagnostics::Sink& sink) {
  std::string_view text = comment.text;
  if (take_word(text) != kMark) return std::nullopt;
  const std::string_view verb = take_word(text), code = take_word(text);
  const diagnostics::Entry* entry = diagnostics::find(code);
  if (verb != kAllow || entry == nullptr) {
    sink.report(codes::suppression_unknown, comment.span).with(code.empty() ? verb : code);
    return std::nullopt;
  }
  if (take_word(text) != kBecause || text.empty()) {
    sink.report(codes::suppression_without_reason, comment.span).with(entry->code);
    return std::nullopt;
  }
  return Suppression{entry, std::string(text)};
}

class Applier {
 public:
  Applier(const source::SourceMap& sources, diagnostics::Sink& sink) : sources_(sources), sink_(sink) {}

  void apply(const syntax::Comment& comment, const Suppression& suppression) {
    const source::SourceFile& file = sources_.file(comment.span.file);
    const std::uint32_t line = file.position(comment.span.begin).line + (comment.alone ? 1 : 0);
    bool used = false;
    for (Diagnostic& diagnostic : sink_.all()) {
      if (diagnostic.code != suppression.entry->id || diagnostic.span.file != comment.span.file) continue;
      if (diagnostic.severity == diagnostics::Severity::error) continue;
      if (file.position(diagnostic.span.begin).line != line) continue;
      diagnostic.suppressed_because = suppression.reason;
      used = true;
    }
    if (!used) sink_.report(codes::suppression_unused, comment.span).with(suppression.entry->code);
  }

 private:
  const source::SourceMap& sources_;
  diagnostics::Sink& sink_;
};

}  // namespace

void suppress(std::span<const FileComments> comments, const source::SourceMap& sources, diagnostics::Sink& sink) {
  Applier applier(sources, sink);
  for (const FileComments& file : comments) {
    for (const syntax::Comment& comment : file.comments) {
      const std::optional<Suppression> suppression = read(comment, sink);
      if (suppression) applier.apply(comment, *suppression);
    }
  }
}

}  // namespace wend::lint
