#include "runtime/engine/tiered_predicates.hpp"

#include <algorithm>

#include "runtime/engine/native_call.hpp"

namespace wend::engine {

using layout::NativeAnswer;

std::shared_ptr<const TieredPredicates> TieredPredicates::make(Tiers& tiers,
                                                               const std::shared_ptr<const ir::Program>& program,
                                                               std::span<const layout::NativeRequest> requests,
                                                               const std::shared_ptr<const void>& keeps, Pin pin) {
  std::shared_ptr<TieredPredicates> made(new TieredPredicates());
  made->program_ = program;
  made->rules_.reserve(requests.size());
  for (const layout::NativeRequest& request : requests) made->rules_.push_back(tiers.add(program, request, keeps, pin));
  const auto condition_of = [](const std::shared_ptr<Rule>& rule) { return rule->request().condition; };
  std::ranges::stable_sort(made->rules_, {}, condition_of);
  made->first_.assign(program->expressions.size() + 1, 0);
  for (const std::shared_ptr<Rule>& rule : made->rules_) ++made->first_[condition_of(rule) + 1];
  for (std::size_t id = 1; id < made->first_.size(); ++id) made->first_[id] += made->first_[id - 1];
  return made;
}

const Rule* TieredPredicates::find(ir::ExpressionId condition, const eval::Inputs& inputs, NativeAnswer answer) const {
  if (condition + std::size_t{1} >= first_.size()) return nullptr;
  for (std::uint32_t position = first_[condition]; position < first_[condition + 1]; ++position) {
    const Rule& rule = *rules_[position];
    if (tells(rule.request(), answer) && rule.fits(inputs)) return &rule;
  }
  return nullptr;
}

Truth TieredPredicates::judge(const ir::Program& program, ir::ExpressionId condition,
                              const eval::Inputs& inputs) const {
  const Rule* rule = is_of(program) ? find(condition, inputs, NativeAnswer::truth) : nullptr;
  return rule == nullptr ? eval::judge(program, condition, inputs) : rule->judge(inputs);
}

bool TieredPredicates::holds(const ir::Program& program, ir::ExpressionId condition, const eval::Inputs& inputs) const {
  const Rule* rule = is_of(program) ? find(condition, inputs, NativeAnswer::holds) : nullptr;
  return (rule == nullptr ? eval::judge(program, condition, inputs) : rule->judge(inputs)) == Truth::yes;
}

const TieredPredicates* TieredPrograms::find(const ir::Program& program) const {
  const auto found = std::ranges::find_if(programs_, [&](const auto& each) { return each->is_of(program); });
  return found == programs_.end() ? nullptr : found->get();
}

Truth TieredPrograms::judge(const ir::Program& program, ir::ExpressionId condition, const eval::Inputs& inputs) const {
  const TieredPredicates* found = find(program);
  return found == nullptr ? eval::judge(program, condition, inputs) : found->judge(program, condition, inputs);
}

bool TieredPrograms::holds(const ir::Program& program, ir::ExpressionId condition, const eval::Inputs& inputs) const {
  const TieredPredicates* found = find(program);
  return found == nullptr ? eval::judge(program, condition, inputs) == Truth::yes
                          : found->holds(program, condition, inputs);
}

}  // namespace wend::engine
