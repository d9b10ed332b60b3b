// What is expected.
#include "tools/wend/test/course.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "compiler/syntax/spellings.hpp"
#include "runtime/journey/memory.hpp"
#include "runtime/journey/session.hpp"

namespace wend::tools {
namespace {

using Expect = syntax::ExpectClause::Kind;

// Effects are named by the words that expect them.
std::string_view word_of(Expect kind) {
  return syntax::spelling(syntax::word_after_expect(kind), syntax::Language::english);
}

}  // namespace

Status Course::take(const check::TestExpectation& expectation) {
  flush();
  is_expecting_ = true;
  ++result_.expectations;
  if (expectation.kind == Expect::condition) return judge(expectation);
  const auto begin = result_.timeline.begin() + static_cast<std::ptrdiff_t>(since_);
  std::vector<TimelineEntry> found;
  std::copy_if(begin, result_.timeline.end(), std::back_inserter(found),
               [&](const TimelineEntry& entry) { return is_meant(expectation, entry); });
  if (found.empty() == expectation.negated) return Done{};
  TestFailure failure = failure_of(expectation);
  failure.unwanted = std::move(found);
  result_.failures.push_back(std::move(failure));
  return Done{};
}

Status Course::judge(const check::TestExpectation& expectation) {
  Result<journey::Memory> memory = journey::Memory::open(*plan_, state());
  if (!memory) return memory.error();
  memory->clock = std::max(memory->clock, clock_);
  Asked asked;
  journey::Session session(*plan_, asked, customer_, *std::move(memory));
  const Truth truth = session.judge(plan_->program(), expectation.condition, {});
  if ((truth == Truth::yes) != expectation.negated) return Done{};
  TestFailure failure = failure_of(expectation);
  failure.condition = asked.judgement;
  result_.failures.push_back(std::move(failure));
  return Done{};
}

bool Course::is_meant(const check::TestExpectation& expectation, const TimelineEntry& entry) const {
  if (entry.is_clause) return false;
  if (expectation.kind == Expect::trigger) return !entry.is_effect && entry.trigger == expectation.subject;
  if (!entry.is_effect || journey::name_of(entry.effect.kind) != word_of(expectation.kind)) return false;
  const bool is_of_journey = expectation.kind == Expect::enter || expectation.kind == Expect::exit;
  const std::string& subject = is_of_journey ? entry.effect.journey : entry.effect.action;
  return subject == expectation.subject && has_arguments(expectation, entry.effect);
}

bool Course::has_arguments(const check::TestExpectation& expectation, const journey::Effect& effect) const {
  const Evaluated wanted = evaluated(expectation.arguments, effect.time);
  for (std::size_t at = 0; at < wanted.size(); ++at) {
    const auto found = std::ranges::find(effect.arguments, expectation.names[at], &journey::EffectArgument::name);
    if (found == effect.arguments.end() || found->value != wanted[at].second) return false;
  }
  return true;
}

TestFailure Course::failure_of(const check::TestExpectation& expectation) const {
  TestFailure failure;
  failure.expectation = &expectation;
  failure.timeline = result_.timeline.size();
  failure.since = since_;
  failure.judgements = recorder_.judgements().size();
  failure.judged_since = judged_since_;
  failure.ways = recorder_.ways().size();
  const Result<journey::Memory> memory = journey::Memory::open(*plan_, state());
  if (!memory) return failure;
  for (const journey::Instance& instance : memory->instances) {
    if (instance.kept.phase != journey::Phase::live) continue;
    const ir::Journey& journey = *plan_->journeys()[instance.kept.journey].journey;
    failure.resting.push_back({journey.name, journey.steps[instance.kept.step].name, instance.kept.due});
  }
  return failure;
}

}  // namespace wend::tools
