#include "tools/wend/test/report.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/wend/table.hpp"

namespace wend::tools {

namespace {

using Json = nlohmann::ordered_json;

// The clauses and what was decided, up to the last expectation that did not hold.
std::vector<std::string> timeline_of(const TestResult& result, const Explainer& explainer) {
  std::vector<std::string> lines;
  const std::size_t end = result.failures.empty() ? result.timeline.size() : result.failures.back().timeline;
  for (std::size_t at = 0; at < end; ++at) lines.push_back(explainer.line(result.timeline[at]));
  return lines;
}

std::string details(const TestResult& result, const Explainer& explainer, const Places& places,
                    const Console& console) {
  if (!result.error.empty()) return "  " + result.error + "\n";
  std::string text;
  for (const TestFailure& failure : result.failures) {
    const source::Span& span = failure.expectation->span;
    text += "  " + places.place(span) + ": " + places.text(span) + "\n";
    for (const std::string& line : explainer.why(result, failure)) text += "    " + line + "\n";
  }
  text.append("  ").append(console.pick("what happened", "实际经过")).append("\n");
  for (const std::string& line : timeline_of(result, explainer)) text += "    " + line + "\n";
  return text;
}

std::string coverage_text(const Coverage& coverage, const Console& console) {
  std::string text("\n");
  text.append(console.pick("branches taken: ", "分支覆盖: "))
      .append(percentage(coverage.branches_taken, coverage.branches))
      .append(" (" + grouped(coverage.branches_taken) + "/" + grouped(coverage.branches) + ")\n")
      .append(console.pick("conditions seen true and false: ", "条件真假覆盖: "))
      .append(percentage(coverage.conditions_seen, 2 * coverage.conditions))
      .append(" (" + grouped(coverage.conditions_seen) + "/" + grouped(2 * coverage.conditions) + ")\n");
  for (const Gap& gap : coverage.gaps) {
    text.append("  ").append(gap.place).append(": ");
    text.append(console.pick("never ", "从未 ")).append(gap.never).append(": ").append(gap.what).append("\n");
  }
  return text;
}

Json json_of(const TestResult& result, const Explainer& explainer, const Places& places) {
  Json test = {{"name", result.test->name}, {"place", places.place(result.test->name_span)}};
  test["status"] = !result.error.empty() ? "error" : result.passed() ? "passed" : "failed";
  test["expectations"] = result.expectations;
  if (!result.error.empty()) test["error"] = result.error;
  if (result.failures.empty()) return test;
  Json& failures = test["failures"] = Json::array();
  for (const TestFailure& failure : result.failures) {
    const source::Span& span = failure.expectation->span;
    failures.push_back(
        {{"place", places.place(span)}, {"expected", places.text(span)}, {"why", explainer.why(result, failure)}});
  }
  test["timeline"] = timeline_of(result, explainer);
  return test;
}

std::string escaped(std::string_view text) {
  std::string xml;
  for (const char character : text) {
    switch (character) {
      case '&': xml += "&amp;"; break;
      case '<': xml += "&lt;"; break;
      case '>': xml += "&gt;"; break;
      case '"': xml += "&quot;"; break;
      case '\n': xml += "&#10;"; break;
      default:
        // XML has no other control characters, not even written out.
        if (static_cast<unsigned char>(character) >= 0x20) xml += character;
    }
  }
  return xml;
}

}  // namespace

std::size_t TestReport::passed() const {
  return static_cast<std::size_t>(std::ranges::count_if(results, &TestResult::passed));
}
std::size_t TestReport::errors() const {
  return static_cast<std::size_t>(std::ranges::count_if(results, [](const auto& one) { return !one.error.empty(); }));
}
std::size_t TestReport::failed() const {
  return results.size() - passed() - errors();
}

std::string report_text(const TestReport& report, const Explainer& explainer, const Places& places,
                        const Console& console) {
  std::string text;
  for (const TestResult& result : report.results) {
    const std::string_view status = !result.error.empty() ? "ERROR" : result.passed() ? "PASS " : "FAIL ";
    text.append(status).append(" ").append(result.test->name).append("\n");
    if (!result.passed()) text += details(result, explainer, places, console);
  }
  if (!report.results.empty()) text += "\n";
  const bool is_one = report.results.size() == 1;
  text.append(grouped(report.results.size())).append(console.pick(is_one ? " test: " : " tests: ", " 个测试: "));
  text.append(grouped(report.passed())).append(console.pick(" passed, ", " 通过, "));
  text.append(grouped(report.failed())).append(console.pick(" failed, ", " 失败, "));
  text.append(grouped(report.errors())).append(console.pick(" errors, ", " 错误, "));
  text.append(grouped(report.skipped)).append(console.pick(" skipped\n", " 跳过\n"));
  if (report.coverage) text += coverage_text(*report.coverage, console);
  return text;
}

std::string report_json(const TestReport& report, const Explainer& explainer, const Places& places) {
  Json document = {{"passed", report.passed()},
                   {"failed", report.failed()},
                   {"errors", report.errors()},
                   {"skipped", report.skipped},
                   {"tests", Json::array()}};
  for (const TestResult& result : report.results) document["tests"].push_back(json_of(result, explainer, places));
  if (report.coverage) {
    const Coverage& coverage = *report.coverage;
    Json gaps = Json::array();
    for (const Gap& gap : coverage.gaps)
      gaps.push_back({{"place", gap.place}, {"what", gap.what}, {"never", gap.never}});
    document["coverage"] = {{"branches", coverage.branches},
                            {"branches_taken", coverage.branches_taken},
                            {"conditions", coverage.conditions},
                            {"values_seen", coverage.conditions_seen},
                            {"gaps", std::move(gaps)}};
  }
  return document.dump(2) + "\n";
}

std::string report_junit(const TestReport& report, const Explainer& explainer, const Places& places,
                         const Console& console) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"wend test\" tests=\"" +
                    std::to_string(report.results.size()) + "\" failures=\"" + std::to_string(report.failed()) +
                    "\" errors=\"" + std::to_string(report.errors()) + "\" skipped=\"0\">\n";
  for (const TestResult& result : report.results) {
    const std::string place = places.place(result.test->name_span);
    const std::string file = place.substr(0, place.find(':'));
    xml += "  <testcase classname=\"" + escaped(file) + "\" name=\"" + escaped(result.test->name) + "\"";
    if (result.passed()) {
      xml += "/>\n";
      continue;
    }
    const std::string element = result.error.empty() ? "failure" : "error";
    const std::string message =
        result.error.empty() ? places.text(result.failures.front().expectation->span) : result.error;
    xml += ">\n    <" + element + " message=\"" + escaped(message) + "\">" +
           escaped(details(result, explainer, places, console)) + "</" + element + ">\n  </testcase>\n";
  }
  return xml + "</testsuite>\n";
}

}  // namespace wend::tools
