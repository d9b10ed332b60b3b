#include "compiler/schema/fingerprint.hpp"

#include "runtime/value/canonical.hpp"
#include "runtime/value/fields.hpp"

namespace wend::schema {

// Found by the writer through their arguments, and so in no namespace without a name. Whatever is left out of `visit`
// is bound all the same, so that a new member has to be decided about.

template <SameAs<EnumValue> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, label, mapped_to] = of;
  visit(name, mapped_to);
}

template <SameAs<Enum> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, label, ordered, mapped_to, values] = of;
  visit(name, ordered, mapped_to, values);
}

template <SameAs<Extent> Of>
static void fields(Of& of, const auto& visit) {
  auto& [period, duration] = of;
  visit(period, duration);
}

template <SameAs<Tag> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, type, label, description, least, greatest, sensitivity, purposes, origin, owner, fresh, writable,
         always_known, deprecated, score] = of;
  visit(name, type, least, greatest, sensitivity, purposes, writable, always_known, score);
}

template <SameAs<Field> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, type, label, description, least, greatest, deliver_to] = of;
  visit(name, type, least, greatest, deliver_to);
}

template <SameAs<Event> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, label, description, sensitivity, retain, complete_since, event_fields, outcome, a_day] = of;
  visit(name, sensitivity, retain, complete_since, event_fields, outcome);
}

template <SameAs<Parameter> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, type, label, required] = of;
  visit(name, type, required);
}

template <SameAs<Template> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, label, purpose, personalised, refusal, general, approved_until, parameters] = of;
  visit(name, purpose, personalised, refusal, general, approved_until, parameters);
}

template <SameAs<Channel> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, label, contact, cost, outcomes, templates] = of;
  visit(name, contact, outcomes, templates);
}

template <SameAs<Slot> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, label, templates] = of;
  visit(name, templates);
}

template <SameAs<Task> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, label, outcomes, parameters] = of;
  visit(name, outcomes, parameters);
}

template <SameAs<Benefit> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, label, budget, parameters] = of;
  visit(name, budget, parameters);
}

template <SameAs<Product> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, label, values] = of;
  visit(name, values);
}

template <SameAs<Products> Of>
static void fields(Of& of, const auto& visit) {
  auto& [product_fields, items] = of;
  visit(product_fields, items);
}

template <SameAs<List> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, label, record_fields, key] = of;
  visit(name, record_fields, key);
}

template <SameAs<Calendar> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, days, business_days] = of;  // the last is made of the days
  visit(name, days.days_off, days.holidays, days.workdays);
}

template <SameAs<Area> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, label, polygon] = of;
  visit(name, polygon);
}

template <SameAs<Model> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, label, returns, score, inputs, file, sha256, owner, evaluated, expires] = of;
  visit(name, returns, score, inputs, evaluated, expires);
}

template <SameAs<Schema> Of>
static void fields(Of& of, const auto& visit) {
  auto& [name, version, zone, lateness, currencies, enums, tags, events, channels, slots, tasks, benefits, products,
         lists, purposes, calendars, calendar, customer_zone, areas, models] = of;
  visit(name, zone, lateness, currencies, enums, tags, events, channels, slots, tasks, benefits, products, lists,
        purposes, calendars, calendar, customer_zone, areas, models);
}

ContentHash fingerprint(const Schema& schema) {
  CanonicalWriter writer;
  writer.put(schema);
  return writer.hash();
}

}  // namespace wend::schema
