// Runs one `test` declaration: what happens to its customer, one clause after the other, through `step`.
//
//     const Bench bench(project.checked(), zone);
//     const TestResult result = run_test(bench, test, seen);
//
// Holdout and control are off but where a `variant` asks for them; a split goes where a `variant` says, else by the
// bucket of the customer: the id that `given` states, else "1". An expectation speaks of what happened since the
// expectations before it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/check/check.hpp"
#include "runtime/journey/plan.hpp"
#include "runtime/journey/step.hpp"
#include "tools/wend/test/record.hpp"

namespace wend::tools {

// A line of what happened: a clause of the test, an effect, a firing.
struct TimelineEntry {
  Instant time = 0;
  source::Span clause;  // of a clause; else empty
  bool is_clause = false;
  journey::Effect effect;  // of an effect
  bool is_effect = false;
  std::string trigger;  // of a firing
  std::string other;    // of an effect for someone else than the story's customer: who it is
};

// What stands of an instance at the end of a clause.
struct Resting {
  std::string journey;
  std::string step;
  Instant due = journey::kNever;
};

// An expectation that did not hold.
struct TestFailure {
  const check::TestExpectation* expectation = nullptr;
  std::vector<TimelineEntry> unwanted;  // of `expect no`: what happened all the same
  Judgement condition;                  // of `expect that`
  // For the explanation: everything up to here.
  std::size_t timeline = 0;    // entries so far
  std::size_t since = 0;       // the first of those that the expectation speaks of
  std::size_t judgements = 0;  // likewise
  std::size_t judged_since = 0;
  std::size_t ways = 0;
  std::vector<Resting> resting;
};

struct TestResult {
  const check::Test* test = nullptr;
  std::string error;  // why it could not be run; empty where it was
  std::size_t expectations = 0;
  std::vector<TestFailure> failures;
  std::vector<TimelineEntry> timeline;
  std::vector<Judgement> judgements;
  std::vector<Way> ways;

  [[nodiscard]] bool passed() const { return error.empty() && failures.empty(); }
};

// The program as tests run it. Borrows what was checked.
class Bench {
 public:
  // Without `name_lists` it is unknown who is on a list.
  Bench(const check::CheckedProgram& checked, const Zone& zone,
        std::shared_ptr<const lists::NameLists> name_lists = nullptr);

  [[nodiscard]] const check::CheckedProgram& checked() const { return checked_; }
  [[nodiscard]] const Zone& zone() const { return zone_; }
  // The plan for a test: shared where it has no variants.
  [[nodiscard]] Result<std::shared_ptr<const journey::Plan>> plan_for(const check::Test& test) const;

 private:
  const check::CheckedProgram& checked_;
  Zone zone_;
  std::shared_ptr<const lists::NameLists> name_lists_;
  std::shared_ptr<const ir::Program> program_;
  Result<std::shared_ptr<const journey::Plan>> plan_;
};

[[nodiscard]] TestResult run_test(const Bench& bench, const check::Test& test, Seen& seen);

}  // namespace wend::tools
