// The heads of journeys: who enters, when and how often, what ends them, what is measured.
#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

#include "compiler/ir/patterns.hpp"
#include "compiler/ir/steps.hpp"
#include "compiler/verify/parts.hpp"
#include "compiler/verify/types.hpp"

namespace wend::verify {
namespace {

using ir::ExpressionId;
using ir::Journey;

constexpr std::uint32_t kAllBuckets = 10'000;
constexpr std::int64_t kGreatestVersion = 1'000'000;
constexpr std::int64_t kGreatestPriority = 1'000;
constexpr std::int64_t kMostEntries = 1'000'000'000;

bool is_date(Date date) {
  return date >= kFirstDate && date <= kLastDate;
}

class Head {
 public:
  Head(Subject& subject, Reads& reads, const Journey& journey)
      : subject_(subject), program_(subject.program), schema_(subject.schema), reads_(reads), journey_(journey) {}

  bool is_sound() {
    return are_numbers_sound() && are_patterns_there() && is_entry_sound() && are_names_sound() &&
           are_parameters_sound() && is_key_sound() && are_exits_sound() && are_goals_sound() && are_studies_sound() &&
           are_loops_sound(subject_, journey_) && are_steps_sound(subject_, reads_, journey_, scope_) &&
           is_sensitivity_sound();
  }

 private:
  bool are_numbers_sound() {
    const bool is_after = journey_.reentry.kind == ir::Reentry::Kind::after;
    const bool is_reentry = is_after ? is_span(schema_, journey_.reentry.after) : journey_.reentry.after == ir::Span{};
    const bool is_purpose =
        journey_.purpose.empty() || std::ranges::find(schema_.purposes, journey_.purpose) != schema_.purposes.end();
    const bool is_active = !journey_.active || (is_date(journey_.active->from) && is_date(journey_.active->to) &&
                                                journey_.active->from <= journey_.active->to);
    return subject_.demand(journey_.version >= 1 && journey_.version <= kGreatestVersion, "it has no such version") &&
           subject_.demand(journey_.priority >= 0 && journey_.priority <= kGreatestPriority,
                           "it has no such priority") &&
           subject_.demand(journey_.holdout <= kAllBuckets, "it holds out more than everyone") &&
           subject_.demand(is_reentry, "it is entered again after no time") &&
           subject_.demand(is_purpose, "the schema has no such purpose") &&
           subject_.demand(is_active, "it is active on no dates") &&
           subject_.demand(!journey_.expires || is_span(schema_, *journey_.expires), "it expires after no time");
  }

  // By position; what they read is asked once the journey's own events are known.
  bool are_patterns_there() {
    const auto are_there = [&](const std::vector<ir::PatternIndex>& patterns) {
      return std::ranges::all_of(patterns, [&](ir::PatternIndex one) { return one < program_.patterns.size(); });
    };
    bool sound = journey_.on.size() <= 1 && are_there(journey_.on) && are_there(journey_.exit_on);
    for (const ir::Step& step : journey_.steps) sound = sound && are_there(ir::awaited(step));
    return subject_.demand(sound, "it waits for a pattern that there is none of");
  }

  // `event` of a journey is the last of what entered it, where that is always of one type.
  bool is_entry_sound() {
    std::set<schema::EventIndex> events;
    for (const ir::PatternIndex on : journey_.on) {
      for (const ir::PatternIndex leaf : ir::leaves(program_, on)) {
        if (const auto event = ir::last_event(program_.patterns[leaf])) events.insert(*event);
      }
      if (!is_pattern_in_scope(subject_, reads_, on, Scope{})) return false;
    }
    const bool has_event = events.size() == 1;
    const bool is_same = journey_.has_entry_event == has_event &&
                         journey_.entry_event == (has_event ? *events.begin() : schema::EventIndex{0});
    if (!subject_.demand(is_same, "it is entered by another event than it says")) return false;
    SlotEvent& entered = scope_.events[ir::position_of(ir::Slot::entered)].emplace();
    entered.has_time = has_event;
    if (!has_event) return true;
    for (const schema::Field& field : schema_.events[journey_.entry_event].fields) entered.fields.push_back(field.type);
    return true;
  }

  // What `as` names in the patterns that enter the journey or that it waits for, and nothing else.
  bool are_names_sound() {
    if (!subject_.demand(journey_.named.size() <= ir::kMostNamed, "it has names for too many events")) return false;
    std::set<std::string_view> names;
    for (std::size_t index = 0; index < journey_.named.size(); ++index) {
      const ir::NamedEvent& named = journey_.named[index];
      const bool is_named = !named.name.empty() && names.insert(named.name).second;
      if (!subject_.demand(is_named, "a name of an event is empty or taken") ||
          !subject_.demand(named.event < schema_.events.size(), "the schema has no such event")) {
        return false;
      }
      scope_.put(ir::named_slot(index), schema_, named.event);
    }
    const auto are_known = [&](ir::PatternIndex pattern) { return are_names_known(pattern); };
    if (!std::ranges::all_of(journey_.on, are_known)) return false;
    return std::ranges::all_of(journey_.steps,
                               [&](const ir::Step& step) { return std::ranges::all_of(ir::awaited(step), are_known); });
  }
  bool are_names_known(ir::PatternIndex pattern) {
    for (const ir::PatternIndex leaf : ir::leaves(program_, pattern)) {
      const ir::Pattern& one = program_.patterns[leaf];
      if (!is_name_known(one.alias, one.event)) return false;
      for (const ir::Stage& stage : one.stages) {
        if (!is_name_known(stage.alias, stage.event)) return false;
      }
    }
    return true;
  }
  bool is_name_known(std::string_view name, schema::EventIndex event) {
    if (name.empty()) return subject_.may_visit();
    const auto found = std::ranges::find(journey_.named, name, &ir::NamedEvent::name);
    return subject_.demand(found != journey_.named.end() && found->event == event,
                           "it has no name for an event that is named");
  }

  bool are_parameters_sound() {
    const auto& [kept, defaults] = std::tie(journey_.kept, journey_.defaults);
    if (!subject_.demand(kept.size() == defaults.size(), "its parameters and their defaults are not as many")) {
      return false;
    }
    std::set<std::string_view> names;
    for (std::size_t index = 0; index < kept.size(); ++index) {
      const bool is_named = !kept[index].name.empty() && names.insert(kept[index].name).second;
      const bool is_value = is_type(schema_, kept[index].type) && kept[index].type.kind != TypeKind::list;
      const bool is_given = defaults[index] != ir::kNone;
      if (!subject_.demand(is_named && is_value, "a parameter has no name or no type of its own") ||
          !subject_.demand(is_given || journey_.on.empty(),
                           "who enters gives it no parameter, and one has no default")) {
        return false;
      }
      if (is_given && !subject_.demand_type(defaults[index], kept[index].type, "a default is of another type")) {
        return false;
      }
      if (!reads_.stay_in(Scope{}, defaults[index])) return false;
      scope_.events[ir::position_of(ir::Slot::entered)]->fields.push_back(kept[index].type);
    }
    return true;
  }

  bool is_key_sound() {
    if (!journey_.key) return true;
    const ir::InstanceKey& key = *journey_.key;
    if (!key.is_of_records()) {
      const bool is_field = journey_.has_entry_event && key.where == ir::kNone &&
                            key.field < schema_.events[journey_.entry_event].fields.size() &&
                            ir::makes_key(schema_.events[journey_.entry_event].fields[key.field].type);
      return subject_.demand(is_field, "no field of its event keys its instances");
    }
    if (!subject_.demand(key.list < program_.expressions.size() && program_.at(key.list).type.kind == TypeKind::list,
                         "its instances are keyed by no list") ||
        !reads_.stay_in(scope_, key.list)) {
      return false;
    }
    const std::uint16_t list = program_.at(key.list).type.detail;
    scope_.records[ir::kKeyRecord] = list;
    return subject_.demand(key_field(schema_.lists[list]) == key.field, "another field keys the records of its list") &&
           subject_.allow_condition(key.where) && reads_.stay_in(scope_, key.where);
  }
  static std::optional<schema::FieldIndex> key_field(const schema::List& list) {
    if (list.key) return ir::makes_key(list.fields[*list.key].type) ? list.key : std::nullopt;
    const auto found = std::ranges::find_if(list.fields, ir::makes_key, &schema::Field::type);
    if (found == list.fields.end()) return std::nullopt;
    return static_cast<schema::FieldIndex>(found - list.fields.begin());
  }

  bool are_exits_sound() {
    for (const ExpressionId condition : {journey_.for_segment, journey_.when}) {
      if (!subject_.allow_condition(condition) || !reads_.stay_in(Scope{}, condition)) return false;
    }
    for (const ir::PatternIndex pattern : journey_.exit_on) {
      if (!is_pattern_in_scope(subject_, reads_, pattern, scope_)) return false;
    }
    return subject_.allow_condition(journey_.exit_when) && reads_.stay_in(scope_, journey_.exit_when);
  }

  bool are_goals_sound() {
    if (!subject_.demand(journey_.goals.size() <= ir::kMostGoals, "it has too many goals")) return false;
    std::set<std::string_view> names;
    for (const ir::JourneyGoal& goal : journey_.goals) {
      const auto is_it = [&](const ir::Goal& one) { return one.name == goal.name && one.pattern == goal.pattern; };
      const bool is_timed = goal.has_within ? is_span(schema_, goal.within) : goal.within == ir::Span{};
      if (!subject_.demand(std::ranges::any_of(program_.goals, is_it), "it has a goal that the program has not") ||
          !subject_.demand(names.insert(goal.name).second, "it has a goal twice") ||
          !subject_.demand(is_timed, "it has a goal that counts for no time")) {
        return false;
      }
    }
    return true;
  }

  bool are_studies_sound() {
    std::set<ir::MetricIndex> metrics;
    const bool are_measured = journey_.measures.size() <= ir::kMostMeasures &&
                              std::ranges::all_of(journey_.measures, [&](ir::MetricIndex one) {
                                return one < program_.metrics.size() && metrics.insert(one).second;
                              });
    if (!subject_.demand(are_measured, "it measures what there is none of, or twice the same")) return false;
    std::set<std::string_view> subjects;
    return std::ranges::all_of(journey_.studies, [&](const ir::Study& study) {
      const bool is_dated = is_date(study.until) && (!journey_.active || study.until >= journey_.active->from);
      return subject_.demand(subjects.insert(study.subject).second, "it studies the same twice") &&
             subject_.demand(is_its_own(study), "it studies what it does not measure") &&
             subject_.demand(is_dated, "a study ends before it begins") &&
             subject_.demand(study.with >= 1 && study.with <= kMostEntries, "a study is over nobody");
    });
  }
  [[nodiscard]] bool is_its_own(const ir::Study& study) const {
    if (study.is_goal) {
      return std::ranges::find(journey_.goals, study.subject, &ir::JourneyGoal::name) != journey_.goals.end();
    }
    const auto is_it = [&](ir::MetricIndex one) { return program_.metrics[one].name == study.subject; };
    return std::ranges::any_of(journey_.measures, is_it);
  }

  // A policy that asks for permission is told by this.
  bool is_sensitivity_sound() {
    std::vector<ExpressionId> roots{journey_.for_segment, journey_.when, journey_.exit_when};
    for (const ir::PatternIndex pattern : journey_.on) ir::append_roots(program_, pattern, roots);
    for (const ir::PatternIndex pattern : journey_.exit_on) ir::append_roots(program_, pattern, roots);
    for (const ir::Step& step : journey_.steps) {
      const std::vector<ExpressionId> own = ir::roots_of(program_, step);
      roots.insert(roots.end(), own.begin(), own.end());
    }
    const bool is_sensitive = std::ranges::any_of(roots, [&](ExpressionId one) { return reads_.is_sensitive(one); });
    return subject_.demand(is_sensitive == journey_.uses_sensitive_tags,
                           "it says otherwise than its conditions whether it uses sensitive tags");
  }

  Subject& subject_;
  const ir::Program& program_;
  const schema::Schema& schema_;
  Reads& reads_;
  const Journey& journey_;
  Scope scope_;
};

}  // namespace

bool are_journeys_sound(Subject& subject, Reads& reads) {
  for (const Journey& journey : subject.program.journeys) {
    subject.at("journey", journey.name);
    if (!Head(subject, reads, journey).is_sound() || !is_flow_sound(subject, journey)) return false;
  }
  return are_starts_sound(subject) && are_versions_sound(subject);
}

}  // namespace wend::verify
