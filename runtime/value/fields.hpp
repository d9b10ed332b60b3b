// The fields of this folder's structs, for their canonical bytes (canonical.hpp).
#pragma once

#include "runtime/value/canonical.hpp"
#include "runtime/value/place.hpp"
#include "runtime/value/schedule.hpp"
#include "runtime/value/type.hpp"
#include "runtime/value/value.hpp"

namespace wend {

template <SameAs<ContentHash> Of>
void fields(Of& of, const auto& visit) {
  auto& [low, high] = of;
  visit(low, high);
}

template <SameAs<Type> Of>
void fields(Of& of, const auto& visit) {
  auto& [kind, element, detail] = of;
  visit(kind, element, detail);
}

template <SameAs<Period> Of>
void fields(Of& of, const auto& visit) {
  auto& [months, days, business_days] = of;
  visit(months, days, business_days);
}

template <SameAs<Unknown> Of>
void fields(Of&, const auto& visit) {
  visit();
}

template <SameAs<OwnedRecords> Of>
void fields(Of& of, const auto& visit) {
  auto& [rows] = of;
  visit(rows);
}

template <SameAs<Place> Of>
void fields(Of& of, const auto& visit) {
  auto& [latitude, longitude] = of;
  visit(latitude, longitude);
}

template <SameAs<Schedule> Of>
void fields(Of& of, const auto& visit) {
  auto& [kind, day, date, time_of_day] = of;
  visit(kind, day, date, time_of_day);
}

}  // namespace wend
