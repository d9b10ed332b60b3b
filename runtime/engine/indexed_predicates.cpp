#include "runtime/engine/indexed_predicates.hpp"

#include <algorithm>
#include <utility>

#include "compiler/ir/patterns.hpp"

namespace wend::engine {
namespace {

// So many triggers and journeys of one event type are judged one by one: below that it is quicker (bench_engine).
constexpr std::size_t kFew = 16;

}  // namespace

std::unique_ptr<const PlanIndex> PlanIndex::make(std::shared_ptr<const journey::Plan> plan) {
  std::unique_ptr<PlanIndex> index(new PlanIndex);
  index->plan_ = std::move(plan);
  index->events_.resize(index->plan_->schema().events.size());
  bool is_any = false;
  for (schema::EventIndex event = 0; event < index->events_.size(); ++event) {
    const journey::Heard& heard = index->plan_->heard(event);
    if (heard.triggers.size() + heard.journeys.size() <= kFew) continue;
    index->add(event);
    is_any = true;
  }
  if (!is_any) return nullptr;
  return index;
}

void PlanIndex::add(schema::EventIndex event) {
  OfEvent& of = events_[event].emplace();
  // The program belongs to the plan, which is kept.
  const std::shared_ptr<const ir::Program> program(plan_, &plan_->program());
  std::vector<match::EventRules::Rule> rules;
  const auto add_pattern = [&](std::uint32_t position, ir::PatternIndex pattern) {
    for (const ir::PatternIndex leaf : ir::leaves(*program, pattern)) {
      const ir::Pattern& one = program->patterns[leaf];
      if (one.kind != ir::Pattern::Kind::event) {
        of.always.push_back(position);
      } else if (one.event == event) {
        rules.push_back({static_cast<match::RuleId>(rules.size()), program, {one.where, one.when}});
        of.positions.push_back(position);
      }
    }
  };
  const journey::Heard& heard = plan_->heard(event);
  std::uint32_t position = 0;
  for (const std::uint32_t trigger : heard.triggers) add_pattern(position++, program->triggers[trigger].pattern);
  for (const std::uint32_t journey : heard.journeys) {
    for (const ir::PatternIndex pattern : program->journeys[journey].on) add_pattern(position, pattern);
    ++position;
  }
  match::EventRules index(match::Dear::left_open);
  // What there is no room for is found for every event.
  static_cast<void>(index.add(rules));
  of.rules = index.snapshot();
}

bool PlanIndex::narrow(const journey::Plan& plan, const eval::Inputs& inputs, journey::Heard& narrowed) const {
  const eval::Event* event = inputs.events[ir::position_of(ir::Slot::matched)];
  if (&plan != plan_.get() || event == nullptr || !events_[event->type]) return false;
  const OfEvent& of = *events_[event->type];
  of.rules.search(inputs, search_);
  found_ = of.always;
  for (const match::RuleId rule : search_.found.rules) found_.push_back(of.positions[rule]);
  std::ranges::sort(found_);
  found_.erase(std::ranges::unique(found_).begin(), found_.end());
  const journey::Heard& heard = plan.heard(event->type);
  for (const std::uint32_t position : found_) {
    const std::size_t triggers = heard.triggers.size();
    if (position < triggers) narrowed.triggers.push_back(heard.triggers[position]);
    if (position >= triggers) narrowed.journeys.push_back(heard.journeys[position - triggers]);
  }
  return true;
}

}  // namespace wend::engine
