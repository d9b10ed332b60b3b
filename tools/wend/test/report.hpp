// What came of the tests, for people (text), for programs (JSON) and for servers that build (JUnit's XML).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/wend/test/coverage.hpp"
#include "tools/wend/test/explain.hpp"
#include "tools/wend/test/story.hpp"

namespace wend::tools {

struct TestReport {
  std::vector<TestResult> results;
  std::size_t skipped = 0;  // that `--run` left out
  std::optional<Coverage> coverage;

  [[nodiscard]] std::size_t passed() const;
  [[nodiscard]] std::size_t failed() const;
  [[nodiscard]] std::size_t errors() const;
};

[[nodiscard]] std::string report_text(const TestReport& report, const Explainer& explainer, const Places& places,
                                      const Console& console);
[[nodiscard]] std::string report_json(const TestReport& report, const Explainer& explainer, const Places& places);
[[nodiscard]] std::string report_junit(const TestReport& report, const Explainer& explainer, const Places& places,
                                       const Console& console);

}  // namespace wend::tools
