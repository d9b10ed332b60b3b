// The pages that are written from the catalogue of diagnostics: a preface by hand, up to a line that says that the rest
// is generated, then an entry for each diagnostic.
#pragma once

#include <string>

namespace wend::docs {

// What the page has to be; `current` is what it is, for the preface. The linter's rules:
[[nodiscard]] std::string linting_page(const std::string& current);
// and all other diagnostics.
[[nodiscard]] std::string diagnostics_page(const std::string& current);

}  // namespace wend::docs
