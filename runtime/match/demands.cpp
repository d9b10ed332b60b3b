#include "runtime/match/demands.hpp"

#include <algorithm>

namespace wend::match {
namespace {

bool is_empty(const Demand& demand) {
  return demand.count == 0 && !demand.missing;
}

// A share so small that splitting a formula further is not worth while.
constexpr float kSmall = 0.02F;

// The most alternatives that come of tests, before those that come of ranges.
constexpr std::size_t kMostWays = 24;

// Demands and ranges that are kept while ways are followed for them, most of which may turn out to be never true: some
// tens of megabytes.
constexpr std::size_t kMostKept = std::size_t{1} << 20U;

}  // namespace

void Demands::assign(const FormulaView& formula) {
  formula_ = formula;
  demands_.clear();
  ranges_.clear();
  alternative_count_ = 0;
  is_exact_ = true;
  is_conjunction_ = assign_conjunction();
  if (!is_conjunction_) assign_general();
  split_ranges();
}

const Demand* Demands::most_telling(const List& list) const {
  const Demand* best = nullptr;
  for (std::uint32_t at = list.first; at < list.first + list.count; ++at) {
    if (best == nullptr || telling(demands_[at]) < telling(*best)) best = &demands_[at];
  }
  return best;
}

void Demands::split_ranges() {
  if (alternative_count_ != 1) return;
  const List list = alternatives_.front();
  const Demand* best = most_telling(list);
  if (best == nullptr || best->count < 2 || best->missing || best->count > kMostAlternatives) return;
  const auto position = static_cast<std::uint32_t>(best - demands_.data()) - list.first;
  const Demand whole = *best;
  alternative_count_ = 0;
  for (std::uint32_t range = 0; range < whole.count; ++range) {
    List part = list;
    part.first = static_cast<std::uint32_t>(demands_.size());
    for (std::uint32_t at = 0; at < list.count; ++at) demands_.push_back(Demand{demands_[list.first + at]});
    Demand& one = demands_[part.first + position];
    one.first = whole.first + range;
    one.count = 1;
    one.share = statistics_->share(one.attribute, ranges_of(one), false);
    alternatives_[alternative_count_++] = part;
  }
}

// Every test must pass: the common case, without intermediate lists.
bool Demands::assign_conjunction() {
  const std::size_t end = formula_.end();
  for (std::size_t at = 0; at < end; at += formula_.step(at).size()) {
    const Step step = formula_.step(at);
    if (step.jumps_if() || at + step.over() != end + 1) return false;
  }
  for_each_step(formula_, [&](const Step& step) {
    if (step.attribute() < kFirstDear) {
      demands_.push_back(demand_of(step));
    } else {
      is_exact_ = false;
    }
  });
  std::ranges::sort(demands_, {}, &Demand::attribute);
  std::size_t kept = 0;
  for (std::size_t at = 0; at < demands_.size(); ++at) {
    const bool is_same = kept > 0 && demands_[kept - 1].attribute == demands_[at].attribute;
    if (is_same) {
      demands_[kept - 1] = intersection(demands_[kept - 1], demands_[at]);
    } else {
      demands_[kept++] = demands_[at];
    }
  }
  demands_.resize(kept);
  if (std::ranges::any_of(demands_, is_empty)) return true;
  take({.first = 0, .count = static_cast<std::uint32_t>(kept)});
  return true;
}

void Demands::assign_general() {
  is_exact_ = false;
  const std::size_t end = formula_.end();
  from_.assign(end + 2, List{});
  from_[end + 1].never = true;
  positions_.clear();
  for (std::size_t at = 0; at < end; at += formula_.step(at).size()) positions_.push_back(at);
  for (auto position = positions_.rbegin(); position != positions_.rend(); ++position) {
    const std::size_t at = *position;
    const Step step = formula_.step(at);
    const List& jumped = from_[at + step.over()];
    const List& next = from_[at + step.size()];
    const List passed = with(step.jumps_if() ? jumped : next, demand_of(step));
    from_[at] = either(passed, step.jumps_if() ? next : jumped);
  }
  if (from_[0].never) return;
  weigh(from_[0]);
  const float whole = share(from_[0]);
  if (whole > kSmall) {
    split({}, 0, kMostWays - 1);
    float parts = 0;
    for (std::size_t at = 0; at < alternative_count_; ++at) parts += share(alternatives_[at]);
    if (parts < whole / 2) return;
    alternative_count_ = 0;
  }
  take(from_[0]);
}

// Follows what must be so, and goes both ways where a test decides which of two ways the formula is true. The last
// alternative that there is room for is `last`.
void Demands::split(const List& so_far, std::size_t at, std::size_t last) {
  const std::size_t end = formula_.end();
  List list = so_far;
  while (at < end && !list.never) {
    const Step step = formula_.step(at);
    const std::size_t passed = at + (step.jumps_if() ? step.over() : step.size());
    const std::size_t failed = at + (step.jumps_if() ? step.size() : step.over());
    const bool is_enough = demands_.size() + ranges_.size() >= kMostKept;
    if (from_[failed].never && !is_enough) {
      list = with(list, demand_of(step));
      at = passed;
      continue;
    }
    const List together = both(list, from_[at]);
    weigh(together);
    if (is_enough || alternative_count_ >= last || share(together) <= kSmall) return take(together);
    split(with(list, demand_of(step)), passed, last - 1);
    at = failed;
  }
  if (!list.never && at <= end) take(list);
}

void Demands::take(const List& list) {
  if (list.never) return;
  weigh(list);
  alternatives_[alternative_count_++] = list;
}

void Demands::weigh(const List& list) {
  for (std::uint32_t at = list.first; at < list.first + list.count; ++at) {
    Demand& demand = demands_[at];
    demand.share = statistics_->share(demand.attribute, ranges_of(demand), demand.missing);
  }
}

float Demands::share(const List& list) const {
  float share = 1;
  for (std::uint32_t at = list.first; at < list.first + list.count; ++at) share *= demands_[at].share;
  return share;
}

Demand Demands::demand_of(const Step& step) {
  Demand demand{.attribute = step.attribute(), .first = static_cast<std::uint32_t>(ranges_.size())};
  demand.missing = append_ranges(step, formula_.pool(), ranges_);
  demand.count = static_cast<std::uint32_t>(ranges_.size()) - demand.first;
  limit(demand);
  return demand;
}

// Ranges that lie next to each other become one until they are few enough: more may pass than did before.
void Demands::limit(Demand& demand) {
  while (demand.count > kMostRanges) {
    is_exact_ = false;
    const std::span<Range> ranges = std::span(ranges_).subspan(demand.first, demand.count);
    for (std::size_t at = 0; at < demand.count; at += 2) {
      ranges[at / 2] = {ranges[at].from, ranges[std::min<std::size_t>(at + 1, demand.count - 1)].to};
    }
    demand.count = (demand.count + 1) / 2;
  }
}

Demand Demands::intersection(const Demand& left, const Demand& right) {
  if (left.same_values(right)) return left;
  Demand result{.attribute = left.attribute,
                .missing = left.missing && right.missing,
                .first = static_cast<std::uint32_t>(ranges_.size())};
  for (std::uint32_t one = 0, two = 0; one < left.count && two < right.count;) {
    const Range a = ranges_[left.first + one];
    const Range b = ranges_[right.first + two];
    const Range common{std::max(a.from, b.from), std::min(a.to, b.to)};
    if (common.from <= common.to) ranges_.push_back(common);
    ++(a.to < b.to ? one : two);
  }
  result.count = static_cast<std::uint32_t>(ranges_.size()) - result.first;
  limit(result);
  return result;
}

Demand Demands::joined(const Demand& left, const Demand& right) {
  if (left.same_values(right)) return left;
  Demand result{.attribute = left.attribute,
                .missing = left.missing || right.missing,
                .first = static_cast<std::uint32_t>(ranges_.size())};
  for (std::uint32_t one = 0, two = 0; one < left.count || two < right.count;) {
    const bool is_left =
        two == right.count || (one < left.count && ranges_[left.first + one].from <= ranges_[right.first + two].from);
    const Range next = is_left ? ranges_[left.first + one++] : ranges_[right.first + two++];
    Range* last = ranges_.size() > result.first ? &ranges_.back() : nullptr;
    if (last != nullptr && (last->to == kMost || next.from <= last->to + 1)) {
      last->to = std::max(last->to, next.to);
    } else {
      ranges_.push_back(next);
    }
  }
  result.count = static_cast<std::uint32_t>(ranges_.size()) - result.first;
  limit(result);
  return result;
}

Demands::List Demands::with(const List& list, const Demand& demand) {
  if (list.never || demand.attribute >= kFirstDear) return list;
  const List one{.first = static_cast<std::uint32_t>(demands_.size()), .count = 1, .never = is_empty(demand)};
  demands_.push_back(demand);
  return both(list, one);
}

Demands::List Demands::both(const List& left, const List& right) {
  List result{.first = static_cast<std::uint32_t>(demands_.size()), .never = left.never || right.never};
  for (std::uint32_t one = 0, two = 0; one < left.count || two < right.count;) {
    const Demand* a = one < left.count ? &demands_[left.first + one] : nullptr;
    const Demand* b = two < right.count ? &demands_[right.first + two] : nullptr;
    const bool takes_left = b == nullptr || (a != nullptr && a->attribute <= b->attribute);
    const bool takes_right = a == nullptr || (b != nullptr && b->attribute <= a->attribute);
    const Demand demand = takes_left && takes_right ? intersection(*a, *b) : Demand{takes_left ? *a : *b};
    result.never = result.never || is_empty(demand);
    demands_.push_back(demand);
    if (takes_left) ++one;
    if (takes_right) ++two;
  }
  result.count = static_cast<std::uint32_t>(demands_.size()) - result.first;
  return result;
}

Demands::List Demands::either(const List& left, const List& right) {
  if (left.never) return right;
  if (right.never) return left;
  List result{.first = static_cast<std::uint32_t>(demands_.size())};
  for (std::uint32_t one = 0, two = 0; one < left.count && two < right.count;) {
    const Demand a = demands_[left.first + one];
    const Demand b = demands_[right.first + two];
    if (a.attribute == b.attribute) {
      const Demand demand = joined(a, b);
      const bool is_open = demand.missing && demand.count == 1 && ranges_[demand.first] == Range{};
      if (!is_open) demands_.push_back(demand);
    }
    const bool steps_left = a.attribute <= b.attribute;
    if (b.attribute <= a.attribute) ++two;
    if (steps_left) ++one;
  }
  result.count = static_cast<std::uint32_t>(demands_.size()) - result.first;
  return result;
}

}  // namespace wend::match
