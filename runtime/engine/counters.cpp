#include "runtime/engine/counters.hpp"

#include <algorithm>

namespace wend::engine {
namespace {

std::string channel_of(const std::string& action) {
  return action.substr(0, action.find('.'));
}

// How many entries can be read of what is studied: all that entered, or all whose metric is complete.
std::uint64_t entries_of(const StudyStatistics& study, const Statistics& statistics) {
  std::uint64_t entries = 0;
  if (study.study.is_goal) {
    for (const JourneyStatistics& journey : statistics.journeys) {
      if (journey.name == study.journey) entries += journey.entered;
    }
    return entries;
  }
  for (const MetricStatistics& metric : statistics.metrics) {
    if (metric.journey != study.journey || metric.metric != study.study.subject) continue;
    for (const MetricSide* side : {&metric.treated, &metric.control}) entries += side->known + side->unknown;
  }
  return entries;
}

}  // namespace

void Counters::Distinct::add(store::CustomerNumber customer) {
  if (customer >= seen_.size()) seen_.resize(std::max<std::size_t>(customer + 1, seen_.size() * 2));
  if (seen_[customer]) return;
  seen_[customer] = true;
  ++size_;
}

void Counters::follow(const ir::Program& program) {
  current_triggers_.clear();
  current_journeys_.clear();
  studies_.clear();
  for (const ir::Trigger& trigger : program.triggers) {
    Trigger& counted = triggers_[trigger.name];
    counted.statistics.name = trigger.name;
    current_triggers_.push_back(&counted);
  }
  for (const ir::Journey& journey : program.journeys) {
    Journey& counted = journeys_[journey.name];
    counted.statistics.name = journey.name;
    if (journey.superseded) continue;
    current_journeys_.push_back(&counted);
    for (const ir::Study& study : journey.studies) studies_.push_back({.journey = journey.name, .study = study});
  }
}

void Counters::count(const journey::Outcome& outcome, store::CustomerNumber customer) {
  for (const journey::Firing& firing : outcome.firings) {
    Trigger& trigger = *current_triggers_[firing.trigger];
    ++trigger.statistics.fired;
    trigger.customers.add(customer);
  }
  for (const journey::Effect& effect : outcome.effects) count(effect, customer);
  for (const journey::Measured& measured : outcome.measured) measures_.count(measured);
}

void Counters::count_input(const journey::Outcome& outcome, const journey::Input& input, bool is_first) {
  if (is_first) {
    if (std::holds_alternative<journey::Event>(input)) events_ += 1 - outcome.repeated;
    repeated_ += outcome.repeated;
    late_ += outcome.late;
  }
  count_delivery(outcome);
}

void Counters::count_delivery(const journey::Outcome& outcome) {
  if (outcome.enrolled) ++without_tags_;
  if (outcome.first_tags) --without_tags_;
}

void Counters::forget(const journey::GivenUp& given_up) {
  for (const std::string& name : given_up.live) --journeys_.find(name)->second.statistics.live;
  for (const journey::Measured& measured : given_up.measured) measures_.count(measured);
  if (given_up.enrolled && !given_up.has_tags) --without_tags_;
}

void Counters::count(const journey::Effect& effect, store::CustomerNumber customer) {
  Journey& journey = journeys_.find(effect.journey)->second;
  JourneyStatistics& counted = journey.statistics;
  switch (effect.kind) {
    case journey::EffectKind::send: ++counted.contacts[channel_of(effect.action)]; break;
    case journey::EffectKind::place: ++counted.contacts[channel_of(effect.action)]; break;
    case journey::EffectKind::set: ++counted.set[effect.action]; break;
    case journey::EffectKind::emit: ++counted.emitted[effect.action]; break;
    case journey::EffectKind::start: ++counted.started[effect.action]; break;
    case journey::EffectKind::assign: ++counted.assigned[effect.action]; break;
    case journey::EffectKind::grant: ++counted.granted[effect.action]; break;
    case journey::EffectKind::skip:
      ++counted.kept_out[static_cast<std::size_t>(effect.reason)];
      ++counted.kept_out_by[effect.policy][static_cast<std::size_t>(effect.reason)];
      break;
    case journey::EffectKind::goal: ++(effect.control ? counted.goals_control : counted.goals_treated); break;
    case journey::EffectKind::enter:
      ++counted.entered;
      ++counted.live;
      counted.control += effect.control ? 1 : 0;
      journey.customers.add(customer);
      break;
    case journey::EffectKind::exit:
      --counted.live;
      ++counted.ended[static_cast<std::size_t>(effect.reason)];
      break;
  }
}

Statistics Counters::statistics() const {
  Statistics statistics;
  const auto add = [&](const Journey& journey) {
    statistics.journeys.push_back(journey.statistics);
    statistics.journeys.back().customers = journey.customers.size();
  };
  for (const Trigger* trigger : current_triggers_) {
    statistics.triggers.push_back(trigger->statistics);
    statistics.triggers.back().customers = trigger->customers.size();
  }
  for (const Journey* journey : current_journeys_) add(*journey);
  for (const auto& [name, journey] : journeys_) {
    const bool is_current = std::ranges::find(current_journeys_, &journey) != current_journeys_.end();
    if (!is_current) add(journey);
  }
  statistics.metrics = measures_.statistics();
  statistics.studies = studies_;
  for (StudyStatistics& study : statistics.studies) study.entries = entries_of(study, statistics);
  statistics.events = events_;
  statistics.repeated = repeated_;
  statistics.late = late_;
  statistics.customers_without_tags = without_tags_;
  return statistics;
}

}  // namespace wend::engine
