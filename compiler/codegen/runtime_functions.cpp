#include "compiler/codegen/runtime_functions.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "runtime/value/civil_time.hpp"
#include "runtime/value/date_operations.hpp"
#include "runtime/value/decimal.hpp"
#include "runtime/value/place.hpp"

namespace wend::codegen::runtime {
namespace {

Cell cell_of(std::optional<std::int64_t> scalar) {
  return scalar ? Cell{*scalar, 0, 1} : Cell{};
}

Cell cell_of(const std::optional<Period>& period) {
  return period ? layout::cell_of(*period) : Cell{};
}

const Zone& zone_at(const void* zone) {
  return *static_cast<const Zone*>(zone);
}

const BusinessCalendar* calendar_at(const void* calendar) {
  return static_cast<const BusinessCalendar*>(calendar);
}

std::string_view text_of(const char* text, std::uint64_t size) {
  return {text, size};
}

Ordinals ordinals_of(const std::int32_t* ordinals, std::uint64_t size) {
  return {ordinals, size};
}

// A null set stands for an unknown one, and any answer does there.
Texts texts_of(const Texts* set) {
  return set == nullptr ? Texts{} : *set;
}

bool has(const Texts& set, std::string_view text) {
  std::size_t low = 0;
  std::size_t high = set.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (set[middle] < text) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < set.size() && set[low] == text;
}

bool has(const Ordinals& set, std::int32_t ordinal) {
  return std::ranges::binary_search(set, ordinal);
}

template <typename Set>
bool has_any(const Set& set, const Set& wanted) {
  for (std::size_t index = 0; index < wanted.size(); ++index) {
    if (has(set, wanted[index])) return true;
  }
  return false;
}

template <typename Set>
bool has_all(const Set& set, const Set& wanted) {
  for (std::size_t index = 0; index < wanted.size(); ++index) {
    if (!has(set, wanted[index])) return false;
  }
  return true;
}

}  // namespace

Cell multiply(std::int64_t left, std::int64_t right, std::int64_t divisor) {
  return cell_of(decimal::multiply(left, right, divisor));
}

Cell divide(std::int64_t left, std::int64_t right, std::int64_t factor) {
  return cell_of(decimal::divide(left, right, factor));
}

Cell round_to(std::int64_t value, std::uint32_t places_now, std::uint32_t places) {
  const auto kept = static_cast<int>(std::min(places, places_now));
  return cell_of(decimal::round_to(value, static_cast<int>(places_now), kept));
}

Cell quantise(double value, std::uint32_t places) {
  return cell_of(decimal::quantise(value, static_cast<int>(places)));
}

Cell period_order(std::int64_t left, std::uint32_t left_business, std::int64_t right, std::uint32_t right_business) {
  const std::optional<int> order =
      compare(layout::period_of(left, left_business), layout::period_of(right, right_business));
  return order ? Cell{*order, 0, 1} : Cell{};
}

Cell period_sum(std::int64_t left, std::uint32_t left_business, std::int64_t right, std::uint32_t right_business) {
  return cell_of(add(layout::period_of(left, left_business), layout::period_of(right, right_business)));
}

Cell period_scale(std::int64_t period, std::uint32_t business, std::int64_t factor) {
  return cell_of(scale(layout::period_of(period, business), factor));
}

Cell date_plus_period(const void* calendar, std::int64_t date, std::int64_t period, std::uint32_t business) {
  return cell_of(wend::date_plus_period(date, layout::period_of(period, business), calendar_at(calendar)));
}

Cell time_plus_period(const void* zone, const void* calendar, std::int64_t time, std::int64_t period,
                      std::uint32_t business) {
  return cell_of(
      wend::time_plus_period(time, layout::period_of(period, business), zone_at(zone), calendar_at(calendar)));
}

Cell date_of(const void* zone, std::int64_t time) {
  return cell_of(wend::date_of(time, zone_at(zone)));
}

Cell time_of_day_of(const void* zone, std::int64_t time) {
  return cell_of(wend::time_of_day_of(time, zone_at(zone)));
}

Cell is_business_day(const void* calendar, std::int64_t date) {
  const std::optional<bool> answer = wend::is_business_day(date, calendar_at(calendar));
  return answer ? Cell{*answer ? 1 : 0, 0, 1} : Cell{};
}

Cell start_of_date(const void* zone, std::int64_t date) {
  return cell_of(wend::start_of_date(date, zone_at(zone)));
}

Cell next_anniversary(const void* zone, std::int64_t now, std::int64_t date) {
  const std::optional<Date> today = wend::date_of(now, zone_at(zone));
  return today ? cell_of(wend::next_anniversary(date, *today)) : Cell{};
}

Cell anniversary_within(std::int64_t date, std::int64_t from, std::int64_t until) {
  const std::optional<bool> answer = wend::anniversary_within(date, from, until);
  return answer ? Cell{*answer ? 1 : 0, 0, 1} : Cell{};
}

std::uint64_t text_length(const char* text) {
  return text == nullptr ? 0 : std::strlen(text);
}

std::int32_t text_order(const char* left, std::uint64_t left_size, const char* right, std::uint64_t right_size) {
  return text_of(left, left_size).compare(text_of(right, right_size));
}

std::uint32_t text_equal(const char* left, std::uint64_t left_size, const char* right, std::uint64_t right_size) {
  return text_of(left, left_size) == text_of(right, right_size) ? 1 : 0;
}

std::uint32_t text_contains(const char* text, std::uint64_t size, const char* part, std::uint64_t part_size) {
  return text_of(text, size).find(text_of(part, part_size)) != std::string_view::npos ? 1 : 0;
}

std::uint32_t text_starts_with(const char* text, std::uint64_t size, const char* part, std::uint64_t part_size) {
  return text_of(text, size).starts_with(text_of(part, part_size)) ? 1 : 0;
}

std::uint32_t ordinals_equal(const std::int32_t* left, std::uint64_t left_size, const std::int32_t* right,
                             std::uint64_t right_size) {
  return std::ranges::equal(ordinals_of(left, left_size), ordinals_of(right, right_size)) ? 1 : 0;
}

std::uint32_t ordinals_member(const std::int32_t* ordinals, std::uint64_t size, std::int64_t value) {
  const Ordinals set = ordinals_of(ordinals, size);
  return std::in_range<std::int32_t>(value) && has(set, static_cast<std::int32_t>(value)) ? 1 : 0;
}

std::uint32_t ordinals_contain_all(const std::int32_t* ordinals, std::uint64_t size, const std::int32_t* wanted,
                                   std::uint64_t wanted_size) {
  return has_all(ordinals_of(ordinals, size), ordinals_of(wanted, wanted_size)) ? 1 : 0;
}

std::uint32_t ordinals_contain_any(const std::int32_t* ordinals, std::uint64_t size, const std::int32_t* wanted,
                                   std::uint64_t wanted_size) {
  return has_any(ordinals_of(ordinals, size), ordinals_of(wanted, wanted_size)) ? 1 : 0;
}

void texts_in_row(Texts* set, const std::byte* row, std::uint64_t offset, std::uint64_t size) {
  const void* entries = row + offset;
  *set = Texts(row, {static_cast<const Texts::Entry*>(entries), size});
}

std::uint32_t texts_equal(const Texts* left, const Texts* right) {
  const Texts one = texts_of(left);
  const Texts other = texts_of(right);
  return one.size() == other.size() && has_all(one, other) ? 1 : 0;
}

std::uint32_t texts_member(const Texts* set, const char* text, std::uint64_t size) {
  return has(texts_of(set), text_of(text, size)) ? 1 : 0;
}

std::uint32_t text_set_member(const TextSet* set, const char* text, std::uint64_t size) {
  return set->has(text_of(text, size)) ? 1 : 0;
}

std::uint32_t texts_contain_all(const Texts* set, const Texts* wanted) {
  return has_all(texts_of(set), texts_of(wanted)) ? 1 : 0;
}

std::uint32_t texts_contain_any(const Texts* set, const Texts* wanted) {
  return has_any(texts_of(set), texts_of(wanted)) ? 1 : 0;
}

Cell place(std::int64_t latitude, std::int64_t longitude) {
  const std::optional<Place> found = place_at(latitude, longitude);
  return found ? Cell{scalar_of(*found), 0, 1} : Cell{};
}

Cell distance(std::int64_t one, std::int64_t other) {
  const Place from = place_of(one);
  const Place to = place_of(other);
  return is_on_earth(from) && is_on_earth(to) ? Cell{wend::distance(from, to), 0, 1} : Cell{};
}

Cell in_area(const std::int32_t* corners, std::uint64_t count, std::int64_t place) {
  static_assert(sizeof(Place) == 2 * sizeof(std::int32_t));
  const void* first = corners;
  if (!is_on_earth(place_of(place))) return {};
  return {is_inside(place_of(place), {static_cast<const Place*>(first), count}) ? 1 : 0, 0, 1};
}

Cell on_list(const layout::Frame* frame, std::uint64_t list, const char* customer, std::uint64_t size) {
  if (frame->on_list == nullptr) return {};
  return frame->on_list(frame->name_lists, static_cast<std::uint32_t>(list), customer, size);
}

}  // namespace wend::codegen::runtime
