#include "tools/wend/synth/calendar.hpp"

#include <algorithm>
#include <array>

#include "runtime/value/decimal.hpp"

namespace wend::tools {

namespace {

constexpr std::string_view kSalary = "salary";
constexpr std::uint64_t kUsualRate = 30'000;  // where no event says how frequent it is
constexpr int kMostDays = 3'650;
// Per cent of a usual day, from Monday.
constexpr std::array<std::uint64_t, 7> kWeek = {105, 100, 100, 105, 120, 95, 75};
// Days of the month, spread as employers spread them.
constexpr std::array<int, kPaydays> kPaydaysOfMonth = {5, 10, 15, 25};
// A payday has all salaries of a month for a quarter of the paid, in millionths of a customer.
constexpr std::uint64_t kSalaryRate = 1'000'000 * kPaid / 100 / kPaydays;

}  // namespace

std::optional<Salary> find_salary(const schema::Schema& schema) {
  for (schema::EventIndex event = 0; event < schema.events.size(); ++event) {
    const auto& fields = schema.events[event].fields;
    for (schema::FieldIndex field = 0; field < fields.size(); ++field) {
      if (fields[field].type.kind != TypeKind::enumeration) continue;
      const auto& values = schema.enums[fields[field].type.detail].values;
      const auto found = std::ranges::find(values, kSalary, &schema::EnumValue::name);
      if (found != values.end()) return Salary{event, field, found - values.begin()};
    }
  }
  return std::nullopt;
}

std::optional<int> payday_on(Date date) {
  const auto found = std::ranges::find(kPaydaysOfMonth, date - start_of_month(date) + 1);
  if (found == kPaydaysOfMonth.end()) return std::nullopt;
  return static_cast<int>(found - kPaydaysOfMonth.begin());
}

std::vector<Stream> streams_of(const schema::Schema& schema, const std::optional<Salary>& salary) {
  std::vector<Stream> streams;
  const bool says = std::ranges::any_of(schema.events, [](const schema::Event& event) { return event.a_day > 0; });
  for (schema::EventIndex event = 0; event < schema.events.size(); ++event) {
    if (schema.events[event].outcome) continue;
    const auto rate = decimal::quantise(schema.events[event].a_day, decimal::kNumberPlaces).value_or(0);
    const std::uint64_t millionths = says ? static_cast<std::uint64_t>(rate) : kUsualRate;
    if (millionths > 0) streams.push_back({event, millionths, false});
  }
  if (salary && !streams.empty()) streams.push_back({salary->event, kSalaryRate, true});
  return streams;
}

std::uint64_t weight_on(const Stream& stream, Date date) {
  if (stream.is_salary) return payday_on(date) ? stream.rate * 100 : 0;
  return stream.rate * kWeek[static_cast<std::size_t>(date - start_of_week(date))];
}

int days_for(const std::vector<Stream>& streams, std::uint64_t customers, std::uint64_t events) {
  __extension__ using Wide = unsigned __int128;
  constexpr Wide kMillionthsADay = 1'000'000;
  Wide a_day = 0;
  for (const Stream& stream : streams) {
    a_day += Wide{customers} * (stream.is_salary ? stream.rate * kPaydays / 30 : stream.rate);
  }
  if (a_day == 0) return 1;
  const Wide days = Wide{events} * kMillionthsADay / a_day;
  return static_cast<int>(std::clamp(days, Wide{1}, Wide{kMostDays}));
}

std::uint64_t Shares::next(std::uint64_t weight) {
  __extension__ using Wide = unsigned __int128;
  weights_ += weight;
  const std::uint64_t due = all_ == 0 ? 0 : static_cast<std::uint64_t>(Wide{total_} * weights_ / all_);
  const std::uint64_t share = due - given_;
  given_ = due;
  return share;
}

}  // namespace wend::tools
