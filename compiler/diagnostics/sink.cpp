#include <algorithm>
#include <tuple>
#include <utility>

#include "compiler/diagnostics/diagnostic.hpp"

namespace wend::diagnostics {

Report& Report::with(std::string_view argument) {
  diagnostic_->arguments.emplace_back(argument);
  return *this;
}

Report& Report::with(std::int64_t argument) {
  diagnostic_->arguments.push_back(std::to_string(argument));
  return *this;
}

Report& Report::note(Code code, source::Span span, std::vector<std::string> arguments) {
  diagnostic_->notes.push_back({code, span, std::move(arguments)});
  return *this;
}

Report& Report::suggest(source::Span span, std::string replacement, Applicability applicability) {
  diagnostic_->fixes.push_back({applicability, {{span, std::move(replacement)}}});
  return *this;
}

Report& Report::suggest(std::vector<Edit> edits, Applicability applicability) {
  diagnostic_->fixes.push_back({applicability, std::move(edits)});
  return *this;
}

Report Sink::report(Code code, source::Span span) {
  Diagnostic fresh;
  fresh.code = code;
  fresh.severity = entry(code).severity;
  fresh.span = span;
  if (fresh.severity == Severity::error) ++errors_;
  if (diagnostics_.size() < kMost) return Report(diagnostics_.emplace_back(std::move(fresh)));
  ++not_kept_;
  discarded_ = std::move(fresh);
  return Report(discarded_);
}

void Sink::remove_if(const std::function<bool(Diagnostic&)>& is_removed) {
  std::deque<Diagnostic> kept;
  for (Diagnostic& one : diagnostics_) {
    const bool is_error = one.severity == Severity::error;
    if (!is_removed(one)) {
      kept.push_back(std::move(one));
    } else if (is_error) {
      --errors_;
    }
  }
  diagnostics_ = std::move(kept);
}

void Sink::sort() {
  const auto place = [](const Diagnostic& one) { return std::tie(one.span, one.code, one.arguments); };
  std::ranges::stable_sort(diagnostics_, {}, place);
}

}  // namespace wend::diagnostics
