// `wend test`: runs the `test` declarations of a project.
#include <unicode/regex.h>

#include "compiler/diagnostics/codes/project.hpp"
#include "compiler/diagnostics/codes/tests.hpp"
#include "tools/wend/commands/commands.hpp"
#include "tools/wend/name_lists.hpp"
#include "tools/wend/project/project.hpp"
#include "tools/wend/test/report.hpp"

namespace wend::tools {

namespace {

namespace codes = diagnostics::codes;

constexpr std::int32_t kLongestMatch = 1000;  // about so many milliseconds

struct TestOptions {
  std::string project = ".";
  std::string run;
  std::string format = "text";
  std::vector<std::string> name_lists;
  bool coverage = false;
};

// Looks for the expression anywhere in a title.
class Titles {
 public:
  // False where the expression is none.
  [[nodiscard]] bool look_for(const std::string& expression) {
    if (expression.empty()) return true;
    UErrorCode status = U_ZERO_ERROR;
    pattern_.reset(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(expression), 0, status));
    return U_SUCCESS(status) != 0;
  }

  [[nodiscard]] bool fits(const std::string& title) const {
    if (!pattern_) return true;
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(title);
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern_->matcher(text, status));
    // What takes longer does not fit: an expression may go back and forth without end.
    if (U_SUCCESS(status)) matcher->setTimeLimit(kLongestMatch, status);
    return U_SUCCESS(status) && matcher->find(status) && U_SUCCESS(status);
  }

 private:
  std::unique_ptr<icu::RegexPattern> pattern_;
};

class TestRun {
 public:
  TestRun(const TestOptions& options, Console& console)
      : options_(options), console_(console), project_(options.project) {}

  ExitStatus run() {
    const ExitStatus loaded = project_.load();
    if (loaded != ExitStatus::clean) {
      console_.say(project_.sink(), project_.sources());
      return loaded;
    }
    if (!titles_.look_for(options_.run)) {
      console_.say(codes::test_run_not_expression, {options_.run});
      return ExitStatus::could_not_run;
    }
    const Result<Zone> zone = Zone::named(project_.schema()->zone);
    if (!zone) {
      console_.say(codes::run_stopped, {zone.error().message});
      return ExitStatus::could_not_run;
    }
    return run_all(*zone);
  }

 private:
  ExitStatus run_all(const Zone& zone) {
    const check::CheckedProgram& checked = project_.checked();
    const std::shared_ptr<const lists::NameLists> name_lists =
        load_name_lists(project_, options_.name_lists, zone, console_);
    if (name_lists == nullptr) return ExitStatus::could_not_run;
    const Bench bench(checked, zone, name_lists);
    TestReport report;
    Seen seen;
    for (const check::Test& test : checked.tests) {
      if (titles_.fits(test.name)) {
        report.results.push_back(run_test(bench, test, seen));
      } else {
        ++report.skipped;
      }
    }
    if (report.results.empty() && report.skipped > 0) {
      console_.say(codes::test_none_named, {options_.run});
      return ExitStatus::could_not_run;
    }
    const Places places(checked, project_.sources());
    if (options_.coverage) report.coverage = coverage_of(checked.program, seen, places);
    show(report, Explainer(bench, places, console_), places);
    return report.passed() == report.results.size() ? ExitStatus::clean : ExitStatus::findings;
  }

  void show(const TestReport& report, const Explainer& explainer, const Places& places) {
    if (options_.format == "json") return console_.out(report_json(report, explainer, places));
    if (options_.format == "junit") return console_.out(report_junit(report, explainer, places, console_));
    console_.out(report_text(report, explainer, places, console_));
  }

  const TestOptions& options_;
  Console& console_;
  Project project_;
  Titles titles_;
};

}  // namespace

void add_test(CLI::App& program, Call& call) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* command = program.add_subcommand("test", "Run the tests of a project");
  command->add_option("project", options->project, "The project's folder");
  command->add_option("--run", options->run, "Only tests whose title this regular expression finds");
  command->add_option("--format", options->format, "text, json or junit")
      ->check(CLI::IsMember({"text", "json", "junit"}));
  command->add_flag("--coverage", options->coverage, "Say which branches and conditions the tests leave out");
  add_name_list_option(*command, options->name_lists);
  command->callback(
      [&call, options] { call.run = [options](Console& console) { return TestRun(*options, console).run(); }; });
}

}  // namespace wend::tools
