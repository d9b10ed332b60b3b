#include "runtime/journey/plan.hpp"

#include <algorithm>
#include <numeric>

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
  if (journey.goal) patterns.push_back(journey.goal->pattern);
  return patterns;
}

void add_conditions(const ir::Program& program, ir::PatternIndex pattern, std::vector<ir::ExpressionId>& roots) {
  roots.push_back(program.patterns[pattern].where);
  roots.push_back(program.patterns[pattern].when);
}

void add_roots(const ir::Program& program, const ir::Step& step, std::vector<ir::ExpressionId>& roots) {
  const auto add_arguments = [&](const std::vector<ir::Argument>& arguments) {
    for (const ir::Argument& argument : arguments) roots.push_back(argument.value);
  };
  if (const auto* send = std::get_if<ir::Send>(&step.action)) add_arguments(send->arguments);
  if (const auto* assign = std::get_if<ir::Assign>(&step.action)) add_arguments(assign->arguments);
  if (const auto* grant = std::get_if<ir::Grant>(&step.action)) add_arguments(grant->arguments);
  if (const auto* until = std::get_if<ir::WaitUntil>(&step.action)) roots.push_back(until->moment);
  if (const auto* wait = std::get_if<ir::WaitFor>(&step.action)) add_conditions(program, wait->pattern, roots);
  if (const auto* choose = std::get_if<ir::Choose>(&step.action)) {
    for (const ir::Choose::Branch& branch : choose->branches) roots.push_back(branch.condition);
  }
}

// All that a journey may evaluate after it was entered.
std::vector<ir::ExpressionId> roots_of(const ir::Program& program, const ir::Journey& journey) {
  std::vector<ir::ExpressionId> roots{journey.exit_when};
  for (const ir::PatternIndex pattern : watched(journey)) add_conditions(program, pattern, roots);
  for (const ir::Step& step : journey.steps) add_roots(program, step, roots);
  return roots;
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
    for (const ir::Journey& journey : plan_.program_->journeys) add_journey(plan_.program_, journey, true);
    for (const Retired& one : retired_) add_journey(one.program, one.program->journeys[one.journey], false);
    add_absences();
    add_heard();
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
    for (const schema::Event& event : plan_.schema().events) plan_.events_.push_back(layout::event_layout(event));
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
                           .own_absences = {}};
    if (journey.has_entry_event) {
      const std::vector<ir::ExpressionId> roots = roots_of(program, journey);
      const auto fields = history::fields_read(program, roots, ir::Slot::entered);
      planned.entry_row = history::layout_of(program.schema->events[journey.entry_event], fields);
      entry_fields_.push_back(fields);
    } else {
      entry_fields_.emplace_back();
    }
    for (const ir::PatternIndex pattern : watched(journey)) {
      const ir::Pattern& one = program.patterns[pattern];
      if (one.kind == ir::Pattern::Kind::absence && reads_entry(program, one)) planned.own_absences.push_back(pattern);
    }
    plan_.journeys_.push_back(std::move(planned));
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
    for (const ir::Trigger& trigger : program.triggers) add_absence(program, trigger.pattern);
    for (const PlannedJourney& planned : plan_.journeys_) {
      if (planned.current) {
        for (const ir::PatternIndex pattern : planned.journey->on) add_absence(program, pattern);
      }
      for (const ir::PatternIndex pattern : watched(*planned.journey)) add_absence(*planned.program, pattern);
    }
  }

  Plan::Heard& heard(ir::PatternIndex pattern) {
    const ir::Pattern& one = plan_.program_->patterns[pattern];
    return one.kind == ir::Pattern::Kind::event ? plan_.heard_[one.event] : plan_.silent_;
  }

  void add_heard() {
    const ir::Program& program = *plan_.program_;
    plan_.heard_.resize(plan_.schema().events.size());
    for (std::uint32_t trigger = 0; trigger < program.triggers.size(); ++trigger) {
      heard(program.triggers[trigger].pattern).triggers.push_back(trigger);
    }
    for (const std::uint32_t journey : by_priority()) {
      for (const ir::PatternIndex pattern : program.journeys[journey].on) {
        std::vector<std::uint32_t>& journeys = heard(pattern).journeys;
        if (journeys.empty() || journeys.back() != journey) journeys.push_back(journey);
      }
    }
    for (std::uint32_t absence = 0; absence < plan_.absences_.size(); ++absence) {
      const PlannedAbsence& planned = plan_.absences_[absence];
      plan_.heard_[planned.program->patterns[planned.pattern].event].absences.push_back(absence);
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
    return print.value();
  }

  void add_journey_to(Fingerprint& print, std::size_t index) const {
    const PlannedJourney& planned = plan_.journeys_[index];
    const ir::Journey& journey = *planned.journey;
    print.add("journey").add(journey.name).add(journey.version).add(journey.priority).add(planned.current ? 1 : 0);
    for (const schema::FieldIndex field : entry_fields_[index]) print.add(field);
    for (const ir::Step& step : journey.steps) {
      print.add(step.name).add(static_cast<std::int64_t>(step.action.index()));
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

bool Plan::is_in_time(Instant event, Instant now) const {
  const schema::Extent& extent = schema().lateness;
  const Period back{-extent.period.months, -extent.period.days, -extent.period.business_days};
  const std::optional<Instant> from = add(now - extent.duration, back, zone_);
  return !from || event >= *from;
}

}  // namespace wend::journey
