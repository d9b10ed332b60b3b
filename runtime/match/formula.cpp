#include "runtime/match/formula.hpp"

#include <algorithm>
#include <utility>

namespace wend::match {
namespace {

template <typename Number>
bool fits(std::int64_t number) {
  return number >= std::numeric_limits<Number>::min() && number <= std::numeric_limits<Number>::max();
}

Width width_of(std::span<const std::int64_t> numbers) {
  if (std::ranges::all_of(numbers, fits<Unit>)) return Width::narrow;
  return std::ranges::all_of(numbers, fits<std::int32_t>) ? Width::middle : Width::wide;
}

// Replaces the numbers by those of the ranges, where these are few or stand alone; false where they do not.
bool list_points(std::span<const Range> ranges, std::vector<std::int64_t>& numbers) {
  const auto is_point = [](const Range& range) { return range.from == range.to; };
  const bool are_points = std::ranges::all_of(ranges, is_point);
  numbers.clear();
  for (const Range& range : ranges) {
    const std::uint64_t more = static_cast<std::uint64_t>(range.to) - static_cast<std::uint64_t>(range.from);
    if (!are_points && (more >= kMostInline || numbers.size() + more >= kMostInline)) return false;
    for (std::uint64_t at = 0; at <= more; ++at) numbers.push_back(range.from + static_cast<std::int64_t>(at));
  }
  return !numbers.empty();
}

// The numbers that the ranges leave out, where these are all numbers but a few.
std::vector<Range> gaps(std::span<const Range> ranges) {
  std::vector<Range> gaps;
  if (ranges.size() < 2 || ranges.front().from != kLeast || ranges.back().to != kMost) return gaps;
  for (std::size_t at = 1; at < ranges.size(); ++at) gaps.push_back({ranges[at - 1].to + 1, ranges[at].from - 1});
  return gaps;
}

// A range by itself: which of its ends are constants.
Shape shape_of(const Range& range) {
  if (range.from == range.to) return Shape::one_of;
  if (range.from == kLeast) return range.to == kMost ? Shape::known : Shape::at_most;
  return range.to == kMost ? Shape::at_least : Shape::between;
}

template <typename Number>
void append(std::int64_t number, std::vector<Unit>& units) {
  const auto narrowed = static_cast<Number>(number);
  const std::size_t at = units.size();
  units.resize(at + sizeof narrowed / sizeof(Unit));
  std::memcpy(&units[at], &narrowed, sizeof narrowed);
}

void append(std::int64_t number, Width width, std::vector<Unit>& units) {
  switch (width) {
    case Width::narrow: return append<Unit>(number, units);
    case Width::middle: return append<std::int32_t>(number, units);
    case Width::wide: return append<std::int64_t>(number, units);
    case Width::pool: return append<std::uint32_t>(number, units);
  }
}

}  // namespace

// Writes the steps from the last to the first, so that where a step leads is known when it is written. What is written
// always leads on to the step that was written before it or jumps.
class Formula::Writer {
 public:
  Writer(const Tree& tree, Formula& formula) : tree_(tree), formula_(formula) {}

  bool write() {
    weigh();
    const Weight root = weights_[tree_.root()];
    if (root.constant == Truth::always) return true;
    if (root.constant == Truth::never || root.tests > kMostTests || !fits_) return write_never() && fits_;
    write(tree_.root(), kAccept, kReject);
    put_together();
    return true;
  }

 private:
  enum class Truth : std::uint8_t { open, always, never };
  // Of a node: what it always is, how many tests it has once what is always so is left out, and how dear.
  struct Weight {
    Truth constant = Truth::open;
    bool is_dear = false;
    std::uint32_t tests = 0;
  };
  // Places are counted in units from the end: the end itself is 0, and past it is -1.
  static constexpr std::int64_t kAccept = 0;
  static constexpr std::int64_t kReject = -1;

  // Parts stand before what is made of them.
  void weigh() {
    weights_.reserve(tree_.size());
    for (NodeId id = 0; id < tree_.size(); ++id) weights_.push_back(weigh(tree_.at(id)));
  }

  Weight weigh(const Tree::Node& node) {
    if (node.kind == Tree::Kind::test) {
      const std::span<const Range> ranges = tree_.ranges_of(node);
      ranges_ += ranges.size();
      fits_ = fits_ && node.attribute < kAttributes && ranges_ <= kMostRangesOfFormula;
      if (ranges.empty() && !node.missing) return {.constant = Truth::never};
      if (node.missing && ranges.size() == 1 && ranges.front() == Range{}) return {.constant = Truth::always};
      return {.is_dear = node.attribute >= kFirstDear, .tests = 1};
    }
    const Truth decisive = node.kind == Tree::Kind::all ? Truth::never : Truth::always;
    Weight whole;
    for (const NodeId part : tree_.parts_of(node)) {
      const Weight& weight = weights_[part];
      if (weight.constant == decisive) return {.constant = decisive};
      whole.tests = std::min<std::uint32_t>(whole.tests + weight.tests, kMostTests + 1);
      whole.is_dear = whole.is_dear || weight.is_dear;
    }
    if (whole.tests == 0) whole.constant = node.kind == Tree::Kind::all ? Truth::always : Truth::never;
    return whole;
  }

  [[nodiscard]] std::int64_t written() const { return static_cast<std::int64_t>(reversed_.size()); }

  void write(NodeId id, std::int64_t if_true, std::int64_t if_not) {
    const Tree::Node& node = tree_.at(id);
    if (node.kind == Tree::Kind::test) return write_test(node, if_true, if_not);
    // What is cheap is tested first, so it is written last.
    bool is_last = true;
    for (const bool dear : {true, false}) {
      const std::span<const NodeId> parts = tree_.parts_of(node);
      for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        const Weight& weight = weights_[*part];
        if (weight.constant != Truth::open || weight.is_dear != dear) continue;
        const std::int64_t next = written();
        const bool is_all = node.kind == Tree::Kind::all;
        write(*part, is_last || !is_all ? if_true : next, is_last || is_all ? if_not : next);
        is_last = false;
      }
    }
  }

  void write_test(const Tree::Node& node, std::int64_t if_true, std::int64_t if_not) {
    const auto [shape, width] = choose_constants(tree_.ranges_of(node), node.missing);
    const bool jumps_if = if_not == written();
    write_step(node.attribute, shape, width, jumps_if, jumps_if ? if_true : if_not);
  }

  // With what stands in `constants_`.
  void write_step(Attribute attribute, Shape shape, Width width, bool jumps_if, std::int64_t to) {
    step_.resize(kHeadUnits);
    for (const std::int64_t constant : constants_) append(constant, width, step_);
    const std::uint32_t head = Step::head(attribute, shape, width, jumps_if, step_.size());
    std::memcpy(step_.data(), &head, sizeof head);
    step_[2] = static_cast<Unit>(written() + static_cast<std::int64_t>(step_.size()) - to);
    reversed_.insert(reversed_.end(), step_.rbegin(), step_.rend());
  }

  std::pair<Shape, Width> choose_constants(std::span<const Range> ranges, bool missing) {
    if (missing) return write_ranges(ranges, missing);
    if (ranges.size() == 1) {
      const Range range = ranges.front();
      const Shape shape = shape_of(range);
      constants_.clear();
      if (shape == Shape::one_of || shape == Shape::at_least || shape == Shape::between) {
        constants_.push_back(range.from);
      }
      if (shape == Shape::at_most || shape == Shape::between) constants_.push_back(range.to);
      return {shape, width_of(constants_)};
    }
    if (list_points(ranges, constants_)) return {Shape::one_of, place_list()};
    if (list_points(gaps(ranges), constants_)) return {Shape::none_of, place_list()};
    return write_ranges(ranges, missing);
  }

  // Leaves short lists where they are.
  Width place_list() {
    if (constants_.size() <= kMostInline) return width_of(constants_);
    const auto first = static_cast<std::int64_t>(pool_.size());
    append<std::int64_t>(static_cast<std::int64_t>(constants_.size()), pool_);
    for (const std::int64_t constant : constants_) append<std::int64_t>(constant, pool_);
    constants_ = {first};
    return Width::pool;
  }

  std::pair<Shape, Width> write_ranges(std::span<const Range> ranges, bool missing) {
    constants_ = {static_cast<std::int64_t>(pool_.size())};
    append<std::int64_t>(missing ? 1 : 0, pool_);
    append<std::int64_t>(static_cast<std::int64_t>(ranges.size()), pool_);
    for (const Range& range : ranges) {
      append<std::int64_t>(range.from, pool_);
      append<std::int64_t>(range.to, pool_);
    }
    return {Shape::ranges, Width::pool};
  }

  void put_together() {
    std::vector<Unit>& units = formula_.units_;
    units.clear();
    units.reserve(1 + reversed_.size() + pool_.size() + kReadAhead);
    units.push_back(static_cast<Unit>(reversed_.size()));
    units.insert(units.end(), reversed_.rbegin(), reversed_.rend());
    units.insert(units.end(), pool_.begin(), pool_.end());
    units.resize(units.size() + kReadAhead);
  }

  // A test that no value passes, and missing does not either.
  bool write_never() {
    const auto [shape, width] = write_ranges({}, false);
    write_step(0, shape, width, false, kReject);
    put_together();
    return weights_[tree_.root()].tests <= kMostTests;
  }

  const Tree& tree_;
  Formula& formula_;
  std::vector<Weight> weights_;
  std::vector<Unit> reversed_;  // the steps, from the last unit to the first
  std::vector<Unit> pool_;
  std::vector<Unit> step_;               // that is being written
  std::vector<std::int64_t> constants_;  // its
  std::size_t ranges_ = 0;               // of all tests
  bool fits_ = true;
};

bool Formula::assign(const Tree& tree) {
  units_.clear();
  return Writer(tree, *this).write();
}

}  // namespace wend::match
