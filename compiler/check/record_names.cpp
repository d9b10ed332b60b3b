#include "compiler/check/record_names.hpp"

#include <algorithm>
#include <string>

#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/records.hpp"

namespace wend::check {
namespace {

using syntax::Name;
using Names = schema::Names;

std::optional<schema::FieldIndex> find_field(const std::vector<schema::Field>& fields, const Name& name) {
  const auto is_label = [&](const auto& label) { return label.second == name.text; };
  for (schema::FieldIndex index = 0; index < fields.size(); ++index) {
    if (fields[index].name == name.text || std::ranges::any_of(fields[index].label, is_label)) return index;
  }
  return std::nullopt;
}

std::nullopt_t report_unknown_field(const Place& place, Code code, std::uint32_t list, const Name& name) {
  const schema::List& declared = place.schema().lists[list];
  Report report = place.report(code, name.span);
  report.with(declared.name).with(name.text);
  Candidates candidates;
  add_candidates(candidates, declared.fields);
  suggest_nearest(place.context, report, name.span, name.text, candidates);
  return std::nullopt;
}

// What else has the name comes first.
bool means_a_value(const Place& place, const Name& name) {
  if (place.scope.bare_record && field_of_record(place, *place.scope.bare_record, name)) return true;
  if (place.scope.bare && place.context.names.field(place.schema().events[place.scope.bare->event], name.text)) {
    return true;
  }
  return place.context.names.find(Names::Kind::tag, name.text) || place.context.declarations.find(name.text);
}

std::optional<std::uint32_t> group(const Place& place, Names::Kind kind, const Name& name) {
  const auto found = place.context.names.find(kind, name.text);
  if (!found || found->ambiguous || means_a_value(place, name)) return std::nullopt;
  return found->index;
}

}  // namespace

std::optional<schema::FieldIndex> field_of_record(const Place& place, const RecordInScope& record, const Name& name) {
  return find_field(place.schema().lists[record.list].fields, name);
}

Checked check_record_field(const Place& place, const RecordInScope& record, const Name& name) {
  const auto field = field_of_record(place, record, name);
  if (!field) return report_unknown_record_field(place, record.list, name);
  const schema::Field& found = place.schema().lists[record.list].fields[*field];
  place.record(Use::Kind::record_field, name.span, record.list, *field, found.name != name.text);
  return place.leaf(ir::Operation::record_field, found.type, ir::index_of({record.slot, *field}));
}

Checked check_list_field(const Place& place, std::uint32_t list, const Name& name) {
  const auto field = find_field(place.schema().lists[list].fields, name);
  if (!field) return report_unknown_field(place, codes::unknown_list_field, list, name);
  const schema::Field& found = place.schema().lists[list].fields[*field];
  place.record(Use::Kind::record_field, name.span, list, *field, found.name != name.text);
  const Typed customer = place.leaf(ir::Operation::customer, kCustomer, 0);
  return place.make(ir::Operation::list_field, found.type, {customer.id}, ir::index_of({list, *field}));
}

std::optional<std::uint32_t> name_list(const Place& place, const Name& name) {
  return group(place, Names::Kind::list, name);
}

std::optional<std::uint32_t> area_named(const Place& place, const Name& name) {
  return group(place, Names::Kind::area, name);
}

std::nullopt_t report_unknown_record_field(const Place& place, std::uint32_t list, const Name& name) {
  return report_unknown_field(place, codes::unknown_record_field, list, name);
}

std::nullopt_t report_record_field_and_tag(const Place& place, const Name& name) {
  const RecordInScope& record = *place.scope.bare_record;
  Report report = place.report(codes::record_field_and_tag, name.span);
  report.with(name.text).with(place.schema().lists[record.list].name);
  for (const Scope::NamedRecord& named : place.scope.records) {
    if (named.record.slot != record.slot) continue;
    report.suggest(name.span, as_written(named.name) + '.' + name.spelling, diagnostics::Applicability::unsafe);
    break;
  }
  report.suggest(name.span, "customer." + name.spelling, diagnostics::Applicability::unsafe);
  return std::nullopt;
}

std::nullopt_t report_list_has_many(const Place& place, const Type& list, const Name& name) {
  place.report(codes::list_has_many, name.span).with(place.words(list)).with(name.text);
  return std::nullopt;
}

}  // namespace wend::check
