#include "compiler/lint/lint.hpp"

#include <algorithm>

#include "compiler/lint/suppressions.hpp"

namespace wend::lint {

void lint(const Input& input, std::span<const FileComments> comments, const source::SourceMap& sources,
          diagnostics::Sink& sink) {
  for (const std::unique_ptr<Rule>& rule : rules()) rule->inspect(input, sink);
  suppress(comments, sources, sink);
}

bool is_clean(const diagnostics::Sink& sink) {
  return std::ranges::none_of(sink.all(), [](const diagnostics::Diagnostic& diagnostic) {
    return diagnostic.severity != diagnostics::Severity::information && diagnostic.suppressed_because.empty();
  });
}

}  // namespace wend::lint
