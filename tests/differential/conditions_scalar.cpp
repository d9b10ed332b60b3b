#include "tests/differential/conditions.hpp"

namespace wend::differential {

using ir::Operation;

namespace {

constexpr Type kInteger = type_of(TypeKind::integer);
constexpr Type kNumber = type_of(TypeKind::number);
constexpr Type kDuration = type_of(TypeKind::duration);
constexpr Type kPeriod = type_of(TypeKind::period);
constexpr Type kDate = type_of(TypeKind::date);
constexpr Type kTime = type_of(TypeKind::time);

constexpr auto kByOne = static_cast<std::uint32_t>(ir::Scale::one);
constexpr auto kByNumber = static_cast<std::uint32_t>(ir::Scale::number);

}  // namespace

Conditions::Id Conditions::scalar(const Type& type, int depth) {
  if (random_.chance(20)) return extreme(type, depth);
  if (type.kind == TypeKind::time_of_day) return make(Operation::time_of_day_of, type, {expression(kTime, depth)});
  if (type.kind == TypeKind::date) return date(depth);
  if (type.kind == TypeKind::time) return time(depth);
  return arithmetic(type, depth);
}

Conditions::Id Conditions::extreme(const Type& type, int depth) {
  return make(random_.pick({Operation::least, Operation::greatest}), type, several(type, 1 + random_.below(4), depth));
}

Conditions::Id Conditions::sum(const Type& type, int depth) {
  const std::size_t count = 1 + random_.below(5);
  return make(Operation::sum, type, several(type, count, depth), static_cast<std::uint32_t>(random_.below(count + 1)));
}

Conditions::Id Conditions::arithmetic(const Type& type, int depth) {
  switch (random_.below(8)) {
    case 0:
    case 1: return sum(type, depth);
    case 2: return make(Operation::negate, type, {expression(type, depth)});
    case 3:
      return make(Operation::round, type, {expression(type, depth)}, static_cast<std::uint32_t>(random_.below(8)));
    case 4:
      return make(random_.pick({Operation::multiply, Operation::divide}), type,
                  {expression(type, depth), expression(kInteger, depth)}, kByOne);
    case 5:
      return make(random_.pick({Operation::multiply, Operation::divide}), type,
                  {expression(type, depth), expression(kNumber, depth)}, kByNumber);
    default: break;
  }
  if (type.kind == TypeKind::integer) return integer(depth);
  if (type.kind == TypeKind::number) return number(depth);
  if (type.kind == TypeKind::duration) return duration(depth);
  if (type.kind == TypeKind::distance) {
    return make(Operation::distance, type, several(type_of(TypeKind::place), 2, depth));
  }
  return sum(type, depth);
}

// The days between two dates, or an integer product.
Conditions::Id Conditions::integer(int depth) {
  if (random_.chance(50)) return make(Operation::sum, kInteger, several(kDate, 2, depth), 1);
  return make(Operation::multiply, kInteger, several(kInteger, 2, depth), kByOne);
}

Conditions::Id Conditions::number(int depth) {
  if (random_.chance(40)) return make(Operation::rescale, kNumber, {expression(kInteger, depth)});
  const Type of = random_.pick({kInteger, kNumber, money_in(0), money_in(1), kDuration});
  return make(Operation::divide, kNumber, several(of, 2, depth), kByNumber);
}

Conditions::Id Conditions::duration(int depth) {
  return make(Operation::sum, kDuration, several(kTime, 2, depth), 1);
}

Conditions::Id Conditions::period(int depth) {
  switch (random_.below(3)) {
    case 0: return make(Operation::period_sum, kPeriod, several(kPeriod, 2, depth));
    case 1: return make(Operation::period_scale, kPeriod, {expression(kPeriod, depth), expression(kInteger, depth)});
    default: return make(Operation::negate, kPeriod, {expression(kPeriod, depth)});
  }
}

Conditions::Id Conditions::date(int depth) {
  switch (random_.below(4)) {
    case 0: return make(Operation::date_plus_period, kDate, {expression(kDate, depth), expression(kPeriod, depth)});
    case 1: return make(Operation::date_of, kDate, {expression(kTime, depth)});
    case 2: return make(Operation::next_anniversary, kDate, {expression(kDate, depth)});
    default: return moment(false);
  }
}

Conditions::Id Conditions::time(int depth) {
  switch (random_.below(4)) {
    case 0: return make(Operation::time_plus_period, kTime, {expression(kTime, depth), expression(kPeriod, depth)});
    case 1: return make(Operation::start_of_date, kTime, {expression(kDate, depth)});
    case 2:
      return make(Operation::sum, kTime, {expression(kTime, depth), expression(kDuration, depth)},
                  static_cast<std::uint32_t>(1 + random_.below(2)));
    default: return moment(true);
  }
}

}  // namespace wend::differential
