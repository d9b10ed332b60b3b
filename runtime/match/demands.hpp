// What must be so of each attribute by itself where a formula is true: what an event is refuted by without judging it.
//
// `amount >= 5 and (city = 1 or city = 2)` demands 5 and more of amount, and 1 or 2 of city. Of `a = 1 or b = 2` there
// is nothing that either attribute must be; such a formula is split into alternatives, each with demands of its own,
// and is true only where one of them is met. Demands that are `exact` say all that the formula says.
//
// One object serves many formulas, one after another; it allocates only until it is as large as the largest needs.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "runtime/match/formula.hpp"
#include "runtime/match/statistics.hpp"

namespace wend::match {

struct Demand {
  Attribute attribute = 0;
  bool missing = false;     // whether it may be missing
  float share = 1;          // of the values that pass
  std::uint32_t first = 0;  // of the ranges
  std::uint32_t count = 0;

  // Whether it is the other, though maybe weighed differently: a list is often joined with one made of it.
  [[nodiscard]] bool same_values(const Demand& other) const {
    return first == other.first && count == other.count && missing == other.missing;
  }
};

// How much a demand tells: the less, the more. What has several ranges apart from each other stands in several places,
// or with entries that are not like it.
[[nodiscard]] inline float telling(const Demand& demand) {
  return demand.count > 1 ? 4 * demand.share : demand.share;
}

// The most alternatives of one formula, and ranges of one demand; what has more demands less.
inline constexpr std::size_t kMostAlternatives = 24;
inline constexpr std::size_t kMostRanges = 32;

class Demands {
 public:
  explicit Demands(const Statistics& statistics) : statistics_(&statistics) {}

  void assign(const FormulaView& formula);

  // None: the formula is never true.
  [[nodiscard]] std::size_t alternatives() const { return alternative_count_; }
  // Of different attributes, none of them dear.
  [[nodiscard]] std::span<const Demand> of(std::size_t alternative) const {
    const List& list = alternatives_[alternative];
    return std::span(demands_).subspan(list.first, list.count);
  }
  [[nodiscard]] std::span<const Range> ranges_of(const Demand& demand) const {
    return std::span(ranges_).subspan(demand.first, demand.count);
  }
  [[nodiscard]] bool exact() const { return is_exact_; }
  // Whether the formula is true where all its tests are.
  [[nodiscard]] bool conjunction() const { return is_conjunction_; }
  [[nodiscard]] const Statistics& statistics() const { return *statistics_; }

 private:
  // Demands that stand one after another, by attribute.
  struct List {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    bool never = false;
  };
  [[nodiscard]] bool assign_conjunction();
  void assign_general();
  [[nodiscard]] Demand demand_of(const Step& step);
  [[nodiscard]] List with(const List& list, const Demand& demand);
  [[nodiscard]] List both(const List& left, const List& right);
  [[nodiscard]] List either(const List& left, const List& right);
  [[nodiscard]] Demand intersection(const Demand& left, const Demand& right);
  [[nodiscard]] Demand joined(const Demand& left, const Demand& right);
  void weigh(const List& list);
  [[nodiscard]] float share(const List& list) const;
  void split(const List& so_far, std::size_t at, std::size_t last);
  void take(const List& list);
  void split_ranges();
  [[nodiscard]] const Demand* most_telling(const List& list) const;
  void limit(Demand& demand);

  const Statistics* statistics_;
  FormulaView formula_;
  std::vector<Demand> demands_;
  std::vector<Range> ranges_;
  std::vector<std::size_t> positions_;  // of the steps
  std::vector<List> from_;              // what is demanded from each position on
  std::array<List, kMostAlternatives> alternatives_;
  std::size_t alternative_count_ = 0;
  bool is_exact_ = false;
  bool is_conjunction_ = false;
};

}  // namespace wend::match
