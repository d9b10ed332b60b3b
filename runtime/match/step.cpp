#include "runtime/match/step.hpp"

#include <algorithm>

namespace wend::match {
namespace {

std::int64_t pooled(const Unit* pool, std::size_t at) {
  return load<std::int64_t>(pool + at * kNumberUnits);
}

// The numbers of a test, wherever they stand.
class Numbers {
 public:
  Numbers(const Step& step, const Unit* pool) : units_(step.constants()), count_(step.count()), width_(step.width()) {
    if (width_ != Width::pool) return;
    units_ = pool + load<std::uint32_t>(units_);
    if (step.shape() == Shape::ranges) return;
    count_ = load<std::uint64_t>(units_);
    units_ += kNumberUnits;
  }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] const Unit* units() const { return units_; }
  [[nodiscard]] std::int64_t operator[](std::size_t at) const {
    if (width_ == Width::narrow) return units_[at];
    return width_ == Width::middle ? load<std::int32_t>(units_ + 2 * at) : pooled(units_, at);
  }

 private:
  const Unit* units_;
  std::size_t count_;
  Width width_;
};

bool is_on_list(const Numbers& list, std::int64_t value) {
  std::size_t low = 0;
  std::size_t high = list.count();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (list[middle] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < list.count() && list[low] == value;
}

// Of `count` pairs.
bool is_in_ranges(const Unit* ranges, std::size_t count, std::int64_t value) {
  std::size_t low = 0;
  std::size_t high = count;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (pooled(ranges, 2 * middle + 1) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < count && pooled(ranges, 2 * low) <= value;
}

// Numbers that follow each other are one range.
void append_points(const Numbers& list, std::vector<Range>& ranges) {
  for (std::size_t at = 0; at < list.count(); ++at) {
    if (at > 0 && list[at - 1] + 1 == list[at]) {
      ranges.back().to = list[at];
    } else {
      ranges.push_back({list[at], list[at]});
    }
  }
}

void append_gaps(const Numbers& list, std::vector<Range>& ranges) {
  std::int64_t from = kLeast;
  for (std::size_t at = 0; at < list.count(); ++at) {
    if (from < list[at]) ranges.push_back({from, list[at] - 1});
    if (list[at] == kMost) return;
    from = list[at] + 1;
  }
  ranges.push_back({from, kMost});
}

}  // namespace

bool passes_of_any_width(const Step& step, const Unit* pool, bool known, std::int64_t value) {
  const Numbers numbers(step, pool);
  const Shape shape = step.shape();
  if (shape == Shape::ranges) {
    if (!known) return pooled(numbers.units(), 0) != 0;
    return is_in_ranges(numbers.units() + 2 * kNumberUnits, static_cast<std::size_t>(pooled(numbers.units(), 1)),
                        value);
  }
  if (!known) return false;
  switch (shape) {
    case Shape::known: return true;
    case Shape::at_least: return numbers[0] <= value;
    case Shape::at_most: return value <= numbers[0];
    case Shape::between: return (int{numbers[0] <= value} & int{value <= numbers[1]}) != 0;
    case Shape::one_of: return is_on_list(numbers, value);
    case Shape::none_of: return !is_on_list(numbers, value);
    case Shape::ranges: break;
  }
  return false;
}

bool append_ranges(const Step& step, const Unit* pool, std::vector<Range>& ranges) {
  const Numbers numbers(step, pool);
  switch (step.shape()) {
    case Shape::known: ranges.push_back({}); return false;
    case Shape::at_least: ranges.push_back({numbers[0], kMost}); return false;
    case Shape::at_most: ranges.push_back({kLeast, numbers[0]}); return false;
    case Shape::between: ranges.push_back({numbers[0], numbers[1]}); return false;
    case Shape::one_of: append_points(numbers, ranges); return false;
    case Shape::none_of: append_gaps(numbers, ranges); return false;
    case Shape::ranges: {
      const auto count = static_cast<std::size_t>(pooled(numbers.units(), 1));
      for (std::size_t at = 1; at <= count; ++at) {
        ranges.push_back({pooled(numbers.units(), 2 * at), pooled(numbers.units(), 2 * at + 1)});
      }
      return pooled(numbers.units(), 0) != 0;
    }
  }
  return false;
}

}  // namespace wend::match
