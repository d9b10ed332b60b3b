// Comparisons, as runtime/eval has them.
#include <algorithm>
#include <functional>
#include <string>

#include "runtime/flat/functions.hpp"
#include "runtime/flat/registers.hpp"

namespace wend::flat {
namespace {

using Scalar = std::int64_t;
using Text = std::string_view;

template <typename Kind>
bool equal(const Site&, Kind left, Kind right) {
  return left == right;
}
bool equal_ordinals(const Site&, Ordinals left, Ordinals right) {
  return std::ranges::equal(left, right);
}
template <typename Kind>
bool less(const Site&, Kind left, Kind right) {
  return left < right;
}
template <typename Kind>
bool less_equal(const Site&, Kind left, Kind right) {
  return left <= right;
}

// Neither period is longer in every month: nothing.
std::optional<bool> equal_periods(const Site&, Period left, Period right) {
  const std::optional<int> order = compare(left, right);
  return order ? std::optional(*order == 0) : std::nullopt;
}
std::optional<bool> less_periods(const Site&, Period left, Period right) {
  const std::optional<int> order = compare(left, right);
  return order ? std::optional(*order < 0) : std::nullopt;
}
std::optional<bool> less_equal_periods(const Site&, Period left, Period right) {
  const std::optional<int> order = compare(left, right);
  return order ? std::optional(*order <= 0) : std::nullopt;
}

bool member_ordinals(const Site&, Scalar element, Ordinals set) {
  return std::ranges::binary_search(set, element);
}
bool member_texts(const Site& site, Text element) {
  const std::span texts(address_in<std::string>(site.instruction.bits), site.instruction.count);
  return std::ranges::binary_search(texts, element, std::less<>());
}

bool contains_all(const Site&, Ordinals set, Ordinals elements) {
  return std::ranges::all_of(elements, [&](std::int32_t element) { return std::ranges::binary_search(set, element); });
}
bool contains_any(const Site&, Ordinals set, Ordinals elements) {
  return std::ranges::any_of(elements, [&](std::int32_t element) { return std::ranges::binary_search(set, element); });
}

bool text_contains(const Site&, Text text, Text part) {
  return text.find(part) != Text::npos;
}
bool text_starts_with(const Site&, Text text, Text part) {
  return text.starts_with(part);
}

}  // namespace

namespace functions {

Next equal_truths(Next at, Machine& machine) {
  return apply<flat::equal<bool>>(at, machine);
}
Next equal_scalars(Next at, Machine& machine) {
  return apply<flat::equal<Scalar>>(at, machine);
}
Next equal_texts(Next at, Machine& machine) {
  return apply<flat::equal<Text>>(at, machine);
}
Next equal_ordinals(Next at, Machine& machine) {
  return apply<flat::equal_ordinals>(at, machine);
}
Next equal_periods(Next at, Machine& machine) {
  return apply<flat::equal_periods>(at, machine);
}
Next less_scalars(Next at, Machine& machine) {
  return apply<flat::less<Scalar>>(at, machine);
}
Next less_texts(Next at, Machine& machine) {
  return apply<flat::less<Text>>(at, machine);
}
Next less_periods(Next at, Machine& machine) {
  return apply<flat::less_periods>(at, machine);
}
Next less_equal_scalars(Next at, Machine& machine) {
  return apply<flat::less_equal<Scalar>>(at, machine);
}
Next less_equal_texts(Next at, Machine& machine) {
  return apply<flat::less_equal<Text>>(at, machine);
}
Next less_equal_periods(Next at, Machine& machine) {
  return apply<flat::less_equal_periods>(at, machine);
}
Next member_ordinals(Next at, Machine& machine) {
  return apply<flat::member_ordinals>(at, machine);
}
Next member_texts(Next at, Machine& machine) {
  return apply<flat::member_texts>(at, machine);
}
Next contains_all(Next at, Machine& machine) {
  return apply<flat::contains_all>(at, machine);
}
Next contains_any(Next at, Machine& machine) {
  return apply<flat::contains_any>(at, machine);
}
Next text_contains(Next at, Machine& machine) {
  return apply<flat::text_contains>(at, machine);
}
Next text_starts_with(Next at, Machine& machine) {
  return apply<flat::text_starts_with>(at, machine);
}

}  // namespace functions
}  // namespace wend::flat
