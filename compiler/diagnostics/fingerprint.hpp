// Knowing a finding again after the lines around it have moved, and what was found before.
//
// A fingerprint is a hash of the diagnostic's code, the text of its first line without the blanks around it, and how
// many before it in the same file have both in common.
#pragma once

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/diagnostics/diagnostic.hpp"
#include "compiler/source/source.hpp"

namespace wend::diagnostics {

// One for each diagnostic, in their order: 16 hexadecimal digits.
[[nodiscard]] std::vector<std::string> fingerprints(const std::deque<Diagnostic>& diagnostics,
                                                    const source::SourceMap& sources);

// The name under which SARIF files hold fingerprints; another number where they come to be made otherwise.
inline constexpr std::string_view kFingerprintName = "wendLine/v1";

// The findings of an earlier run. A value; reading it from many threads is safe.
class Baseline {
 public:
  // Of a file that render_sarif wrote; nothing where the text is no SARIF.
  [[nodiscard]] static std::optional<Baseline> read(std::string_view sarif);

  // `uri` as render_sarif writes the file's path.
  [[nodiscard]] bool contains(std::string_view uri, std::string_view fingerprint) const {
    return found_.contains({std::string(uri), std::string(fingerprint)});
  }
  [[nodiscard]] std::size_t size() const { return found_.size(); }

 private:
  std::set<std::pair<std::string, std::string>> found_;
};

}  // namespace wend::diagnostics
