// Patterns: each kind has what it needs, and nothing of the others.
#include "compiler/ir/patterns.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "compiler/verify/parts.hpp"

namespace wend::verify {
namespace {

using ir::ExpressionId;
using ir::Pattern;

bool is_event(Subject& subject, schema::EventIndex event) {
  return subject.demand(event < subject.schema.events.size(), "the schema has no such event");
}

bool are_stages_sound(Subject& subject, const Pattern& pattern) {
  const std::size_t count = pattern.stages.size();
  if (!subject.demand(count >= 2 && count <= ir::kMostStages, "a sequence has two parts to four")) return false;
  std::set<std::string_view> names;
  for (std::size_t index = 0; index < count; ++index) {
    const ir::Stage& stage = pattern.stages[index];
    if (!is_event(subject, stage.event) || !subject.allow_condition(stage.where)) return false;
    const bool is_first = index == 0;
    const bool is_spanned = is_first ? stage.within == ir::Span{} : is_span(subject.schema, stage.within);
    const bool is_named = stage.alias.empty() || (!stage.absent && names.insert(stage.alias).second);
    if (!subject.demand(is_spanned, "a part of the sequence comes within no span of time") ||
        !subject.demand(!is_first || !stage.absent, "a sequence begins with what does not come") ||
        !subject.demand(is_named, "a name stands for two events, or for one that does not come")) {
      return false;
    }
  }
  return true;
}

// The fields of the first event that later ones are compared with: runs are told apart by them.
class Keys {
 public:
  explicit Keys(Subject& subject) : subject_(subject), program_(subject.program) {}

  bool are_those_of(const Pattern& pattern) {
    for (const ir::Stage& stage : pattern.stages) {
      if (!find_in(stage.where)) return false;
    }
    std::ranges::sort(keys_);
    keys_.erase(std::ranges::unique(keys_).begin(), keys_.end());
    return subject_.demand(keys_ == pattern.keys, "its runs have other keys");
  }

 private:
  // What a condition demands by itself: it, or what it is the conjunction of.
  bool find_in(ExpressionId condition) {
    if (condition == ir::kNone) return true;
    std::vector<ExpressionId> waiting{condition};
    while (!waiting.empty()) {
      if (!subject_.may_visit()) return false;
      const ExpressionId id = waiting.back();
      waiting.pop_back();
      const std::span<const ExpressionId> operands = program_.operands_of(id);
      const ir::Operation operation = program_.at(id).operation;
      if (operation == ir::Operation::conjunction) waiting.insert(waiting.end(), operands.begin(), operands.end());
      if (operation != ir::Operation::equal) continue;
      add(program_.at(operands[0]), program_.at(operands[1]));
      add(program_.at(operands[1]), program_.at(operands[0]));
    }
    return true;
  }
  void add(const ir::Expression& own, const ir::Expression& first) {
    const auto is_field = [](const ir::Expression& expression, ir::Slot slot) {
      return expression.operation == ir::Operation::event_field && expression.slot == slot;
    };
    if (is_field(own, ir::Slot::matched) && is_field(first, ir::Slot::stage_1)) keys_.push_back(first.index);
  }

  Subject& subject_;
  const ir::Program& program_;
  std::vector<schema::FieldIndex> keys_;
};

bool is_schedule_sound(const Schedule& schedule) {
  if (schedule.time_of_day < 0 || schedule.time_of_day >= kDay) return false;
  const bool has_no_date = schedule.date == 0;
  switch (schedule.kind) {
    case Schedule::Kind::daily:
    case Schedule::Kind::month_end: return schedule.day == 1 && has_no_date;
    case Schedule::Kind::weekly: return schedule.day >= 1 && schedule.day <= 7 && has_no_date;
    case Schedule::Kind::monthly: return schedule.day >= 1 && schedule.day <= 31 && has_no_date;
    case Schedule::Kind::once: return schedule.day == 1 && schedule.date >= kFirstDate && schedule.date <= kLastDate;
  }
  return false;
}

bool is_change_sound(Subject& subject, const Reads& reads, const ir::Change& change) {
  const bool has_value = change.value != ir::kNone;
  const bool has_condition = change.condition != ir::kNone;
  if (!subject.demand(has_value != has_condition, "a change is of a value or of a condition")) return false;
  if (!subject.allow_condition(change.condition)) return false;
  const ExpressionId compared = has_value ? change.value : change.condition;
  return subject.demand(compared < subject.program.expressions.size(), "it compares what there is none of") &&
         subject.demand(reads.can_change(compared), "it waits for the change of what never changes") &&
         subject.demand(has_condition || !change.from_unknown, "a value that changes does so from anything");
}

// What the kind has, taken from a copy: what is left over must be as it is without.
class Kinds {
 public:
  Kinds(Subject& subject, const Reads& reads, ir::PatternIndex index)
      : subject_(subject), reads_(reads), index_(index), rest_(subject.program.patterns[index]) {}

  bool are_sound() {
    const Pattern& pattern = subject_.program.patterns[index_];
    if (!is_kind_sound(pattern) || !subject_.allow_condition(pattern.when)) return false;
    return subject_.demand(has_nothing_left(), "it has what its kind has not");
  }

 private:
  bool is_kind_sound(const Pattern& pattern) {
    switch (pattern.kind) {
      case Pattern::Kind::event: rest_.alias.clear(); return take_event(pattern);
      case Pattern::Kind::absence: {
        const ir::Span silence{.period = pattern.silence_period, .duration = pattern.silence_duration};
        rest_.silence_period = {};
        rest_.silence_duration = 0;
        return take_event(pattern) && subject_.demand(is_span(subject_.schema, silence), "it is silent for no time");
      }
      case Pattern::Kind::sequence:
        rest_.stages.clear();
        rest_.keys.clear();
        return are_stages_sound(subject_, pattern) && Keys(subject_).are_those_of(pattern);
      case Pattern::Kind::change: rest_.change = {}; return is_change_sound(subject_, reads_, pattern.change);
      case Pattern::Kind::schedule:
        rest_.schedule = {};
        return subject_.demand(is_schedule_sound(pattern.schedule), "its schedule has no such day or time");
      case Pattern::Kind::any: rest_.alternatives.clear(); return are_alternatives_sound(pattern);
    }
    return false;
  }
  bool take_event(const Pattern& pattern) {
    rest_.event = 0;
    rest_.where = ir::kNone;
    return is_event(subject_, pattern.event) && subject_.allow_condition(pattern.where);
  }
  bool are_alternatives_sound(const Pattern& pattern) {
    const bool are_before =
        !pattern.alternatives.empty() &&
        std::ranges::all_of(pattern.alternatives, [&](ir::PatternIndex one) { return one < index_; });
    return subject_.demand(are_before, "its alternatives do not stand before it");
  }
  [[nodiscard]] bool has_nothing_left() const {
    const bool has_event = rest_.event != 0 || rest_.where != ir::kNone || !rest_.alias.empty();
    const bool has_silence = rest_.silence_period != Period{} || rest_.silence_duration != 0;
    const bool has_sequence = !rest_.stages.empty() || !rest_.keys.empty();
    const bool has_change =
        rest_.change.value != ir::kNone || rest_.change.condition != ir::kNone || rest_.change.from_unknown;
    return !has_event && !has_silence && !has_sequence && !has_change && rest_.schedule == Schedule{} &&
           rest_.alternatives.empty();
  }

  Subject& subject_;
  const Reads& reads_;
  ir::PatternIndex index_;
  Pattern rest_;
};

// Of a pattern that is no `any`: what its conditions read is the scope's and its own.
bool is_leaf_in_scope(Subject& subject, Reads& reads, const Pattern& pattern, const Scope& outer) {
  Scope customer;
  if (!pattern.alias.empty()) customer.put(ir::Slot::matched, subject.schema, pattern.event);
  Scope scope = outer;
  for (std::size_t index = 0; index < pattern.stages.size(); ++index) {
    const ir::Stage& stage = pattern.stages[index];
    scope.put(ir::Slot::matched, subject.schema, stage.event);
    if (!reads.stay_in(scope, stage.where)) return false;
    if (stage.alias.empty()) continue;
    scope.put(ir::stage_slot(index), subject.schema, stage.event);
    customer.put(ir::stage_slot(index), subject.schema, stage.event);
  }
  if (!reads.stay_in(outer, pattern.change.value) || !reads.stay_in(outer, pattern.change.condition)) return false;
  if (pattern.where != ir::kNone) {
    scope.put(ir::Slot::matched, subject.schema, pattern.event);
    if (!reads.stay_in(scope, pattern.where)) return false;
  }
  return reads.stay_in(customer, pattern.when);
}

}  // namespace

bool are_patterns_sound(Subject& subject, const Reads& reads) {
  std::vector<std::size_t> leaves;
  for (ir::PatternIndex index = 0; index < subject.program.patterns.size(); ++index) {
    subject.at("pattern", index);
    if (!Kinds(subject, reads, index).are_sound()) return false;
    const Pattern& pattern = subject.program.patterns[index];
    std::size_t count = pattern.kind == Pattern::Kind::any ? 0 : 1;
    for (const ir::PatternIndex one : pattern.alternatives) count += leaves[one];
    if (!subject.demand(count <= ir::kMostLeaves, "it is made of too many patterns")) return false;
    leaves.push_back(count);
  }
  return true;
}

bool is_pattern_in_scope(Subject& subject, Reads& reads, ir::PatternIndex pattern, const Scope& scope) {
  if (!subject.demand(pattern < subject.program.patterns.size(), "it waits for a pattern that there is none of")) {
    return false;
  }
  std::vector<ir::PatternIndex> waiting{pattern};
  while (!waiting.empty()) {
    const Pattern& one = subject.program.patterns[waiting.back()];
    waiting.pop_back();
    if (!is_leaf_in_scope(subject, reads, one, scope)) return false;
    waiting.insert(waiting.end(), one.alternatives.begin(), one.alternatives.end());
  }
  return true;
}

bool is_span(const schema::Schema& schema, const ir::Span& span) {
  constexpr std::int32_t kMostUnits = 3'660'000;  // more than the calendar has
  const Period& period = span.period;
  int units = span.duration == 0 ? 0 : 1;
  for (const std::int32_t part : {period.months, period.days, period.business_days}) {
    if (part < 0 || part > kMostUnits) return false;
    units += part == 0 ? 0 : 1;
  }
  return units == 1 && span.duration >= 0 && (period.business_days == 0 || schema.calendar.has_value());
}

}  // namespace wend::verify
