#include "tools/wend/test/story.hpp"

#include <utility>

#include "tools/wend/test/course.hpp"

namespace wend::tools {

namespace {

using check::Test;
using check::TestVariant;

constexpr std::uint32_t kAllBuckets = 10'000;

// Nobody is kept out by chance. What tests ask of the customer is kept as segments are, so that the plan keeps the tags
// and the history that it reads.
std::shared_ptr<ir::Program> as_tested(const check::CheckedProgram& checked) {
  auto program = std::make_shared<ir::Program>(checked.program);
  for (ir::Journey& journey : program->journeys) journey.holdout = 0;
  for (ir::Policy& policy : program->policies) policy.control = 0;
  for (const Test& test : checked.tests) {
    for (const auto& clause : test.clauses) {
      const auto* expectation = std::get_if<check::TestExpectation>(&clause);
      if (expectation == nullptr || expectation->condition == ir::kNone) continue;
      program->segments.push_back({.name = {}, .label = {}, .condition = expectation->condition});
    }
  }
  return program;
}

void apply(const TestVariant& variant, ir::Program& program) {
  switch (variant.kind) {
    case TestVariant::Kind::holdout: program.journeys[variant.owner].holdout = kAllBuckets; return;
    case TestVariant::Kind::control: program.policies[variant.owner].control = kAllBuckets; return;
    case TestVariant::Kind::side: break;
  }
  auto* split = std::get_if<ir::Split>(&program.journeys[variant.owner].steps[variant.split].action);
  if (split == nullptr) return;
  for (std::size_t side = 0; side < split->sides.size(); ++side) {
    split->sides[side].below = side < variant.side ? 0 : kAllBuckets;
  }
}

Result<std::shared_ptr<const journey::Plan>> plan_of(std::shared_ptr<const ir::Program> program,
                                                     std::shared_ptr<const lists::NameLists> name_lists) {
  Result<journey::Plan> plan = journey::Plan::make(std::move(program), {}, {}, std::move(name_lists));
  if (!plan) return plan.error();
  return std::make_shared<const journey::Plan>(*std::move(plan));
}

}  // namespace

Bench::Bench(const check::CheckedProgram& checked, const Zone& zone, std::shared_ptr<const lists::NameLists> name_lists)
    : checked_(checked),
      zone_(zone),
      name_lists_(std::move(name_lists)),
      program_(as_tested(checked)),
      plan_(plan_of(program_, name_lists_)) {}

Result<std::shared_ptr<const journey::Plan>> Bench::plan_for(const Test& test) const {
  if (test.variants.empty()) return plan_;
  auto program = std::make_shared<ir::Program>(*program_);
  for (const TestVariant& variant : test.variants) apply(variant, *program);
  return plan_of(std::move(program), name_lists_);
}

TestResult run_test(const Bench& bench, const Test& test, Seen& seen) {
  Result<std::shared_ptr<const journey::Plan>> plan = bench.plan_for(test);
  if (plan) return Course(bench, test, *std::move(plan), seen).run();
  TestResult result;
  result.test = &test;
  result.error = plan.error().message;
  return result;
}

}  // namespace wend::tools
