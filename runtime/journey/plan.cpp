#include "runtime/journey/plan.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include "compiler/ir/patterns.hpp"
#include "runtime/journey/bucket.hpp"
#include "runtime/journey/fingerprint.hpp"
#include "runtime/journey/plan_fingerprint.hpp"
#include "runtime/journey/planned_journey.hpp"
#include "runtime/journey/planned_watch.hpp"
#include "runtime/journey/reads.hpp"

namespace wend::journey {
namespace {

constexpr std::uint32_t kNoWatch = std::numeric_limits<std::uint32_t>::max();

// Where an event says which message it answers; nothing for one that is no outcome.
std::optional<OutcomeFields> outcome_fields(const schema::Event& event) {
  const auto find = [&](std::string_view name) {
    const auto found = std::ranges::find_if(event.fields, [&](const schema::Field& field) {
      return field.name == name && field.type == type_of(TypeKind::text);
    });
    return static_cast<std::size_t>(found - event.fields.begin());
  };
  const std::size_t message = find("message"), effect = find("effect");
  if (message == event.fields.size() || effect == event.fields.size()) return std::nullopt;
  return OutcomeFields{static_cast<schema::FieldIndex>(message), static_cast<schema::FieldIndex>(effect)};
}

Microseconds rounded_up(const schema::Extent& extent) {
  return (std::int64_t{extent.period.months} * 31 + extent.period.days) * kDay + extent.duration;
}

}  // namespace

class PlanBuilder {
 public:
  PlanBuilder(Plan& plan, const std::vector<Retired>& retired) : plan_(plan), retired_(retired) {}

  void build() {
    plan_.lateness_ = rounded_up(plan_.schema().lateness);
    add_rows();
    for (const ir::Journey& journey : plan_.program_->journeys) {
      add_journey(plan_.program_, journey, !journey.superseded);
    }
    for (const Retired& one : retired_) add_journey(one.program, one.program->journeys[one.journey], false);
    add_watches();
    add_points();
    add_heard();
    add_may_change();
    add_policies();
    plan_.fingerprint_ = fingerprint(plan_, tags_, fields_);
  }

 private:
  void add_rows() {
    std::vector<const ir::Program*> programs{plan_.program_.get()};
    for (const Retired& one : retired_) programs.push_back(one.program.get());
    std::sort(programs.begin() + 1, programs.end());
    programs.erase(std::unique(programs.begin() + 1, programs.end()), programs.end());

    for (const ir::Program* program : programs) {
      const std::vector<schema::TagIndex> used = ir::uses(*program).tags;
      tags_.insert(tags_.end(), used.begin(), used.end());
    }
    if (plan_.schema().customer_zone) tags_.push_back(*plan_.schema().customer_zone);
    std::ranges::sort(tags_);
    tags_.erase(std::unique(tags_.begin(), tags_.end()), tags_.end());
    add_tag_rows();
    for (const schema::Event& event : plan_.schema().events) {
      plan_.events_.push_back(layout::event_layout(event));
      plan_.outcomes_.push_back(outcome_fields(event));
    }
    plan_.history_ = history::needs(plan_.schema(), programs);
  }

  void add_tag_rows() {
    plan_.tags_ = layout::tag_layout(plan_.schema(), tags_);
    const std::vector<Value> missing(plan_.tags_.fields.size());
    layout::append_row(plan_.tags_, missing, plan_.no_tags_);
  }

  void add_journey(const std::shared_ptr<const ir::Program>& program, const ir::Journey& journey, bool current) {
    plan_.journeys_.push_back(plan_journey(program, journey, current, fields_.emplace_back()));
  }

  // The position of the customer's watch for a pattern that takes time; patterns of one definition share it.
  std::optional<std::uint32_t> add_watch(const ir::Program& program, ir::PatternIndex pattern) {
    const ir::Pattern& one = program.patterns[pattern];
    if (!takes_time(one) || reads_instance(program, one)) return std::nullopt;
    std::vector<PlannedWatch>& watches = plan_.watches_;
    const std::uint64_t definition = watch_definition(program, one);
    const auto [place, is_new] = by_definition_.try_emplace(definition, static_cast<std::uint32_t>(watches.size()));
    if (is_new) watches.push_back(new_watch(program, pattern));
    add_fields(watches[place->second], program, pattern);
    positions_of(program)[pattern] = place->second;
    return place->second;
  }

  std::vector<std::uint32_t>& positions_of(const ir::Program& program) {
    auto& all = plan_.watch_positions_;
    const auto known = std::ranges::find(all, &program, [](const auto& one) { return one.first; });
    if (known != all.end()) return known->second;
    return all.emplace_back(&program, std::vector<std::uint32_t>(program.patterns.size(), kNoWatch)).second;
  }

  void add_watches_of(const ir::Program& program, ir::PatternIndex pattern, const PlannedJourney* entered) {
    for (const ir::PatternIndex leaf : ir::leaves(program, pattern)) {
      const std::optional<std::uint32_t> watch = add_watch(program, leaf);
      if (!watch || entered == nullptr) continue;
      add_fields(plan_.watches_[*watch], *entered, leaf);
      add_entered_fields(plan_.watches_[*watch], *entered, leaf);
    }
  }

  void add_watches() {
    const ir::Program& program = *plan_.program_;
    for (const ir::Trigger& trigger : program.triggers) add_watches_of(program, trigger.pattern, nullptr);
    for (const PlannedJourney& planned : plan_.journeys_) {
      if (planned.current) {
        for (const ir::PatternIndex pattern : planned.journey->on) add_watches_of(program, pattern, &planned);
      }
      for (const ir::PatternIndex pattern : watched(*planned.journey)) {
        add_watches_of(*planned.program, pattern, nullptr);
      }
    }
    for (PlannedWatch& watch : plan_.watches_) finish(watch);
  }

  void add_points() {
    plan_.waits_for_.assign(plan_.schema().events.size(), std::vector<bool>(plan_.journeys_.size()));
    for (std::size_t journey = 0; journey < plan_.journeys_.size(); ++journey) {
      PlannedJourney& planned = plan_.journeys_[journey];
      planned.points = plan_.points_.table_of(*planned.program);
      for (const ir::PatternIndex pattern : awaited_by_instances(*planned.journey)) {
        static_cast<void>(plan_.points_.add(*planned.program, pattern));
        add_waits_for(journey, pattern);
      }
      number(planned.own);
      for (std::vector<PlannedWatch>& awaited : planned.awaited) number(awaited);
      for (std::vector<PlannedWatch>& until : planned.untils) number(until);
    }
    number(plan_.watches_);
  }

  void number(std::vector<PlannedWatch>& watches) {
    for (PlannedWatch& watch : watches) watch.first_point = plan_.points_.add(*watch.program, watch.pattern);
  }

  void add_waits_for(std::size_t journey, ir::PatternIndex pattern) {
    const ir::Program& program = *plan_.journeys_[journey].program;
    for (const ir::PatternIndex leaf : ir::leaves(program, pattern)) {
      const ir::Pattern& one = program.patterns[leaf];
      if (one.kind == ir::Pattern::Kind::event) plan_.waits_for_[one.event][journey] = true;
      for (const schema::EventIndex event : moved_by(one)) plan_.waits_for_[event][journey] = true;
    }
  }

  // The events that may move a watch on.
  static std::vector<schema::EventIndex> moved_by(const ir::Pattern& pattern) {
    std::vector<schema::EventIndex> events;
    if (pattern.kind == ir::Pattern::Kind::absence) events.push_back(pattern.event);
    for (const ir::Stage& stage : pattern.stages) events.push_back(stage.event);
    return events;
  }

  // Where it is written down that the pattern may occur: by the events and tags that bring it about.
  std::vector<Plan::Heard*> heard(ir::PatternIndex pattern) {
    std::vector<Plan::Heard*> places;
    for (const ir::PatternIndex leaf : ir::leaves(*plan_.program_, pattern)) {
      const ir::Pattern& one = plan_.program_->patterns[leaf];
      switch (one.kind) {
        case ir::Pattern::Kind::event: places.push_back(&plan_.heard_[one.event]); break;
        case ir::Pattern::Kind::change: add_places_of_change(one, places); break;
        case ir::Pattern::Kind::absence:
        case ir::Pattern::Kind::schedule: add_place_of_watch(leaf, places); break;
        case ir::Pattern::Kind::sequence:
          if (one.stages.back().absent) add_place_of_watch(leaf, places);
          if (!one.stages.back().absent) places.push_back(&plan_.heard_[one.stages.back().event]);
          break;
        case ir::Pattern::Kind::any: break;
      }
    }
    return places;
  }

  void add_place_of_watch(ir::PatternIndex leaf, std::vector<Plan::Heard*>& places) {
    const std::uint32_t watch = positions_of(*plan_.program_)[leaf];
    if (watch != kNoWatch) places.push_back(&plan_.watches_[watch].heard);
  }

  void add_places_of_change(const ir::Pattern& pattern, std::vector<Plan::Heard*>& places) {
    const ir::Program& program = *plan_.program_;
    const ir::Uses uses = read_by(program, pattern.change);
    for (const schema::TagIndex tag : uses.tags) places.push_back(&plan_.heard_changes_[tag]);
    for (const std::uint32_t window : uses.windows) places.push_back(&plan_.heard_[program.windows[window].event]);
  }

  void add_may_change(const ir::Program& program, ir::PatternIndex pattern) {
    for (const ir::PatternIndex leaf : ir::leaves(program, pattern)) {
      if (program.patterns[leaf].kind != ir::Pattern::Kind::change) continue;
      for (const std::uint32_t window : read_by(program, program.patterns[leaf].change).windows) {
        plan_.may_change_[program.windows[window].event] = true;
      }
    }
  }

  void add_may_change() {
    plan_.may_change_.resize(plan_.schema().events.size());
    for (const ir::Trigger& trigger : plan_.program_->triggers) add_may_change(*plan_.program_, trigger.pattern);
    for (const PlannedJourney& planned : plan_.journeys_) {
      for (const ir::PatternIndex pattern : patterns_of(*planned.journey)) add_may_change(*planned.program, pattern);
    }
  }

  static void add_once(std::vector<std::uint32_t>& positions, std::uint32_t position) {
    if (positions.empty() || positions.back() != position) positions.push_back(position);
  }

  void add_heard() {
    const ir::Program& program = *plan_.program_;
    plan_.heard_.resize(plan_.schema().events.size());
    plan_.heard_changes_.resize(plan_.schema().tags.size());
    for (std::uint32_t trigger = 0; trigger < program.triggers.size(); ++trigger) {
      for (Plan::Heard* place : heard(program.triggers[trigger].pattern)) add_once(place->triggers, trigger);
    }
    const std::vector<std::uint32_t> order = by_priority();
    plan_.journey_ranks_.resize(order.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
      plan_.journey_ranks_[order[rank]] = rank;
      if (program.journeys[order[rank]].superseded) continue;
      for (const ir::PatternIndex pattern : program.journeys[order[rank]].on) {
        for (Plan::Heard* place : heard(pattern)) add_once(place->journeys, order[rank]);
      }
    }
    for (schema::TagIndex tag = 0; tag < plan_.heard_changes_.size(); ++tag) {
      const Plan::Heard& change = plan_.heard_changes_[tag];
      if (!change.triggers.empty() || !change.journeys.empty()) plan_.watched_tags_.push_back(tag);
    }
    for (std::uint32_t watch = 0; watch < plan_.watches_.size(); ++watch) {
      for (const schema::EventIndex event : moved_by(plan_.watches_[watch].asked())) {
        add_once(plan_.heard_[event].watches, watch);
      }
    }
  }

  void add_policies() {
    for (const ir::Policy& policy : plan_.program_->policies) {
      plan_.policies_.push_back({.policy = &policy,
                                 .name_hash = name_hash(policy.name),
                                 .counted = counted_definition(*plan_.program_, policy)});
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> by_priority() const {
    const std::vector<ir::Journey>& journeys = plan_.program_->journeys;
    std::vector<std::uint32_t> order(journeys.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, [&](std::uint32_t left, std::uint32_t right) {
      return std::tie(journeys[right].priority, journeys[left].name) <
             std::tie(journeys[left].priority, journeys[right].name);
    });
    return order;
  }

  Plan& plan_;
  const std::vector<Retired>& retired_;
  std::vector<schema::TagIndex> tags_;
  std::vector<JourneyFields> fields_;                     // by Plan::journeys
  std::map<std::uint64_t, std::uint32_t> by_definition_;  // positions in Plan::watches
};

Result<Plan> Plan::make(std::shared_ptr<const ir::Program> program, const std::vector<Retired>& retired,
                        const Limits& limits, std::shared_ptr<const lists::NameLists> name_lists) {
  const Result<Zone> zone = Zone::named(program->schema->zone);
  if (!zone) return zone.error();
  const std::uint64_t schema = journey::fingerprint(*program->schema);
  for (const Retired& one : retired) {
    if (journey::fingerprint(*one.program->schema) != schema) {
      return Error{"a journey that still runs was checked against another schema"};
    }
  }
  Plan plan(*zone);
  plan.program_ = std::move(program);
  plan.limits_ = limits;
  plan.name_lists_ = std::move(name_lists);
  PlanBuilder(plan, retired).build();
  return plan;
}

const PlannedWatch* Plan::watch_of(const ir::Program& program, ir::PatternIndex pattern) const {
  const auto known = std::ranges::find(watch_positions_, &program, [](const auto& one) { return one.first; });
  if (known == watch_positions_.end() || known->second[pattern] == kNoWatch) return nullptr;
  return &watches_[known->second[pattern]];
}

void Heard::include(const Heard& other) {
  triggers.insert(triggers.end(), other.triggers.begin(), other.triggers.end());
  journeys.insert(journeys.end(), other.journeys.begin(), other.journeys.end());
  watches.insert(watches.end(), other.watches.begin(), other.watches.end());
}

void Plan::put_in_order(Heard& heard) const {
  const auto once = [](std::vector<std::uint32_t>& positions) {
    positions.erase(std::ranges::unique(positions).begin(), positions.end());
  };
  std::ranges::sort(heard.triggers);
  std::ranges::sort(heard.journeys, {}, [this](std::uint32_t journey) { return journey_ranks_[journey]; });
  std::ranges::sort(heard.watches);
  once(heard.triggers);
  once(heard.journeys);
  once(heard.watches);
}

bool Plan::is_in_time(Instant event, Instant now) const {
  const schema::Extent& extent = schema().lateness;
  const Period back{-extent.period.months, -extent.period.days, -extent.period.business_days};
  const std::optional<Instant> from = add(now - extent.duration, back, zone_);
  return !from || event >= *from;
}

}  // namespace wend::journey
