#include "compiler/check/caps.hpp"

#include <algorithm>
#include <limits>

#include "compiler/check/applies_to.hpp"
#include "compiler/check/expressions.hpp"
#include "compiler/diagnostics/codes/policies.hpp"
#include "compiler/diagnostics/codes/types.hpp"

namespace wend::check {
namespace {

namespace codes = diagnostics::codes;

constexpr Microseconds kLongestRolling = 48 * kHour;
constexpr std::int64_t kGreatestPriority = 1'000;

ir::Verdict verdict_of(syntax::Verdict verdict) {
  switch (verdict) {
    case syntax::Verdict::delay: return ir::Verdict::delay;
    case syntax::Verdict::skip: return ir::Verdict::skip;
    case syntax::Verdict::stop: return ir::Verdict::stop;
  }
  return ir::Verdict::skip;
}

std::optional<ir::Span> check_window(Context& context, const syntax::Expression& tree) {
  const auto* literal = tree.as<syntax::QuantityLiteral>();
  if (literal != nullptr && literal->quantity.unit == syntax::Unit::business_day) {
    context.sink.report(codes::cap_window, tree.span);
    return std::nullopt;
  }
  const std::optional<ir::Span> window = check_span(context, tree);
  if (!window || window->duration <= kLongestRolling) return window;
  context.sink.report(codes::rolling_too_long, tree.span);
  return std::nullopt;
}

std::optional<std::uint32_t> check_number(Context& context, const syntax::GivenQuantity& quantity) {
  const auto number = check_whole(context, quantity, 0, kGreatestCap);
  if (!number) return std::nullopt;
  if (*number > 0) return static_cast<std::uint32_t>(*number);
  context.sink.report(codes::cap_of_nothing, quantity.span);
  return std::nullopt;
}

// What contacts customers, each once.
std::optional<std::vector<ir::Medium>> check_across(Context& context, const std::vector<syntax::Path>& paths) {
  std::vector<ir::Medium> across;
  for (const syntax::Path& path : paths) {
    const std::optional<ir::Medium> medium = check_medium(context, path);
    if (!medium) return std::nullopt;
    if (!medium->is_slot && !context.schema.channels[medium->index].contact) {
      context.sink.report(codes::medium_is_no_contact, path.span).with(path.text());
      return std::nullopt;
    }
    if (std::ranges::find(across, *medium) != across.end()) {
      context.sink.report(codes::medium_twice, path.span).with(path.text());
      return std::nullopt;
    }
    across.push_back(*medium);
  }
  return across;
}

bool are_the_same(const std::vector<ir::Medium>& left, const std::vector<ir::Medium>& right) {
  return left.size() == right.size() && std::ranges::is_permutation(left, right);
}

bool check_cap(Context& context, const syntax::Clause<syntax::ContactCap>& clause, ir::Policy& policy) {
  const std::optional<ir::Span> window = check_window(context, *clause.value.window);
  const std::optional<std::uint32_t> at_most = check_number(context, clause.value.at_most);
  auto across = check_across(context, clause.value.across);
  if (!window || !at_most || !across) return false;
  const bool is_said = std::ranges::any_of(
      policy.caps, [&](const ir::Cap& cap) { return cap.window == *window && are_the_same(cap.across, *across); });
  if (is_said) {
    context.sink.report(codes::cap_twice, clause.span);
    return false;
  }
  policy.caps.push_back({.window = *window,
                         .at_most = *at_most,
                         .across = std::move(*across),
                         .verdict = verdict_of(clause.value.verdict)});
  return true;
}

ir::Reservation::Order order_of(syntax::ComparisonOperator op) {
  using Order = ir::Reservation::Order;
  switch (op) {
    case syntax::ComparisonOperator::equal: return Order::equal;
    case syntax::ComparisonOperator::not_equal: return Order::not_equal;
    case syntax::ComparisonOperator::less: return Order::less;
    case syntax::ComparisonOperator::less_or_equal: return Order::less_equal;
    case syntax::ComparisonOperator::greater: return Order::greater;
    case syntax::ComparisonOperator::greater_or_equal:
    // The grammar has none of these after `priority`.
    case syntax::ComparisonOperator::in:
    case syntax::ComparisonOperator::contains:
    case syntax::ComparisonOperator::contains_any:
    case syntax::ComparisonOperator::starts_with: return Order::greater_equal;
  }
  return Order::greater_equal;
}

bool report_without_cap(Context& context, const source::Span& span, std::string_view word) {
  context.sink.report(codes::needs_cap, span).with(word);
  return false;
}

bool check_reservation(Context& context, const syntax::Clause<syntax::Reservation>& clause, ir::Policy& policy) {
  const auto count = check_whole(context, clause.value.count, 1, kGreatestCap);
  const auto priority = check_whole(context, clause.value.priority, 0, kGreatestPriority);
  if (!count || !priority) return false;
  if (policy.caps.empty()) return report_without_cap(context, clause.span, "reserve");
  const auto leaves_some = [&](const ir::Cap& cap) { return std::int64_t{cap.at_most} > *count; };
  if (std::ranges::none_of(policy.caps, leaves_some)) {
    context.sink.report(codes::reserve_takes_all, clause.span).with(*count);
    return false;
  }
  policy.reservations.push_back(
      {.count = static_cast<std::uint32_t>(*count), .order = order_of(clause.value.op), .priority = *priority});
  return true;
}

bool check_arbitration(Context& context, const syntax::PolicyDeclaration& tree, ir::Policy& policy) {
  if (!tree.arbitrate) return true;
  policy.arbitrate = check_span(context, *tree.arbitrate->value);
  if (!policy.arbitrate) return false;
  return !policy.caps.empty() || report_without_cap(context, tree.arbitrate->span, "arbitrate");
}

}  // namespace

bool check_caps(Context& context, const syntax::PolicyDeclaration& tree, ir::Policy& policy) {
  bool sound = true;
  for (const auto& clause : tree.caps) sound &= check_cap(context, clause, policy);
  if (!sound) return false;
  sound = check_arbitration(context, tree, policy);
  for (const auto& clause : tree.reservations) sound &= check_reservation(context, clause, policy);
  return sound;
}

}  // namespace wend::check
