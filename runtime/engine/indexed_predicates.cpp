#include "runtime/engine/indexed_predicates.hpp"

#include <algorithm>
#include <utility>

#include "compiler/ir/patterns.hpp"

namespace wend::engine {
PlanIndex::PlanIndex(std::shared_ptr<const journey::Plan> plan, const IndexThresholds& thresholds)
    : plan_(std::move(plan)), thresholds_(thresholds) {
  events_.resize(plan_->schema().events.size());
  points_.resize(plan_->schema().events.size());
}

std::unique_ptr<const PlanIndex> PlanIndex::make(std::shared_ptr<const journey::Plan> plan,
                                                 const IndexThresholds& thresholds) {
  std::unique_ptr<PlanIndex> index(new PlanIndex(std::move(plan), thresholds));
  bool is_any = false;
  for (schema::EventIndex event = 0; event < index->events_.size(); ++event) {
    const journey::Heard& heard = index->plan_->heard(event);
    if (heard.triggers.size() + heard.journeys.size() > thresholds.triggers) index->add(event);
    index->add_points(event);
    is_any = is_any || index->events_[event] || index->points_[event];
  }
  if (!is_any) return nullptr;
  return index;
}

void PlanIndex::add(schema::EventIndex event) {
  OfEvent& of = events_[event].emplace();
  const std::shared_ptr<const ir::Program> program = kept(plan_->program());
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

void PlanIndex::add_points(schema::EventIndex event) {
  PointsOf of;
  std::vector<match::EventRules::Rule> rules;
  const std::vector<journey::Point>& all = plan_->points().all();
  for (journey::PointIndex index = 0; index < all.size(); ++index) {
    const journey::Point& point = all[index];
    if (point.event != event) continue;
    if (point.where == ir::kNone && point.when == ir::kNone) {
      of.always.push_back(index);
      continue;
    }
    rules.push_back({static_cast<match::RuleId>(rules.size()), kept(*point.program), {point.where, point.when}});
    of.points.push_back(index);
  }
  if (rules.empty()) return;
  match::EventRules index(match::Dear::left_open);
  // What there is no room for is found for every event.
  static_cast<void>(index.add(rules));
  of.rules = index.snapshot();
  points_[event] = std::move(of);
}

bool PlanIndex::finds_points(const journey::Plan& plan, schema::EventIndex type, std::size_t waiting) const {
  if (waiting <= thresholds_.waiting || &plan != plan_.get() || !points_[type]) return false;
  return waiting > thresholds_.waiting + points_[type]->points.size() / thresholds_.points_for_each;
}

void PlanIndex::find_points(const journey::Plan& plan, const eval::Inputs& inputs, journey::OpenPoints& open) const {
  const PointsOf& of = *points_[inputs.events[ir::position_of(ir::Slot::matched)]->type];
  open.assign(plan.points().all().size());
  for (const journey::PointIndex point : of.always) open.open(point);
  of.rules.search(inputs, search_);
  for (const match::RuleId rule : search_.found.rules) open.open(of.points[rule]);
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
