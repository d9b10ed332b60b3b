#include "tools/data/tally.hpp"

namespace wend::data {

Tally::Count& Tally::of(diagnostics::Code code, std::vector<std::string> arguments) {
  Key key{code, std::move(arguments)};
  const auto found = counts_.find(key);
  if (found != counts_.end()) return found->second;
  if (counts_.size() >= kMost) return not_kept_;
  return counts_.emplace(std::move(key), Count{}).first->second;
}

std::vector<Fault> Tally::warnings(const std::string& path) const {
  std::vector<Fault> warnings;
  for (const auto& [key, count] : counts_) {
    if (count.lines == 0) continue;
    Fault& warning = warnings.emplace_back();
    warning.code = key.first;
    warning.arguments = key.second;
    warning.arguments.push_back(std::to_string(count.lines));
    warning.path = path;
    warning.line = count.first;
  }
  return warnings;
}

}  // namespace wend::data
