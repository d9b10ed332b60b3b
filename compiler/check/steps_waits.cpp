// Steps that wait.
#include "compiler/check/step_checker.hpp"

#include <utility>

#include "compiler/check/expressions.hpp"
#include "compiler/check/literals.hpp"
#include "compiler/check/patterns.hpp"
#include "compiler/diagnostics/codes/journeys.hpp"

namespace wend::check {

namespace codes = diagnostics::codes;

bool StepChecker::operator()(const syntax::WaitStep& tree) {
  const std::optional<ir::Span> span = check_span(context_, *tree.duration);
  return span && put(ir::WaitSpan{*span, next_}, "wait");
}

bool StepChecker::operator()(const syntax::WaitUntilStep& tree) {
  ir::WaitUntil wait;
  wait.next = next_;
  wait.skip_to = past_next_;
  switch (tree.if_past) {
    case syntax::IfPast::go_on: wait.if_past = ir::WaitUntil::IfPast::go_on; break;
    case syntax::IfPast::skip: wait.if_past = ir::WaitUntil::IfPast::skip; break;
    case syntax::IfPast::stop: wait.if_past = ir::WaitUntil::IfPast::stop; break;
  }
  return check_moment(*tree.moment, wait) && put(wait, "wait until");
}

bool StepChecker::check_moment(const syntax::Expression& tree, ir::WaitUntil& wait) {
  if (const auto* literal = tree.as<syntax::TimeOfDayLiteral>()) {
    wait.time_of_day = microseconds_of(literal->time);
    return true;
  }
  const Checked moment = check(context_, scope_, tree);
  if (!moment || !within_bounds(context_, moment->id, "wait until", tree.span)) return false;
  wait.moment = moment->id;
  const TypeKind kind = moment->type.kind;
  if (kind == TypeKind::time || kind == TypeKind::date || kind == TypeKind::time_of_day) return true;
  context_.sink.report(codes::wait_until_what, tree.span).with(schema::describe(context_.schema, moment->type));
  return false;
}

bool StepChecker::operator()(const syntax::WaitForStep& tree) {
  const StepIndex next = next_, place = place_;
  ir::WaitFor wait;
  const auto pattern = check_pattern(context_, scope_, *tree.pattern);
  const auto limit = check_span(context_, *tree.up_to);
  const std::string name = name_for("wait for " + (pattern ? pattern->name : std::string()));
  // What was seen has a name in `seen`, and behind the wait, where it is unknown if it did not come.
  const Scope unseen = scope_;
  const bool named = !pattern || add_named(context_, scope_, *pattern, tree.pattern->span);
  wait.on_seen = tree.seen ? block(*tree.seen, next) : next;
  const Scope seen = std::exchange(scope_, unseen);
  wait.on_timeout = tree.timeout ? block(*tree.timeout, next) : next;
  scope_ = seen;
  if (!named || !pattern || !limit) return false;
  wait.pattern = pattern->index;
  wait.limit = *limit;
  return put_at(place, wait, name);
}

bool StepChecker::operator()(const syntax::WaitForAnyStep& tree) {
  const StepIndex next = next_, place = place_;
  const std::string name = name_for("wait for any");
  const auto limit = check_span(context_, *tree.up_to);
  // In its branch alone and behind the wait, as for one pattern.
  const Scope unseen = scope_;
  Scope behind = scope_;
  ir::WaitForAny wait;
  bool sound = limit.has_value();
  for (const syntax::WaitForAnyStep::Branch& branch : tree.branches) {
    const auto pattern = check_pattern(context_, scope_, *branch.pattern);
    sound &= pattern.has_value();
    if (pattern) sound &= add_named(context_, scope_, *pattern, branch.pattern->span);
    if (pattern) sound &= add_named(context_, behind, *pattern, branch.pattern->span);
    wait.branches.push_back({.pattern = pattern ? pattern->index : 0, .next = block(branch.block, next)});
    scope_ = unseen;
  }
  wait.on_timeout = tree.timeout ? block(*tree.timeout, next) : next;
  scope_ = std::move(behind);
  wait.limit = limit.value_or(ir::Span{});
  return sound && put_at(place, std::move(wait), name);
}

}  // namespace wend::check
