#include "compiler/check/quiet.hpp"

#include <algorithm>
#include <utility>

#include "compiler/diagnostics/codes/policies.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;

Microseconds since_midnight(const syntax::TimeOfDay& time) {
  return time.hour * kHour + time.minute * kMinute + time.second * kSecond;
}

ir::Verdict verdict_of(syntax::Verdict verdict) {
  switch (verdict) {
    case syntax::Verdict::delay: return ir::Verdict::delay;
    case syntax::Verdict::skip: return ir::Verdict::skip;
    case syntax::Verdict::stop: return ir::Verdict::stop;
  }
  return ir::Verdict::skip;
}

}  // namespace

bool check_quiet(Context& context, const syntax::PolicyDeclaration& tree, ir::Policy& policy) {
  for (const auto& clause : tree.quiet) {
    const ir::QuietHours hours{.from = since_midnight(clause.value.from.value),
                               .to = since_midnight(clause.value.to.value),
                               .verdict = verdict_of(clause.value.verdict)};
    if (hours.from == hours.to) {
      context.sink.report(codes::quiet_all_day, clause.span);
      return false;
    }
    policy.quiet.push_back(hours);
    if (!fill_the_day(policy.quiet)) continue;
    context.sink.report(codes::quiet_together, clause.span).with(policy.name);
    return false;
  }
  return true;
}

bool fill_the_day(const std::vector<ir::QuietHours>& hours) {
  std::vector<std::pair<Microseconds, Microseconds>> parts;
  for (const ir::QuietHours& one : hours) {
    if (one.to > one.from) {
      parts.emplace_back(one.from, one.to);
    } else {
      parts.insert(parts.end(), {{0, one.to}, {one.from, kDay}});
    }
  }
  std::ranges::sort(parts);
  Microseconds filled = 0;
  for (const auto& [from, to] : parts) {
    if (from > filled) return false;
    filled = std::max(filled, to);
  }
  return filled >= kDay;
}

}  // namespace wend::check
