#include "runtime/journey/plan.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "compiler/ir/patterns.hpp"
#include "compiler/ir/steps.hpp"
#include "runtime/journey/bucket.hpp"
#include "runtime/journey/fingerprint.hpp"

namespace wend::journey {
namespace {

bool reads_entry(const ir::Program& program, const ir::Pattern& pattern) {
  if (pattern.where == ir::kNone) return false;
  const std::vector<ir::Slot> slots = ir::uses(program, {&pattern.where, 1}).slots;
  return std::ranges::find(slots, ir::Slot::entered) != slots.end();
}

// Patterns that a journey keeps an eye on while it lives.
std::vector<ir::PatternIndex> watched(const ir::Journey& journey) {
  std::vector<ir::PatternIndex> patterns = journey.exit_on;
  for (const ir::JourneyGoal& goal : journey.goals) patterns.push_back(goal.pattern);
  return patterns;
}

// All patterns that the journey reacts to: those that enter it, that it keeps an eye on, that it waits for.
std::vector<ir::PatternIndex> patterns_of(const ir::Journey& journey) {
  std::vector<ir::PatternIndex> patterns = watched(journey);
  patterns.insert(patterns.end(), journey.on.begin(), journey.on.end());
  for (const ir::Step& step : journey.steps) {
    std::ranges::copy(ir::patterns_of(step), std::back_inserter(patterns));
  }
  return patterns;
}

// What the answer to whether it changes rests on.
ir::Uses read_by(const ir::Program& program, const ir::Change& change) {
  const ir::ExpressionId root = change.value != ir::kNone ? change.value : change.condition;
  return ir::uses(program, {&root, 1});
}

// All that a journey may evaluate after it was entered.
std::vector<ir::ExpressionId> roots_of(const ir::Program& program, const ir::Journey& journey) {
  std::vector<ir::ExpressionId> roots{journey.exit_when};
  for (const ir::PatternIndex pattern : watched(journey)) ir::append_roots(program, pattern, roots);
  for (const ir::Step& step : journey.steps) {
    const std::vector<ir::ExpressionId> own = ir::roots_of(program, step);
    roots.insert(roots.end(), own.begin(), own.end());
  }
  return roots;
}

// Of all that an instance can read of its entry, what it does read; of what it keeps besides, everything.
std::vector<std::uint32_t> entry_fields(const ir::Program& program, const ir::Journey& journey) {
  const std::uint32_t first_kept = journey.first_kept(*program.schema);
  std::vector<std::uint32_t> fields = history::fields_read(program, roots_of(program, journey), ir::Slot::entered);
  std::erase_if(fields, [&](std::uint32_t field) { return field >= first_kept; });
  for (std::uint32_t kept = 0; kept < journey.kept.size(); ++kept) fields.push_back(first_kept + kept);
  return fields;
}

layout::RowLayout entry_layout(const ir::Program& program, const ir::Journey& journey,
                               const std::vector<std::uint32_t>& fields) {
  std::vector<Type> types;
  if (journey.has_entry_event) {
    for (const schema::Field& field : program.schema->events[journey.entry_event].fields) types.push_back(field.type);
  }
  for (const ir::Kept& kept : journey.kept) types.push_back(kept.type);
  // An empty list of wanted fields means all of them there, and none here.
  layout::RowLayout layout = fields.empty() ? layout::dense_layout({}) : layout::dense_layout(types, fields);
  layout.fields.resize(types.size());
  return layout;
}

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

// A run comes to a repeated part at most twice without a rest: once from before or behind it, once for the time that
// was due while it rested inside. So each loop around a step doubles how often the step may be taken.
std::size_t most_steps(const ir::Journey& journey) {
  constexpr std::size_t kMostDoublings = 16;
  std::size_t deepest = 0;
  for (const ir::Step& step : journey.steps) deepest = std::max(deepest, step.loops.size());
  if (journey.loops == 0) return journey.steps.size();
  return journey.steps.size() << (std::min(deepest, kMostDoublings) + 1);
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
    for (const ir::Journey& journey : plan_.program_->journeys)
      add_journey(plan_.program_, journey, !journey.superseded);
    for (const Retired& one : retired_) add_journey(one.program, one.program->journeys[one.journey], false);
    add_absences();
    add_heard();
    add_may_change();
    add_policies();
    plan_.fingerprint_ = fingerprint_of_plan();
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

  void add_journey(const std::shared_ptr<const ir::Program>& owner, const ir::Journey& journey, bool current) {
    const ir::Program& program = *owner;
    PlannedJourney planned{.program = owner,
                           .journey = &journey,
                           .name_hash = name_hash(journey.name),
                           .current = current,
                           .entry_row = {},
                           .exit_turns = turning_of(program, journey.exit_when),
                           .own_absences = {},
                           .repeats = {}};
    entry_fields_.push_back(entry_fields(program, journey));
    planned.entry_row = entry_layout(program, journey, entry_fields_.back());
    planned.repeats.resize(journey.loops);
    for (ir::StepIndex step = 0; step < journey.steps.size(); ++step) {
      if (const auto* repeat = std::get_if<ir::Repeat>(&journey.steps[step].action))
        planned.repeats[repeat->loop] = step;
    }
    planned.most_steps = most_steps(journey);
    for (const ir::PatternIndex pattern : watched(journey)) {
      for (const ir::PatternIndex leaf : ir::leaves(program, pattern)) {
        const ir::Pattern& one = program.patterns[leaf];
        if (one.kind == ir::Pattern::Kind::absence && reads_entry(program, one)) planned.own_absences.push_back(leaf);
      }
    }
    plan_.journeys_.push_back(std::move(planned));
  }

  void add_absences_of(const ir::Program& program, ir::PatternIndex pattern) {
    for (const ir::PatternIndex leaf : ir::leaves(program, pattern)) add_absence(program, leaf);
  }

  void add_absence(const ir::Program& program, ir::PatternIndex pattern) {
    const ir::Pattern& one = program.patterns[pattern];
    if (one.kind != ir::Pattern::Kind::absence || reads_entry(program, one)) return;
    const auto is_it = [&](const PlannedAbsence& known) {
      return known.program == &program && known.pattern == pattern;
    };
    if (std::ranges::any_of(plan_.absences_, is_it)) return;
    plan_.absences_.push_back({&program, pattern, absence_definition(program, one)});
  }

  void add_absences() {
    const ir::Program& program = *plan_.program_;
    for (const ir::Trigger& trigger : program.triggers) add_absences_of(program, trigger.pattern);
    for (const PlannedJourney& planned : plan_.journeys_) {
      if (planned.current) {
        for (const ir::PatternIndex pattern : planned.journey->on) add_absences_of(program, pattern);
      }
      for (const ir::PatternIndex pattern : watched(*planned.journey)) add_absences_of(*planned.program, pattern);
    }
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
        case ir::Pattern::Kind::sequence:
        case ir::Pattern::Kind::schedule:
        case ir::Pattern::Kind::any: places.push_back(&plan_.silent_); break;
      }
    }
    return places;
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
    for (std::uint32_t absence = 0; absence < plan_.absences_.size(); ++absence) {
      const PlannedAbsence& planned = plan_.absences_[absence];
      plan_.heard_[planned.program->patterns[planned.pattern].event].absences.push_back(absence);
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

  [[nodiscard]] std::uint64_t fingerprint_of_plan() const {
    Fingerprint print;
    print.add(static_cast<std::int64_t>(fingerprint(plan_.schema())));
    for (const schema::TagIndex tag : tags_) print.add(tag);
    print.add("history");
    for (const history::Need& need : plan_.history_) {
      print.add(need.kept ? 1 : 0);
      for (const schema::FieldIndex field : need.fields) print.add(field);
    }
    for (std::size_t index = 0; index < plan_.journeys_.size(); ++index) add_journey_to(print, index);
    print.add("absences");
    for (const PlannedAbsence& absence : plan_.absences_) print.add(static_cast<std::int64_t>(absence.definition));
    print.add("contacts");
    for (const PlannedPolicy& planned : plan_.policies_) {
      if (!planned.policy->caps.empty()) print.add(static_cast<std::int64_t>(planned.counted));
    }
    return print.value();
  }

  void add_journey_to(Fingerprint& print, std::size_t index) const {
    const PlannedJourney& planned = plan_.journeys_[index];
    const ir::Journey& journey = *planned.journey;
    print.add("journey").add(journey.name).add(journey.version).add(journey.priority).add(planned.current ? 1 : 0);
    for (const schema::FieldIndex field : entry_fields_[index]) print.add(field);
    print.add(journey.key ? 1 : 0);
    for (const ir::JourneyGoal& goal : journey.goals) print.add(goal.name).add(goal.has_within ? 1 : 0);
    for (const ir::Kept& kept : journey.kept) {
      print.add(kept.name).add(static_cast<std::int64_t>(kept.type.kind)).add(kept.type.detail);
    }
    for (const ir::Step& step : journey.steps) {
      print.add(step.name).add(static_cast<std::int64_t>(step.action.index()));
      for (const std::uint32_t loop : step.loops) print.add(loop);
    }
    for (const ir::PatternIndex pattern : planned.own_absences) {
      print.add(static_cast<std::int64_t>(absence_definition(*planned.program, planned.program->patterns[pattern])));
    }
  }

  Plan& plan_;
  const std::vector<Retired>& retired_;
  std::vector<schema::TagIndex> tags_;
  std::vector<std::vector<schema::FieldIndex>> entry_fields_;  // by Plan::journeys
};

Result<Plan> Plan::make(std::shared_ptr<const ir::Program> program, const std::vector<Retired>& retired,
                        const Limits& limits) {
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
  PlanBuilder(plan, retired).build();
  return plan;
}

void Plan::Heard::include(const Heard& other) {
  triggers.insert(triggers.end(), other.triggers.begin(), other.triggers.end());
  journeys.insert(journeys.end(), other.journeys.begin(), other.journeys.end());
  absences.insert(absences.end(), other.absences.begin(), other.absences.end());
}

void Plan::put_in_order(Heard& heard) const {
  const auto once = [](std::vector<std::uint32_t>& positions) {
    positions.erase(std::ranges::unique(positions).begin(), positions.end());
  };
  std::ranges::sort(heard.triggers);
  std::ranges::sort(heard.journeys, {}, [this](std::uint32_t journey) { return journey_ranks_[journey]; });
  std::ranges::sort(heard.absences);
  once(heard.triggers);
  once(heard.journeys);
  once(heard.absences);
}

bool Plan::is_in_time(Instant event, Instant now) const {
  const schema::Extent& extent = schema().lateness;
  const Period back{-extent.period.months, -extent.period.days, -extent.period.business_days};
  const std::optional<Instant> from = add(now - extent.duration, back, zone_);
  return !from || event >= *from;
}

}  // namespace wend::journey
