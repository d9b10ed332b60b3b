#include "runtime/match/formula.hpp"

#include <algorithm>
#include <optional>

namespace wend::match {
namespace {

bool is_narrow(std::int64_t value) {
  return value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max();
}

struct Test {
  Shape shape = Shape::known;
  std::int64_t constant = 0;
};

// The shape that needs no pool; nothing where there is none.
std::optional<Test> narrow_test(std::span<const Range> ranges, bool missing) {
  if (missing) return std::nullopt;
  if (ranges.size() != 1) return std::nullopt;
  const Range& range = ranges.front();
  if (range.from == kLeast && range.to == kMost) return Test{Shape::known, 0};
  if (range.from == range.to && is_narrow(range.from)) return Test{Shape::equal, range.from};
  if (range.from == kLeast && is_narrow(range.to)) return Test{Shape::at_most, range.to};
  if (range.to == kMost && is_narrow(range.from)) return Test{Shape::at_least, range.from};
  return std::nullopt;
}

bool is_point(const Range& range) {
  return range.from == range.to && is_narrow(range.from);
}

// The numbers that the ranges leave out, where these are all numbers but a few.
std::vector<Range> gaps(std::span<const Range> ranges) {
  std::vector<Range> gaps;
  if (ranges.size() < 2 || ranges.front().from != kLeast || ranges.back().to != kMost) return gaps;
  for (std::size_t at = 1; at < ranges.size(); ++at) gaps.push_back({ranges[at - 1].to + 1, ranges[at].from - 1});
  return gaps;
}

std::int32_t half(std::uint64_t word, std::size_t at) {
  return static_cast<std::int32_t>(word >> (at % 2 == 0 ? 0U : 32U));
}

std::size_t list_size(const std::uint64_t* list) {
  return static_cast<std::size_t>(half(list[0], 0));
}

std::int32_t list_item(const std::uint64_t* list, std::size_t at) {
  return half(list[(at + 1) / 2], at + 1);
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
  // Places are counted from the end: the end itself is 0, and past it is -1.
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
      fits_ = fits_ && node.attribute < kAttributes;
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

  [[nodiscard]] std::int64_t written() const { return static_cast<std::int64_t>(steps_.size()); }

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
    Step step = step_of(node);
    const std::int64_t here = written() + 1;
    const bool jumps_if = if_not == written();
    step.jump(jumps_if, static_cast<std::uint32_t>(here - (jumps_if ? if_true : if_not)));
    steps_.push_back(step.word());
  }

  Step step_of(const Tree::Node& node) {
    const std::span<const Range> ranges = tree_.ranges_of(node);
    if (const std::optional<Test> test = narrow_test(ranges, node.missing)) {
      return {node.attribute, test->shape, static_cast<std::int32_t>(test->constant)};
    }
    const auto first = static_cast<std::int32_t>(pool_.size());
    if (!node.missing && !ranges.empty() && std::ranges::all_of(ranges, is_point)) {
      write_list(ranges);
      return {node.attribute, Shape::one_of, first};
    }
    if (const std::vector<Range> left_out = gaps(ranges);
        !node.missing && !left_out.empty() && std::ranges::all_of(left_out, is_point)) {
      write_list(left_out);
      return {node.attribute, Shape::none_of, first};
    }
    const bool is_one = ranges.size() == 1 && !node.missing;
    if (!is_one) pool_.insert(pool_.end(), {node.missing ? 1U : 0U, ranges.size()});
    for (const Range& range : ranges) {
      pool_.insert(pool_.end(), {static_cast<std::uint64_t>(range.from), static_cast<std::uint64_t>(range.to)});
    }
    return {node.attribute, is_one ? Shape::between : Shape::ranges, first};
  }

  void write_list(std::span<const Range> points) {
    std::uint64_t word = points.size();
    for (std::size_t at = 0; at < points.size(); ++at) {
      const auto number = static_cast<std::uint32_t>(points[at].from);
      if (at % 2 == 0) {
        pool_.push_back(word | std::uint64_t{number} << 32U);
      } else {
        word = number;
      }
    }
    if (points.size() % 2 == 0) pool_.push_back(word);
  }

  void put_together() {
    formula_.steps_ = steps_.size();
    formula_.words_.assign(steps_.rbegin(), steps_.rend());
    formula_.words_.insert(formula_.words_.end(), pool_.begin(), pool_.end());
  }

  // A test that no value passes, and missing does not either.
  bool write_never() {
    Step step(0, Shape::ranges, 0);
    step.jump(false, 2);
    steps_ = {step.word()};
    pool_ = {0, 0};
    put_together();
    return weights_[tree_.root()].tests <= kMostTests;
  }

  const Tree& tree_;
  Formula& formula_;
  std::vector<Weight> weights_;
  std::vector<std::uint64_t> steps_;
  std::vector<std::uint64_t> pool_;
  bool fits_ = true;
};

bool Formula::assign(const Tree& tree) {
  words_.clear();
  steps_ = 0;
  return Writer(tree, *this).write();
}

bool is_on_list(const std::uint64_t* list, std::int64_t value) {
  std::size_t low = 0;
  std::size_t high = list_size(list);
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (list_item(list, middle) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < list_size(list) && list_item(list, low) == value;
}

bool is_in_ranges(const std::uint64_t* ranges, std::size_t count, std::int64_t value) {
  std::size_t low = 0;
  std::size_t high = count;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (static_cast<std::int64_t>(ranges[2 * middle + 1]) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < count && static_cast<std::int64_t>(ranges[2 * low]) <= value;
}

bool append_ranges(const Step& step, const std::uint64_t* pool, std::vector<Range>& ranges) {
  const std::int64_t constant = step.constant();
  const auto pair = [&](std::size_t at) {
    return Range{static_cast<std::int64_t>(pool[at]), static_cast<std::int64_t>(pool[at + 1])};
  };
  const auto position = static_cast<std::size_t>(constant);
  switch (step.shape()) {
    case Shape::equal: ranges.push_back({constant, constant}); return false;
    case Shape::one_of:
      for (std::size_t at = 0; at < list_size(pool + constant); ++at) {
        const std::int64_t item = list_item(pool + constant, at);
        ranges.push_back({item, item});
      }
      return false;
    case Shape::none_of: {
      std::int64_t from = kLeast;
      for (std::size_t at = 0; at < list_size(pool + constant); ++at) {
        const std::int64_t item = list_item(pool + constant, at);
        if (from < item) ranges.push_back({from, item - 1});
        from = item + 1;
      }
      ranges.push_back({from, kMost});
      return false;
    }
    case Shape::at_least: ranges.push_back({constant, kMost}); return false;
    case Shape::at_most: ranges.push_back({kLeast, constant}); return false;
    case Shape::known: ranges.push_back({}); return false;
    case Shape::between: ranges.push_back(pair(position)); return false;
    case Shape::ranges:
      for (std::size_t at = 0; at < pool[position + 1]; ++at) ranges.push_back(pair(position + 2 + 2 * at));
      return pool[position] != 0;
  }
  return false;
}

}  // namespace wend::match
