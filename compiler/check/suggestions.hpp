// Names that are near to what was written: `did you mean `aum` (资产规模)?`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/context.hpp"

namespace wend::check {

// A name that could have been meant, and the other name of the same thing, for the reader.
struct Candidate {
  std::string_view name;
  std::string_view other;
};
using Candidates = std::vector<Candidate>;

// Adds a note with the nearest of the candidates and a fix with the first; nothing where none is near.
// A run makes kMostSuggestions at most, for a text full of unknown names over a large schema would take minutes.
inline constexpr std::uint32_t kMostSuggestions = 500;
void suggest_nearest(Context& context, diagnostics::Report& report, const source::Span& span, std::string_view written,
                     const Candidates& candidates);

// By identifier and by each label.
void add_candidates(Candidates& candidates, std::string_view name, const schema::Labels& labels);

template <typename Items>
void add_candidates(Candidates& candidates, const Items& items) {
  for (const auto& item : items) add_candidates(candidates, item.name, item.label);
}
// What was declared of the kind.
void add_declared(Candidates& candidates, const Context& context, DefinitionKind kind);
// Tags, derived tags and segments.
[[nodiscard]] Candidates tag_candidates(const Context& context);

// The name as it stands in a text: quoted where it is no plain identifier.
[[nodiscard]] std::string as_written(std::string_view name);

}  // namespace wend::check
