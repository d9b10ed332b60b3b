// Arithmetic and the calendar, as runtime/eval has them: exact, and nothing where a result does not fit.
#include <algorithm>

#include "runtime/flat/functions.hpp"
#include "runtime/flat/registers.hpp"
#include "runtime/value/date_operations.hpp"
#include "runtime/value/decimal.hpp"

namespace wend::flat {
namespace {

using Scalar = std::int64_t;

std::optional<Scalar> multiply(const Site& site, Scalar left, Scalar right) {
  return decimal::multiply(left, right, site.instruction.bits);
}
std::optional<Scalar> divide(const Site& site, Scalar left, Scalar right) {
  return decimal::divide(left, right, site.instruction.bits);
}
std::optional<Scalar> rescale(const Site&, Scalar value) {
  return decimal::multiply(value, decimal::kNumberScale, 1);
}
std::optional<Scalar> negate_scalar(const Site&, Scalar value) {
  return decimal::narrow(-decimal::Wide{value});
}
std::optional<Period> negate_period(const Site&, Period value) {
  return scale(value, -1);
}
std::optional<Scalar> round(const Site& site, Scalar value) {
  return decimal::round_to(value, static_cast<int>(site.instruction.count), static_cast<int>(site.instruction.index));
}

std::optional<Period> period_sum(const Site&, Period left, Period right) {
  return add(left, right);
}
std::optional<Period> period_scale(const Site&, Period period, Scalar factor) {
  return scale(period, factor);
}
std::optional<Date> date_plus_period(const Site& site, Scalar date, Period period) {
  return wend::date_plus_period(date, period, site.calendar());
}
std::optional<Instant> time_plus_period(const Site& site, Scalar time, Period period) {
  return wend::time_plus_period(time, period, site.zone(), site.calendar());
}
std::optional<Date> date_of(const Site& site, Scalar time) {
  return wend::date_of(time, site.zone());
}
std::optional<Microseconds> time_of_day_of(const Site& site, Scalar time) {
  return wend::time_of_day_of(time, site.zone());
}
std::optional<bool> is_business_day(const Site& site, Scalar date) {
  return wend::is_business_day(date, site.calendar());
}
std::optional<Instant> start_of_date(const Site& site, Scalar date) {
  return wend::start_of_date(date, site.zone());
}
std::optional<Date> next_anniversary(const Site& site, Scalar date) {
  const std::optional<Date> today = wend::date_of(site.machine.inputs.now, site.zone());
  return today ? wend::next_anniversary(date, *today) : std::nullopt;
}
std::optional<bool> anniversary_within(const Site&, Scalar date, Scalar from, Scalar to) {
  return wend::anniversary_within(date, from, to);
}

// The operands of a list, where all are known.
std::optional<std::span<const Register>> known_operands(const Instruction& at, const Machine& machine) {
  const std::span operands(machine.registers + at.from, at.count);
  if (!std::ranges::all_of(operands, &Register::known)) return std::nullopt;
  return operands;
}

// Only the sum itself must fit: on the way there are 128 bits.
Register sum_of(const Instruction& at, std::span<const Register> operands) {
  decimal::Wide total = 0;
  for (std::uint32_t position = 0; position < operands.size(); ++position) {
    const decimal::Wide operand = operands[position].bits;
    total += position < at.index ? operand : -operand;
  }
  return held(decimal::narrow(total));
}

}  // namespace

namespace functions {

Next sum(Next at, Machine& machine) {
  const auto operands = known_operands(*at, machine);
  machine.registers[at->to] = operands ? sum_of(*at, *operands) : nothing();
  return at + 1;
}
Next least(Next at, Machine& machine) {
  const auto operands = known_operands(*at, machine);
  machine.registers[at->to] = operands ? *std::ranges::min_element(*operands, std::less(), &Register::bits) : nothing();
  return at + 1;
}
Next greatest(Next at, Machine& machine) {
  const auto operands = known_operands(*at, machine);
  machine.registers[at->to] = operands ? *std::ranges::max_element(*operands, std::less(), &Register::bits) : nothing();
  return at + 1;
}
Next multiply(Next at, Machine& machine) {
  return apply<flat::multiply>(at, machine);
}
Next divide(Next at, Machine& machine) {
  return apply<flat::divide>(at, machine);
}
Next rescale(Next at, Machine& machine) {
  return apply<flat::rescale>(at, machine);
}
Next negate_scalar(Next at, Machine& machine) {
  return apply<flat::negate_scalar>(at, machine);
}
Next negate_period(Next at, Machine& machine) {
  return apply<flat::negate_period>(at, machine);
}
Next round(Next at, Machine& machine) {
  return apply<flat::round>(at, machine);
}
Next period_sum(Next at, Machine& machine) {
  return apply<flat::period_sum>(at, machine);
}
Next period_scale(Next at, Machine& machine) {
  return apply<flat::period_scale>(at, machine);
}
Next date_plus_period(Next at, Machine& machine) {
  return apply<flat::date_plus_period>(at, machine);
}
Next time_plus_period(Next at, Machine& machine) {
  return apply<flat::time_plus_period>(at, machine);
}
Next date_of(Next at, Machine& machine) {
  return apply<flat::date_of>(at, machine);
}
Next time_of_day_of(Next at, Machine& machine) {
  return apply<flat::time_of_day_of>(at, machine);
}
Next is_business_day(Next at, Machine& machine) {
  return apply<flat::is_business_day>(at, machine);
}
Next start_of_date(Next at, Machine& machine) {
  return apply<flat::start_of_date>(at, machine);
}
Next next_anniversary(Next at, Machine& machine) {
  return apply<flat::next_anniversary>(at, machine);
}
Next anniversary_within(Next at, Machine& machine) {
  return apply<flat::anniversary_within>(at, machine);
}

}  // namespace functions
}  // namespace wend::flat
