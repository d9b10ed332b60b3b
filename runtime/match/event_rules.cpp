#include "runtime/match/event_rules.hpp"

#include <algorithm>
#include <utility>

namespace wend::match {

void EventSnapshot::search(const eval::Inputs& inputs, Search& search) const {
  search.found.rules.clear();
  if (definitions_ == nullptr) return;
  InputsSource source(*definitions_, inputs);
  search.values.begin(&source, definitions_->cheap.size(), definitions_->dear.size());
  rules_.search(search.values, search.found);
  std::ranges::sort(search.found.rules);
}

bool EventRules::translated(const Rule& rule, Formula& formula) {
  const bool fits = translate(rule.program, rule.conditions, dear_, attributes_, formula);
  std::vector<Attribute> dear = attributes_.keep(formula.view());
  if (!dear.empty()) dear_of_.emplace(rule.id, std::move(dear));
  return fits;
}

bool EventRules::add(const Rule& rule) {
  Formula formula;
  const bool fits = translated(rule, formula);
  if (fits || dear_ == Dear::left_open) index_.add(rule.id, formula.view());
  publish();
  return fits;
}

bool EventRules::add(std::span<const Rule> rules) {
  std::vector<Formula> formulas;
  std::vector<RuleId> ids;
  std::unordered_map<RuleId, std::size_t> position_of;
  bool fit = true;
  for (const Rule& rule : rules) {
    Formula formula;
    const bool fits = translated(rule, formula);
    fit = fit && fits;
    if (!fits && dear_ == Dear::exact) continue;
    position_of.emplace(rule.id, formulas.size());
    ids.push_back(rule.id);
    formulas.push_back(std::move(formula));
  }
  index_.add(ids, [&](RuleId rule, Formula& formula) { formula = formulas[position_of.at(rule)]; });
  publish();
  return fit;
}

void EventRules::remove(RuleId rule) {
  index_.remove(rule);
  if (const auto found = dear_of_.find(rule); found != dear_of_.end()) {
    attributes_.release(found->second);
    dear_of_.erase(found);
  }
  publish();
}

// The attributes and the rules that use them change together.
void EventRules::publish() {
  EventSnapshot next;
  next.rules_ = index_.snapshot();
  next.definitions_ = attributes_.definitions();
  const std::scoped_lock lock(published_mutex_);
  std::swap(published_, next);
}

EventSnapshot EventRules::snapshot() const {
  const std::scoped_lock lock(published_mutex_);
  return published_;
}

}  // namespace wend::match
