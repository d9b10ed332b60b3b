// Steps: each hands over what its template, task, benefit, event or journey asks for.
#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "compiler/ir/rests.hpp"
#include "compiler/ir/steps.hpp"
#include "compiler/verify/parts.hpp"

namespace wend::verify {
namespace {

using ir::ExpressionId;

constexpr std::uint32_t kMostTimes = 100;
constexpr std::uint32_t kAllBuckets = 10'000;

// What may be handed over.
struct Parameter {
  Type type;
  bool required = false;
};
std::vector<Parameter> parameters_of(const std::vector<schema::Parameter>& declared) {
  std::vector<Parameter> parameters;
  for (const schema::Parameter& one : declared) parameters.push_back({one.type, one.required});
  return parameters;
}
std::vector<Parameter> parameters_of(const schema::Event& event) {
  std::vector<Parameter> parameters;
  for (const schema::Field& field : event.fields) parameters.push_back({field.type, false});
  return parameters;
}
std::vector<Parameter> parameters_of(const ir::Journey& journey) {
  std::vector<Parameter> parameters;
  for (std::size_t at = 0; at < journey.kept.size(); ++at) {
    parameters.push_back({journey.kept[at].type, journey.defaults[at] == ir::kNone});
  }
  return parameters;
}

// One function for each kind of step. That the steps which follow are there is flow.cpp's.
class Action {
 public:
  Action(Subject& subject, Reads& reads, const Scope& scope)
      : subject_(subject), program_(subject.program), schema_(subject.schema), reads_(reads), scope_(scope) {}

  bool operator()(const ir::Send& step) {
    if (!subject_.demand(step.channel < schema_.channels.size(), "the schema has no such channel")) return false;
    return is_message(schema_.channels[step.channel].templates, step.message, step.arguments);
  }
  bool operator()(const ir::Place& step) {
    if (!subject_.demand(step.slot < schema_.slots.size(), "the schema has no such slot")) return false;
    return is_message(schema_.slots[step.slot].templates, step.message, step.arguments) &&
           subject_.demand(is_span(schema_, step.lasts), "an offer lasts for no time");
  }
  bool operator()(const ir::Assign& step) {
    if (!subject_.demand(step.task < schema_.tasks.size(), "the schema has no such task")) return false;
    return are_arguments(parameters_of(schema_.tasks[step.task].parameters), step.arguments);
  }
  bool operator()(const ir::Grant& step) {
    if (!subject_.demand(step.benefit < schema_.benefits.size(), "the schema has no such benefit")) return false;
    const bool is_answered = step.awaits_answer ? is_event(step.granted, "granted") && is_event(step.refused, "refused")
                                                : step.granted == 0 && step.refused == 0;
    return subject_.demand(is_answered, "it is answered by other events than those of grants") &&
           are_arguments(parameters_of(schema_.benefits[step.benefit].parameters), step.arguments);
  }
  bool operator()(const ir::Set& step) {
    const bool is_writable = step.tag < schema_.tags.size() && schema_.tags[step.tag].writable;
    return subject_.demand(is_writable, "it sets a tag that it may not") &&
           subject_.demand_type(step.value, schema_.tags[step.tag].type, "it sets a tag to what is of another type") &&
           reads_.stay_in(scope_, step.value);
  }
  bool operator()(const ir::Emit& step) {
    if (!subject_.demand(step.event < schema_.events.size(), "the schema has no such event")) return false;
    if (step.to != ir::kNone && !subject_.demand_type(step.to, type_of(TypeKind::customer), "it emits to nobody")) {
      return false;
    }
    return reads_.stay_in(scope_, step.to) && are_arguments(parameters_of(schema_.events[step.event]), step.arguments);
  }
  bool operator()(const ir::Start& step) {
    if (!subject_.demand(step.journey < program_.journeys.size(), "it starts a journey that there is none of")) {
      return false;
    }
    const ir::Journey& started = program_.journeys[step.journey];
    return subject_.demand(started.kept.size() == started.defaults.size(), "it starts a journey that is faulty") &&
           are_arguments(parameters_of(started), step.arguments);
  }
  bool operator()(const ir::WaitSpan& step) {
    return subject_.demand(is_span(schema_, step.span), "it waits for no time");
  }
  bool operator()(const ir::WaitUntil& step) {
    if (step.time_of_day) {
      return subject_.demand(step.moment == ir::kNone && *step.time_of_day >= 0 && *step.time_of_day < kDay,
                             "it waits until no time of day");
    }
    if (!subject_.demand(step.moment < program_.expressions.size(), "it waits until no moment")) return false;
    const TypeKind kind = program_.at(step.moment).type.kind;
    const bool is_moment = kind == TypeKind::time || kind == TypeKind::date || kind == TypeKind::time_of_day;
    return subject_.demand(is_moment, "it waits until no moment") && reads_.stay_in(scope_, step.moment);
  }
  bool operator()(const ir::WaitFor& step) {
    return is_pattern_in_scope(subject_, reads_, step.pattern, scope_) && is_limit(step.limit);
  }
  bool operator()(const ir::WaitForAny& step) {
    if (!subject_.demand(!step.branches.empty(), "it waits for nothing")) return false;
    for (const ir::WaitForAny::Branch& branch : step.branches) {
      if (!is_pattern_in_scope(subject_, reads_, branch.pattern, scope_)) return false;
    }
    return is_limit(step.limit);
  }
  bool operator()(const ir::Repeat& step) {
    if (step.until && !is_pattern_in_scope(subject_, reads_, *step.until, scope_)) return false;
    return subject_.demand(step.times >= 1 && step.times <= kMostTimes, "it repeats no such number of times") &&
           subject_.demand(is_span(schema_, step.every), "it repeats without time between");
  }
  bool operator()(const ir::Each& step) {
    const bool is_list = step.list < program_.expressions.size() && program_.at(step.list).type.kind == TypeKind::list;
    const bool is_item = step.slot >= ir::kFirstItemRecord && step.slot < ir::kFirstElementRecord;
    if (!subject_.demand(is_list, "it goes through no list") ||
        !subject_.demand(is_item, "its records stand in a slot of others") ||
        !subject_.demand(step.at_most >= 1 && step.at_most <= kMostTimes,
                         "it goes through no such number of records")) {
      return false;
    }
    Scope inside = scope_;
    inside.records[step.slot] = program_.at(step.list).type.detail;
    return reads_.stay_in(scope_, step.list) && subject_.allow_condition(step.where) &&
           reads_.stay_in(inside, step.where);
  }
  bool operator()(const ir::Choose& step) {
    return subject_.demand(!step.branches.empty(), "it chooses between nothing") &&
           std::ranges::all_of(step.branches, [&](const ir::Choose::Branch& branch) {
             return subject_.demand_condition(branch.condition) && reads_.stay_in(scope_, branch.condition);
           });
  }
  // The sides come to everyone, with the side of those who are left out.
  bool operator()(const ir::Split& step) {
    std::set<std::string_view> names;
    std::uint32_t below = 0;
    for (const ir::Split::Side& side : step.sides) {
      if (!subject_.demand(side.below >= below && names.insert(side.name).second,
                           "its sides overlap or share a name")) {
        return false;
      }
      below = side.below;
    }
    return subject_.demand(below == kAllBuckets, "its sides do not come to everyone");
  }
  bool operator()(const ir::Stop&) { return true; }

 private:
  [[nodiscard]] bool is_event(schema::EventIndex event, std::string_view name) const {
    return event < schema_.events.size() && schema_.events[event].name == name;
  }
  bool is_limit(const ir::Span& limit) {
    return subject_.demand(is_span(schema_, limit), "it waits for no time at all");
  }
  bool is_message(const std::vector<schema::Template>& templates, std::uint32_t message,
                  const std::vector<ir::Argument>& arguments) {
    return subject_.demand(message < templates.size(), "the schema has no such template") &&
           are_arguments(parameters_of(templates[message].parameters), arguments);
  }
  // In the order of the parameters, each at most once.
  bool are_arguments(const std::vector<Parameter>& parameters, const std::vector<ir::Argument>& arguments) {
    auto given = arguments.begin();
    for (std::uint32_t at = 0; at < parameters.size(); ++at) {
      const bool is_given = given != arguments.end() && given->parameter == at;
      if (!subject_.demand(is_given || !parameters[at].required, "an argument is missing")) return false;
      if (!is_given) continue;
      if (!subject_.demand_type(given->value, parameters[at].type, "an argument is of another type")) return false;
      if (!reads_.stay_in(scope_, given->value)) return false;
      ++given;
    }
    return subject_.demand(given == arguments.end(), "an argument is for no parameter");
  }

  Subject& subject_;
  const ir::Program& program_;
  const schema::Schema& schema_;
  Reads& reads_;
  const Scope& scope_;
};

// The steps `each` of a journey, by the loop that they are; null for those that repeat.
std::vector<const ir::Each*> each_by_loop(const ir::Journey& journey) {
  std::vector<const ir::Each*> loops(journey.loops, nullptr);
  for (const ir::Step& step : journey.steps) {
    const auto* each = std::get_if<ir::Each>(&step.action);
    if (each != nullptr) loops[each->loop] = each;
  }
  return loops;
}

// The records that the steps around have names for; how often they come to it all together.
bool add_items(Subject& subject, const std::vector<const ir::Each*>& loops, const ir::Step& step, Scope& scope) {
  std::uint32_t slot = ir::kFirstItemRecord;
  std::uint64_t times = 1;
  for (const std::uint32_t loop : ir::loops_around(step)) {
    const ir::Each* each = loops[loop];
    if (each == nullptr) continue;
    const bool is_slot = each->slot == slot++ && each->list < subject.program.expressions.size();
    times = std::min<std::uint64_t>(times * each->at_most, ir::kMostItems + 1);
    if (!subject.demand(is_slot, "its records stand in a slot of others") ||
        !subject.demand(times <= ir::kMostItems, "it comes to too many records")) {
      return false;
    }
    // A list's kind is asked of the step `each` itself.
    if (each != std::get_if<ir::Each>(&step.action))
      scope.records[each->slot] = subject.program.at(each->list).type.detail;
  }
  return true;
}

}  // namespace

bool are_steps_sound(Subject& subject, Reads& reads, const ir::Journey& journey, const Scope& scope) {
  const std::vector<const ir::Each*> loops = each_by_loop(journey);
  std::set<std::string_view> names;
  for (const ir::Step& step : journey.steps) {
    subject.at_step(step.name);
    const bool is_named = !step.name.empty() && names.insert(step.name).second;
    if (!subject.demand(is_named, "its name is empty or taken")) return false;
    Scope inside = scope;
    if (!add_items(subject, loops, step, inside)) return false;
    if (!std::visit(Action(subject, reads, inside), step.action)) return false;
  }
  subject.at_step({});
  return true;
}

}  // namespace wend::verify
