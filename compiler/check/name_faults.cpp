#include "compiler/check/name_faults.hpp"

#include <algorithm>
#include <array>

#include "compiler/check/names.hpp"
#include "compiler/check/record_names.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/names.hpp"
#include "compiler/diagnostics/codes/records.hpp"
#include "compiler/diagnostics/codes/time.hpp"

namespace wend::check {
namespace {

using syntax::Name;
using Names = schema::Names;

bool known_as(const Place& place, Names::Kind kind, const Name& name) {
  return place.context.names.find(kind, name.text).has_value();
}

// What the name is, where it is something that has no value here; whether that was reported.
bool report_not_a_value(const Place& place, const Name& name) {
  if (name.known == syntax::KnownName::event) return place.report(codes::event_needs_field, name.span), true;
  if (place.scope.find_record(name.text) != nullptr) {
    return place.report(codes::record_as_value, name.span).with(name.text), true;
  }
  if (place.scope.find_alias(name.text) != nullptr || known_as(place, Names::Kind::event, name)) {
    return place.report(codes::event_as_value, name.span).with(name.text), true;
  }
  if (known_as(place, Names::Kind::list, name)) {
    return place.report(codes::name_list_as_value, name.span).with(name.text), true;
  }
  if (known_as(place, Names::Kind::area, name)) {
    return place.report(codes::area_as_value, name.span).with(name.text), true;
  }
  if (known_as(place, Names::Kind::model, name)) {
    const source::Span after{name.span.file, name.span.end, name.span.end};
    return place.report(codes::model_without_call, name.span).with(name.text).suggest(after, "()"), true;
  }
  return false;
}

Candidates field_candidates(const Place& place, schema::EventIndex event) {
  Candidates candidates;
  add_candidates(candidates, place.schema().events[event].fields);
  return candidates;
}

// All that a bare name could be in this place.
Candidates bare_candidates(const Place& place) {
  Candidates candidates = tag_candidates(place.context);
  if (place.scope.bare_record) add_candidates(candidates, place.schema().lists[place.scope.bare_record->list].fields);
  if (!place.scope.bare) return candidates;
  const Candidates fields = field_candidates(place, place.scope.bare->event);
  candidates.insert(candidates.begin(), fields.begin(), fields.end());
  return candidates;
}

}  // namespace

std::nullopt_t report_unknown(const Place& place, const Name& name, const std::vector<schema::EnumIndex>& enums) {
  if (enums.size() > 1) {
    const std::vector<schema::Enum>& all = place.schema().enums;
    place.report(codes::value_of_several_enums, name.span)
        .with(name.text)
        .with(all[enums[0]].name)
        .with(all[enums[1]].name);
    return std::nullopt;
  }
  if (report_not_a_value(place, name)) return std::nullopt;
  const Code code = place.scope.bare || place.scope.bare_record ? codes::unknown_name : codes::unknown_tag;
  Report report = place.report(code, name.span).with(name.text);
  suggest_nearest(place.context, report, name.span, name.text, bare_candidates(place));
  return std::nullopt;
}

bool is_something_else(const Place& place, const Name& name) {
  constexpr std::array kinds = {Names::Kind::event, Names::Kind::list, Names::Kind::area, Names::Kind::model};
  return name.known == syntax::KnownName::event || place.scope.find_record(name.text) != nullptr ||
         place.scope.find_alias(name.text) != nullptr ||
         std::ranges::any_of(kinds, [&](Names::Kind kind) { return known_as(place, kind, name); });
}

std::nullopt_t report_unknown_tag(const Place& place, const Name& name) {
  Report report = place.report(codes::unknown_tag, name.span).with(name.text);
  suggest_nearest(place.context, report, name.span, name.text, tag_candidates(place.context));
  return std::nullopt;
}

std::nullopt_t report_unknown_value(const Place& place, const Name& name, schema::EnumIndex index) {
  const schema::Enum& wanted = place.schema().enums[index];
  Report report = place.report(codes::unknown_value, name.span).with(wanted.name).with(name.text);
  Candidates candidates;
  add_candidates(candidates, wanted.values);
  suggest_nearest(place.context, report, name.span, name.text, candidates);
  return std::nullopt;
}

std::nullopt_t report_unknown_product(const Place& place, const Name& name) {
  Report report = place.report(codes::unknown_product, name.span).with(name.text);
  Candidates candidates;
  add_candidates(candidates, place.schema().products.items);
  suggest_nearest(place.context, report, name.span, name.text, candidates);
  return std::nullopt;
}

std::nullopt_t report_unknown_field(const Place& place, const Name& name, schema::EventIndex event) {
  Report report = place.report(codes::unknown_field, name.span);
  report.with(place.schema().events[event].name).with(name.text);
  suggest_nearest(place.context, report, name.span, name.text, field_candidates(place, event));
  return std::nullopt;
}

std::nullopt_t report_unknown_product_field(const Place& place, const Name& name) {
  Report report = place.report(codes::unknown_product_field, name.span).with(name.text);
  Candidates candidates;
  add_candidates(candidates, place.schema().products.fields);
  suggest_nearest(place.context, report, name.span, name.text, candidates);
  return std::nullopt;
}

std::nullopt_t report_unknown_event(Context& context, const syntax::Path& path) {
  Report report = context.sink.report(codes::unknown_event, path.span);
  const std::string written = path.text();
  report.with(written);
  Candidates candidates;
  add_candidates(candidates, context.schema.events);
  suggest_nearest(context, report, path.span, written, candidates);
  return std::nullopt;
}

std::nullopt_t report_ambiguous(const Place& place, const Name& name) {
  place.report(codes::ambiguous_label, name.span).with(name.text);
  return std::nullopt;
}

std::nullopt_t report_field_and_tag(const Place& place, const Name& name) {
  if (place.scope.bare_record) return report_record_field_and_tag(place, name);
  const EventInScope& bare = *place.scope.bare;
  Report report = place.report(codes::field_and_tag, name.span);
  report.with(name.text).with(place.schema().events[bare.event].name);
  report.suggest(name.span, "customer." + name.spelling, diagnostics::Applicability::unsafe);
  const bool event_is_bare = place.scope.event && place.scope.event->slot == bare.slot;
  if (event_is_bare) report.suggest(name.span, "event." + name.spelling, diagnostics::Applicability::unsafe);
  return std::nullopt;
}

std::nullopt_t report_no_event(const Place& place, const Name& name) {
  switch (place.scope.no_event) {
    case NoEvent::customer_alone: place.report(codes::no_event_here, name.span); break;
    case NoEvent::schedule: place.report(codes::no_event_at_schedule, name.span); break;
    case NoEvent::several: place.report(codes::events_of_several_types, name.span); break;
  }
  return std::nullopt;
}

}  // namespace wend::check
