#include "compiler/check/names.hpp"

#include <algorithm>
#include <utility>

#include "compiler/check/derived.hpp"
#include "compiler/check/foreign.hpp"
#include "compiler/check/imports.hpp"
#include "compiler/check/name_faults.hpp"
#include "compiler/check/record_names.hpp"
#include "compiler/check/suggestions.hpp"
#include "compiler/diagnostics/codes/names.hpp"

namespace wend::check {
namespace {

using syntax::Name;
using syntax::Path;
using Names = schema::Names;

// --- enum values and products ---------------------------------------------------------------------------------------

Typed enum_value(const Place& place, const Name& name, schema::EnumIndex index, std::int32_t position) {
  const schema::EnumValue& value = place.schema().enums[index].values[static_cast<std::size_t>(position)];
  place.record(Use::Kind::value, name.span, index, static_cast<std::uint32_t>(position), value.name != name.text);
  return place.constant(enumeration(index), std::int64_t{position});
}

// A value of the enum, or of one that it is mapped to.
std::optional<Typed> value_of_enum(const Place& place, const Name& name, schema::EnumIndex index) {
  for (std::size_t hops = 0; hops <= place.schema().enums.size(); ++hops) {
    const schema::Enum& candidate = place.schema().enums[index];
    if (const auto position = place.context.names.value(candidate, name.text)) {
      return enum_value(place, name, index, *position);
    }
    if (!candidate.mapped_to) return std::nullopt;
    index = *candidate.mapped_to;
  }
  return std::nullopt;
}

std::optional<Typed> product(const Place& place, const Name& name) {
  const auto found = place.context.names.find(Names::Kind::product, name.text);
  if (!found || found->ambiguous) return std::nullopt;
  const bool by_label = place.schema().products.items[found->index].name != name.text;
  place.record(Use::Kind::product, name.span, found->index, 0, by_label);
  return place.constant(kProduct, std::int64_t{found->index});
}

// What the name means because of what stands on the other side.
std::optional<Typed> by_hint(const Place& place, const Name& name, const Type& hint) {
  if (hint.kind == TypeKind::enumeration) return value_of_enum(place, name, hint.detail);
  if (hint.kind == TypeKind::product) return product(place, name);
  if (hint.kind == TypeKind::text && std::ranges::find(place.scope.steps, name.text) != place.scope.steps.end()) {
    place.record(Use::Kind::step, name.span, 0);
    return place.constant(kText, name.text);
  }
  return std::nullopt;
}

// --- tags and fields ------------------------------------------------------------------------------------------------

bool names_a_tag(const Place& place, const Name& name) {
  return place.context.names.find(Names::Kind::tag, name.text) || place.context.declarations.find(name.text);
}

bool names_a_field(const Place& place, const Name& name) {
  if (place.scope.bare_record) return field_of_record(place, *place.scope.bare_record, name).has_value();
  if (!place.scope.bare) return false;
  const schema::Event& event = place.schema().events[place.scope.bare->event];
  return place.context.names.field(event, name.text).has_value();
}

// A tag of the schema, a derived tag or a segment; nothing found says nothing.
struct TagLookup {
  bool found = false;
  Checked value;
};

TagLookup look_up_tag(const Place& place, const Name& name) {
  const auto tag = place.context.names.find(Names::Kind::tag, name.text);
  const bool by_identifier = tag && place.schema().tags[tag->index].name == name.text;
  const auto declared = place.context.declarations.find(name.text);
  if (declared && !by_identifier && (!declared->by_label || !tag)) {
    if (declared->ambiguous) return {true, report_ambiguous(place, name)};
    return {true, definition_value(place, *declared, name)};
  }
  if (!tag) return {};
  if (tag->ambiguous || (declared && !by_identifier)) return {true, report_ambiguous(place, name)};
  place.record(Use::Kind::tag, name.span, tag->index, 0, !by_identifier);
  return {true, place.leaf(ir::Operation::tag, place.schema().tags[tag->index].type, tag->index)};
}

// --- the product that a contact offers ------------------------------------------------------------------------------

bool is_offered_product(const Place& place, const Name& name) {
  return place.scope.of_contact && !name.quoted && (name.text == "product" || name.text == "产品");
}

Typed offered_product(const Place& place) {
  return place.leaf(ir::Operation::contact, kProduct, static_cast<std::uint32_t>(ir::ContactPart::product));
}

// --- the two forms of references ------------------------------------------------------------------------------------

Checked without_hint(const Place& place, const Name& name, std::optional<Type> hint) {
  const std::vector<schema::EnumIndex> enums = place.context.names.enums_with(name.text);
  if (enums.size() == 1) return value_of_enum(place, name, enums.front());
  if (const std::optional<Typed> found = product(place, name)) return found;
  if (enums.empty() && !is_something_else(place, name) && report_foreign_name(place, name, hint)) return std::nullopt;
  return report_unknown(place, name, enums);
}

Checked check_name(const Place& place, const Name& name, std::optional<Type> hint) {
  if (is_offered_product(place, name)) return offered_product(place);
  if (const Scope::Parameter* parameter = place.scope.find_parameter(name.text)) {
    place.record(Use::Kind::parameter, name.span, parameter->position);
    return place.leaf(ir::Operation::event_field, parameter->type, parameter->position, ir::Slot::entered);
  }
  if (hint) {
    if (const std::optional<Typed> found = by_hint(place, name, *hint)) return found;
  }
  if (name.known == syntax::KnownName::customer) return place.leaf(ir::Operation::customer, kCustomer, 0);
  const bool field = names_a_field(place, name);
  if (!name.of_event && field && names_a_tag(place, name)) return report_field_and_tag(place, name);
  if (field && place.scope.bare_record) return check_record_field(place, *place.scope.bare_record, name);
  if (field) return check_event_field(place, *place.scope.bare, name);
  if (const TagLookup tag = look_up_tag(place, name); tag.found) return tag.value;
  if (hint && hint->kind == TypeKind::enumeration && place.context.names.enums_with(name.text).empty()) {
    return report_unknown_value(place, name, hint->detail);
  }
  if (hint == kProduct && !place.context.names.find(Names::Kind::event, name.text)) {
    return report_unknown_product(place, name);
  }
  return without_hint(place, name, hint);
}

// Names of an import: `rfm.recency`, `offer.best.kind`. Nothing where the first is no import's.
std::optional<Checked> look_up_imported(const Place& place, std::span<const Name> names) {
  if (names.size() < 2 || !place.context.declarations.is_import(names.front().text)) return std::nullopt;
  const auto found = place.context.declarations.find_imported(names);
  if (!found) return Checked(report_unknown_imported(place.context, names));
  Name whole = names.front();
  for (const Name& part : names.subspan(1, found->parts - 1)) {
    whole.text += "." + part.text;
    whole.span = source::cover(whole.span, part.span);
  }
  const Checked base =
      found->match.ambiguous ? Checked(report_ambiguous(place, whole)) : definition_value(place, found->match, whole);
  return base ? check_product_fields(place, *base, names.subspan(found->parts)) : Checked();
}

Checked check_customer_path(const Place& place, const Path& path) {
  if (const auto imported = look_up_imported(place, std::span(path.parts).subspan(1))) return *imported;
  const Name& tag = path.parts[1];
  const TagLookup found = look_up_tag(place, tag);
  if (!found.found) report_unknown_tag(place, tag);
  if (!found.value) return std::nullopt;
  return check_product_fields(place, *found.value, std::span(path.parts).subspan(2));
}

Checked check_event_path(const Place& place, const EventInScope& event, const Path& path) {
  const Checked field = check_event_field(place, event, path.parts[1]);
  if (!field) return std::nullopt;
  return check_product_fields(place, *field, std::span(path.parts).subspan(2));
}

Checked check_record_path(const Place& place, const RecordInScope& record, const Path& path) {
  const Checked field = check_record_field(place, record, path.parts[1]);
  if (!field) return std::nullopt;
  return check_product_fields(place, *field, std::span(path.parts).subspan(2));
}

// What a name list says of the customer: `vip_names.seat`.
Checked check_list_path(const Place& place, std::uint32_t list, const Path& path) {
  const Checked field = check_list_field(place, list, path.parts[1]);
  if (!field) return std::nullopt;
  return check_product_fields(place, *field, std::span(path.parts).subspan(2));
}

Checked check_path(const Place& place, const Path& path) {
  const Name& first = path.first();
  if (const Scope::NamedRecord* named = place.scope.find_record(first.text)) {
    place.record(Use::Kind::record, first.span, named->record.list);
    return check_record_path(place, named->record, path);
  }
  if (const Scope::Alias* alias = place.scope.find_alias(first.text)) {
    place.record(Use::Kind::alias, first.span, alias->event.event);
    return check_event_path(place, alias->event, path);
  }
  if (first.known == syntax::KnownName::event) {
    if (!place.scope.event) return report_no_event(place, first);
    return check_event_path(place, *place.scope.event, path);
  }
  if (first.known == syntax::KnownName::customer) return check_customer_path(place, path);
  if (const auto list = name_list(place, first)) return check_list_path(place, *list, path);
  if (const auto imported = look_up_imported(place, path.parts)) return *imported;
  const Checked base = check_name(place, first, std::nullopt);
  if (!base) return std::nullopt;
  return check_product_fields(place, *base, std::span(path.parts).subspan(1));
}

Lead lead_of_name(const Place& place, const Path& path) {
  if (!path.is_simple() || path.first().known == syntax::KnownName::customer) return Lead::alone;
  const Name& name = path.first();
  if (place.scope.find_parameter(name.text) != nullptr) return Lead::alone;
  const bool stands_alone = is_offered_product(place, name) || names_a_field(place, name) || names_a_tag(place, name);
  if (!stands_alone) return Lead::needs_hint;
  return place.context.names.enums_with(name.text).empty() ? Lead::alone : Lead::may_yield;
}

// What the time of an event is read by, where the event has no field of the name.
bool is_time(const Name& name) {
  return !name.quoted && (name.text == "time" || name.text == "时刻");
}

template <typename... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

}  // namespace

Checked check_event_field(const Place& place, const EventInScope& event, const Name& name) {
  const schema::Event& declared = place.schema().events[event.event];
  if (const auto field = place.context.names.field(declared, name.text)) {
    const schema::Field& found = declared.fields[*field];
    place.record(Use::Kind::field, name.span, event.event, *field, found.name != name.text);
    return place.leaf(ir::Operation::event_field, found.type, *field, event.slot);
  }
  if (is_time(name)) {
    place.record(Use::Kind::event_time, name.span, event.event);
    return place.leaf(ir::Operation::event_time, kTime, 0, event.slot);
  }
  return report_unknown_field(place, name, event.event);
}

Checked check_product_fields(const Place& place, Typed base, std::span<const Name> fields) {
  const std::vector<schema::Field>& known = place.schema().products.fields;
  for (const Name& name : fields) {
    if (base.type.kind == TypeKind::list) return report_list_has_many(place, base.type, name);
    if (base.type != kProduct) {
      place.report(codes::not_a_product, name.span).with(name.text).with(place.words(base.type));
      return std::nullopt;
    }
    const auto found = std::ranges::find_if(known, [&](const schema::Field& field) {
      const auto is_label = [&](const auto& label) { return label.second == name.text; };
      return field.name == name.text || std::ranges::any_of(field.label, is_label);
    });
    if (found == known.end()) return report_unknown_product_field(place, name);
    const auto index = static_cast<std::uint32_t>(found - known.begin());
    place.record(Use::Kind::product_field, name.span, 0, index, found->name != name.text);
    base = place.make(ir::Operation::product_field, found->type, {base.id}, index);
  }
  return base;
}

Checked check_reference(const Place& place, const Path& path, std::optional<Type> hint) {
  return path.is_simple() ? check_name(place, path.first(), hint) : check_path(place, path);
}

Lead leading(const Place& place, const syntax::Expression& tree) {
  const auto of = [&](const syntax::ExpressionPtr& part) { return part ? leading(place, *part) : Lead::needs_hint; };
  const auto highest = [&](const auto& parts, const auto& part_of) {
    Lead lead = Lead::needs_hint;
    for (const auto& part : parts) lead = std::max(lead, of(part_of(part)));
    return lead;
  };
  const auto itself = [](const auto& part) -> const auto& { return part; };
  return std::visit(
      Overloaded{
          [&](const syntax::Reference& node) { return lead_of_name(place, node.path); },
          [&](const syntax::SetLiteral& node) { return highest(node.elements, itself); },
          [&](const syntax::Default& node) { return std::max(of(node.operand), highest(node.fallbacks, itself)); },
          [&](const syntax::ChooseValue& node) {
            const Lead branches = highest(node.branches, [](const auto& b) -> const auto& { return b.value; });
            return std::max({branches, of(node.otherwise), of(node.unknown)});
          },
          [&](const syntax::QuantityLiteral&) { return Lead::literal; },
          [&](const syntax::TextLiteral&) { return Lead::literal; },
          [&](const syntax::DateLiteral&) { return Lead::literal; },
          [&](const syntax::MomentLiteral&) { return Lead::literal; },
          [&](const syntax::TimeOfDayLiteral&) { return Lead::literal; },
          [&](const auto&) { return Lead::alone; },
      },
      tree.node);
}

}  // namespace wend::check
