// The fields of all that a program is made of, for its canonical bytes (runtime/value/canonical.hpp).
//
// This is the format of a program's bytes as well: what is listed here is what is written, in this order. A struct that
// gets another member no longer compiles here; one that is listed in another order is another format.
#pragma once

#include "compiler/ir/program.hpp"
#include "runtime/value/canonical.hpp"
#include "runtime/value/fields.hpp"

namespace wend::ir {

// Where its operands lie is no meaning: who writes an expression writes them after it.
template <SameAs<Expression> Of>
void fields(Of& of, const auto& visit) {
  auto& [operation, slot, type, index, first_operand, operand_count] = of;
  visit(operation, slot, type, index);
}

template <SameAs<Span> Of>
void fields(Of& of, const auto& visit) {
  auto& [period, duration] = of;
  visit(period, duration);
}

// ---- what expressions refer to

template <SameAs<Constant> Of>
void fields(Of& of, const auto& visit) {
  auto& [type, value] = of;
  visit(type, value);
}

template <SameAs<Moment> Of>
void fields(Of& of, const auto& visit) {
  auto& [base, offset, duration, as_time] = of;
  visit(base, offset, duration, as_time);
}

template <SameAs<Reach> Of>
void fields(Of& of, const auto& visit) {
  auto& [unbounded, period, duration] = of;
  visit(unbounded, period, duration);
}

template <SameAs<Window> Of>
void fields(Of& of, const auto& visit) {
  auto& [aggregate, event, field, where, from, until, until_exclusive, rolling, earlier, of_event, slot, reach, type] =
      of;
  visit(aggregate, event, field, where, from, until, until_exclusive, rolling, earlier, of_event, slot, reach, type);
}

template <SameAs<Selection> Of>
void fields(Of& of, const auto& visit) {
  auto& [aggregate, list, field, where, slot, type] = of;
  visit(aggregate, list, field, where, slot, type);
}

// ---- patterns

template <SameAs<Stage> Of>
void fields(Of& of, const auto& visit) {
  auto& [absent, event, where, within, alias] = of;
  visit(absent, event, where, within, alias);
}

template <SameAs<Change> Of>
void fields(Of& of, const auto& visit) {
  auto& [value, condition, from_unknown] = of;
  visit(value, condition, from_unknown);
}

template <SameAs<Pattern> Of>
void fields(Of& of, const auto& visit) {
  auto& [kind, event, where, when, silence_period, silence_duration, alias, stages, keys, change, schedule,
         alternatives] = of;
  visit(kind, event, where, when, silence_period, silence_duration, alias, stages, keys, change, schedule,
        alternatives);
}

// ---- what has a name and is one expression or pattern

template <SameAs<DerivedTag> Of>
void fields(Of& of, const auto& visit) {
  auto& [name, label, value] = of;
  visit(name, label, value);
}

template <SameAs<Segment> Of>
void fields(Of& of, const auto& visit) {
  auto& [name, label, condition] = of;
  visit(name, label, condition);
}

template <SameAs<Trigger> Of>
void fields(Of& of, const auto& visit) {
  auto& [name, label, pattern] = of;
  visit(name, label, pattern);
}

template <SameAs<Goal> Of>
void fields(Of& of, const auto& visit) {
  auto& [name, label, pattern] = of;
  visit(name, label, pattern);
}

// ---- steps

template <SameAs<Argument> Of>
void fields(Of& of, const auto& visit) {
  auto& [parameter, value] = of;
  visit(parameter, value);
}

template <SameAs<Send> Of>
void fields(Of& of, const auto& visit) {
  auto& [channel, message, arguments, next] = of;
  visit(channel, message, arguments, next);
}

template <SameAs<Assign> Of>
void fields(Of& of, const auto& visit) {
  auto& [task, arguments, next] = of;
  visit(task, arguments, next);
}

template <SameAs<Grant> Of>
void fields(Of& of, const auto& visit) {
  auto& [benefit, arguments, next, awaits_answer, granted, refused, on_granted, on_refused] = of;
  visit(benefit, arguments, next, awaits_answer, granted, refused, on_granted, on_refused);
}

template <SameAs<Place> Of>
void fields(Of& of, const auto& visit) {
  auto& [slot, message, arguments, lasts, next] = of;
  visit(slot, message, arguments, lasts, next);
}

template <SameAs<Set> Of>
void fields(Of& of, const auto& visit) {
  auto& [tag, value, next] = of;
  visit(tag, value, next);
}

template <SameAs<Emit> Of>
void fields(Of& of, const auto& visit) {
  auto& [event, arguments, to, next] = of;
  visit(event, arguments, to, next);
}

template <SameAs<Start> Of>
void fields(Of& of, const auto& visit) {
  auto& [journey, arguments, next] = of;
  visit(journey, arguments, next);
}

template <SameAs<WaitSpan> Of>
void fields(Of& of, const auto& visit) {
  auto& [span, next] = of;
  visit(span, next);
}

template <SameAs<WaitUntil> Of>
void fields(Of& of, const auto& visit) {
  auto& [moment, time_of_day, if_past, skip_to, next] = of;
  visit(moment, time_of_day, if_past, skip_to, next);
}

template <SameAs<WaitFor> Of>
void fields(Of& of, const auto& visit) {
  auto& [pattern, limit, on_seen, on_timeout] = of;
  visit(pattern, limit, on_seen, on_timeout);
}

template <SameAs<WaitForAny::Branch> Of>
void fields(Of& of, const auto& visit) {
  auto& [pattern, next] = of;
  visit(pattern, next);
}

template <SameAs<WaitForAny> Of>
void fields(Of& of, const auto& visit) {
  auto& [branches, limit, on_timeout] = of;
  visit(branches, limit, on_timeout);
}

template <SameAs<Repeat> Of>
void fields(Of& of, const auto& visit) {
  auto& [times, every, until, body, next, loop] = of;
  visit(times, every, until, body, next, loop);
}

template <SameAs<Each> Of>
void fields(Of& of, const auto& visit) {
  auto& [list, where, slot, at_most, body, next, loop] = of;
  visit(list, where, slot, at_most, body, next, loop);
}

template <SameAs<Choose::Branch> Of>
void fields(Of& of, const auto& visit) {
  auto& [condition, next] = of;
  visit(condition, next);
}

template <SameAs<Choose> Of>
void fields(Of& of, const auto& visit) {
  auto& [branches, otherwise, unknown] = of;
  visit(branches, otherwise, unknown);
}

template <SameAs<Split::Side> Of>
void fields(Of& of, const auto& visit) {
  auto& [name, below, next] = of;
  visit(name, below, next);
}

template <SameAs<Split> Of>
void fields(Of& of, const auto& visit) {
  auto& [sides] = of;
  visit(sides);
}

template <SameAs<Stop> Of>
void fields(Of&, const auto& visit) {
  visit();
}

template <SameAs<Step> Of>
void fields(Of& of, const auto& visit) {
  auto& [name, named, action, loops] = of;
  visit(name, named, action, loops);
}

// ---- journeys

template <SameAs<ActiveDates> Of>
void fields(Of& of, const auto& visit) {
  auto& [from, to] = of;
  visit(from, to);
}

template <SameAs<InstanceKey> Of>
void fields(Of& of, const auto& visit) {
  auto& [field, list, where] = of;
  visit(field, list, where);
}

template <SameAs<Migration::Move> Of>
void fields(Of& of, const auto& visit) {
  auto& [from, to] = of;
  visit(from, to);
}

template <SameAs<Migration> Of>
void fields(Of& of, const auto& visit) {
  auto& [from_version, moves, otherwise] = of;
  visit(from_version, moves, otherwise);
}

template <SameAs<Kept> Of>
void fields(Of& of, const auto& visit) {
  auto& [name, type] = of;
  visit(name, type);
}

template <SameAs<Reentry> Of>
void fields(Of& of, const auto& visit) {
  auto& [kind, after] = of;
  visit(kind, after);
}

template <SameAs<JourneyGoal> Of>
void fields(Of& of, const auto& visit) {
  auto& [pattern, name, within, has_within, go_on] = of;
  visit(pattern, name, within, has_within, go_on);
}

template <SameAs<NamedEvent> Of>
void fields(Of& of, const auto& visit) {
  auto& [name, event] = of;
  visit(name, event);
}

template <SameAs<Study> Of>
void fields(Of& of, const auto& visit) {
  auto& [subject, is_goal, until, with] = of;
  visit(subject, is_goal, until, with);
}

template <SameAs<Journey> Of>
void fields(Of& of, const auto& visit) {
  auto& [name, label, owner, version, on, on_name, for_segment, when, purpose, priority, reentry, holdout, goals,
         exit_on, exit_when, expires, entry_event, has_entry_event, named, steps, start, uses_sensitive_tags, active,
         exclusive, key, measures, studies, migrations, superseded, kept, defaults, loops] = of;
  visit(name, label, owner, version, on, on_name, for_segment, when, purpose, priority, reentry, holdout, goals,
        exit_on, exit_when, expires, entry_event, has_entry_event, named, steps, start, uses_sensitive_tags, active,
        exclusive, key, measures, studies, migrations, superseded, kept, defaults, loops);
}

// ---- metrics

template <SameAs<Metric::Sample> Of>
void fields(Of& of, const auto& visit) {
  auto& [value, at_entry, offset] = of;
  visit(value, at_entry, offset);
}

template <SameAs<Metric> Of>
void fields(Of& of, const auto& visit) {
  auto& [name, label, aggregate, samples, value, over, type] = of;
  visit(name, label, aggregate, samples, value, over, type);
}

// ---- policies

template <SameAs<Consent> Of>
void fields(Of& of, const auto& visit) {
  auto& [purpose, condition] = of;
  visit(purpose, condition);
}

template <SameAs<QuietHours> Of>
void fields(Of& of, const auto& visit) {
  auto& [from, to, verdict] = of;
  visit(from, to, verdict);
}

template <SameAs<Medium> Of>
void fields(Of& of, const auto& visit) {
  auto& [is_slot, index] = of;
  visit(is_slot, index);
}

template <SameAs<Cap> Of>
void fields(Of& of, const auto& visit) {
  auto& [window, at_most, across, verdict] = of;
  visit(window, at_most, across, verdict);
}

template <SameAs<Reservation> Of>
void fields(Of& of, const auto& visit) {
  auto& [count, order, priority] = of;
  visit(count, order, priority);
}

template <SameAs<Policy> Of>
void fields(Of& of, const auto& visit) {
  auto& [name, applies_to, control, consent, sensitive_requires, suitability, quiet, caps, arbitrate, reservations] =
      of;
  visit(name, applies_to, control, consent, sensitive_requires, suitability, quiet, caps, arbitrate, reservations);
}

// ---- the whole

// Without the schema, and without the expressions and their operands, which stand before all else.
template <SameAs<Program> Of>
void fields(Of& of, const auto& visit) {
  auto& [schema, expressions, operands, constants, moments, windows, selections, patterns, tags, segments, triggers,
         goals, metrics, journeys, policies] = of;
  visit(constants, moments, windows, selections, patterns, tags, segments, triggers, goals, metrics, journeys,
        policies);
}

}  // namespace wend::ir
