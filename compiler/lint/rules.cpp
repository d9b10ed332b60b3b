#include "compiler/lint/rules.hpp"

namespace wend::lint {

std::vector<std::unique_ptr<Rule>> rules() {
  std::vector<std::unique_ptr<Rule>> all;
#define WEND_LINT_RULE(name) all.push_back(name());
  WEND_LINT_RULES(WEND_LINT_RULE)
#undef WEND_LINT_RULE
  return all;
}

}  // namespace wend::lint
