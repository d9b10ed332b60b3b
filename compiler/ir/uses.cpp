#include <algorithm>
#include <array>
#include <iterator>

#include "compiler/ir/patterns.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/ir/steps.hpp"

namespace wend::ir {
namespace {

// Walks from the roots, each expression once; a worklist rather than recursion, since roots may share everything.
class Reader {
 public:
  explicit Reader(const Program& program) : program_(program), seen_(program.expressions.size()) {}

  void visit(ExpressionId root) {
    push(root);
    while (!pending_.empty()) {
      const ExpressionId id = pending_.back();
      pending_.pop_back();
      note(program_.at(id));
      std::ranges::for_each(program_.operands_of(id), [this](ExpressionId operand) { push(operand); });
    }
  }

  Uses finish() {
    sort_once(uses_.tags);
    sort_once(uses_.moments);
    sort_once(uses_.windows);
    sort_once(uses_.slots);
    sort_once(uses_.selections);
    sort_once(uses_.records);
    sort_once(uses_.name_lists);
    return std::move(uses_);
  }

 private:
  void push(ExpressionId id) {
    if (id == kNone || seen_[id]) return;
    seen_[id] = true;
    pending_.push_back(id);
  }

  void note(const Expression& expression) {
    switch (expression.operation) {
      case Operation::tag: uses_.tags.push_back(expression.index); return;
      case Operation::moment:
        uses_.moments.push_back(expression.index);
        uses_.zone = true;
        return;
      case Operation::time_plus_period:
      case Operation::date_of:
      case Operation::time_of_day_of:
      case Operation::start_of_date:
      case Operation::next_anniversary: uses_.zone = true; return;
      case Operation::window: note_window(expression.index); return;
      case Operation::selection: note_selection(expression.index); return;
      case Operation::record_field: note_record(field_of(expression.index).of); return;
      case Operation::on_list: uses_.name_lists.push_back(expression.index); return;
      case Operation::list_field: uses_.name_lists.push_back(field_of(expression.index).of); return;
      case Operation::event_field:
      case Operation::event_time: uses_.slots.push_back(expression.slot); return;
      case Operation::product_field: uses_.products = true; return;
      case Operation::customer: uses_.customer = true; return;
      case Operation::constant:
      case Operation::conjunction:
      case Operation::disjunction:
      case Operation::negation:
      case Operation::known:
      case Operation::equal:
      case Operation::not_equal:
      case Operation::less:
      case Operation::less_equal:
      case Operation::member:
      case Operation::contains_all:
      case Operation::contains_any:
      case Operation::text_contains:
      case Operation::text_starts_with:
      case Operation::sum:
      case Operation::multiply:
      case Operation::divide:
      case Operation::negate:
      case Operation::rescale:
      case Operation::round:
      case Operation::least:
      case Operation::greatest:
      case Operation::period_sum:
      case Operation::period_scale:
      case Operation::date_plus_period:
      case Operation::is_business_day:
      case Operation::anniversary_within:
      case Operation::choose:
      case Operation::fallback:
      case Operation::contact:
      case Operation::place:
      case Operation::distance:
      case Operation::in_area: return;
    }
  }

  void note_window(std::uint32_t index) {
    uses_.windows.push_back(index);
    const Window& window = program_.windows[index];
    for (const ExpressionId part : std::array{window.where, window.from, window.until}) push(part);
  }

  void note_selection(std::uint32_t index) {
    uses_.selections.push_back(index);
    push(program_.selections[index].list);
    push(program_.selections[index].where);
  }

  // The records of selections are put there by the selections themselves.
  void note_record(std::uint32_t slot) {
    if (slot < kFirstElementRecord) uses_.records.push_back(slot);
  }

  template <typename Item>
  static void sort_once(std::vector<Item>& items) {
    std::ranges::sort(items);
    const auto doubles = std::ranges::unique(items);
    items.erase(doubles.begin(), doubles.end());
  }

  const Program& program_;
  std::vector<bool> seen_;
  std::vector<ExpressionId> pending_;
  Uses uses_;
};

std::vector<ExpressionId> all_roots(const Program& program) {
  std::vector<ExpressionId> roots;
  std::ranges::transform(program.tags, std::back_inserter(roots), &DerivedTag::value);
  std::ranges::transform(program.segments, std::back_inserter(roots), &Segment::condition);
  for (const Pattern& pattern : program.patterns) append_own_roots(pattern, roots);
  for (const Journey& journey : program.journeys) {
    roots.insert(roots.end(), {journey.for_segment, journey.when, journey.exit_when});
    roots.insert(roots.end(), journey.defaults.begin(), journey.defaults.end());
    if (journey.key) roots.insert(roots.end(), {journey.key->list, journey.key->where});
    // Patterns are roots of their own.
    for (const Step& step : journey.steps) std::ranges::copy(expressions_of(step), std::back_inserter(roots));
  }
  for (const Metric& metric : program.metrics) {
    roots.insert(roots.end(), {metric.value, metric.over});
    for (const Metric::Sample& sample : metric.samples) roots.push_back(sample.value);
  }
  for (const Policy& policy : program.policies) {
    roots.insert(roots.end(), {policy.applies_to, policy.sensitive_requires, policy.suitability});
    for (const Consent& consent : policy.consent) roots.push_back(consent.condition);
  }
  return roots;
}

}  // namespace

Uses uses(const Program& program, std::span<const ExpressionId> roots) {
  Reader reader(program);
  for (const ExpressionId root : roots) reader.visit(root);
  return reader.finish();
}

Uses uses(const Program& program) {
  return uses(program, all_roots(program));
}

}  // namespace wend::ir
