#include "tests/bench/trigger_workload.hpp"

#include <algorithm>
#include <array>
#include <random>

namespace wend::bench {
namespace {

using match::Attribute;
using match::Range;

// The number of values of each attribute: amounts, days, codes, and yes or no. Of an event's fields, then of tags.
constexpr std::array<std::int64_t, kEventFields + kTagFields> kValues = {
    1'000'000, 1'000'000, 1'000'000, 10'000, 10'000, 10'000,    3'650,   3'650, 365, 100, 300, 80, 40, 30, 20,
    12,        8,         5,         2,      2,      1'000'000, 100'000, 3'650, 120, 300, 40,  12, 6,  2,  2};
constexpr std::int64_t kWindowValues = 50;
// A trigger's conditions together hold for at most so many events.
constexpr double kAimedAt = 0.0029;

struct Condition {
  Attribute attribute = 0;
  std::vector<Range> ranges;
  double share = 1;
};

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::int64_t below(std::int64_t count) {
    return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(count));
  }
  bool chance(int percent) { return below(100) < percent; }

 private:
  std::mt19937_64 engine_;
};

// On an amount or a day at least, at most, or between; on a code one or some of them.
Condition condition_on(Attribute attribute, std::int64_t values, Random& random) {
  Condition condition{.attribute = attribute, .ranges = {}};
  if (values > 300) {
    // Authors write round numbers.
    const std::int64_t step = values / 200;
    const std::int64_t width = values / 20 + random.below(values / 4) / step * step;
    const std::int64_t from = random.below(values - width) / step * step;
    if (random.chance(50)) {
      condition.ranges = {{from, from + width}};
    } else if (random.chance(60)) {
      condition.ranges = {{values - width, match::kMost}};
    } else {
      condition.ranges = {{match::kLeast, width - 1}};
    }
    condition.share = static_cast<double>(width) / static_cast<double>(values);
  } else {
    const std::int64_t count = values > 10 && random.chance(40) ? 2 + random.below(3) : 1;
    for (std::int64_t at = 0; at < count; ++at) {
      const std::int64_t code = random.below(values);
      condition.ranges.push_back({code, code});
    }
    condition.share = static_cast<double>(count) / static_cast<double>(values);
  }
  return condition;
}

}  // namespace

void TriggerWorkload::trigger(std::size_t position, match::Tree& tree) const {
  tree.clear();
  Random random(shape_.seed + position * 0x9E37'79B9'7F4A'7C15ULL);
  std::vector<match::NodeId> parts;
  std::vector<Attribute> used;
  for (double share = 1; share > kAimedAt;) {
    const auto attribute = static_cast<Attribute>(random.below(static_cast<std::int64_t>(cheap())));
    if (std::ranges::find(used, attribute) != used.end()) continue;
    used.push_back(attribute);
    const Condition condition = condition_on(attribute, kValues[attribute], random);
    parts.push_back(tree.test(attribute, condition.ranges));
    share *= condition.share * 0.9;
  }
  if (shape_.with_tags && random.chance(50)) {
    const auto window = static_cast<Attribute>(match::kFirstDear + random.below(static_cast<std::int64_t>(dear())));
    parts.push_back(tree.test(window, {{random.below(kWindowValues / 2), match::kMost}}));
  }
  tree.all(parts);
}

TriggerWorkload::Event TriggerWorkload::event(std::size_t position) const {
  Random random(~(shape_.seed + position * 0x9E37'79B9'7F4A'7C15ULL));
  Event event(cheap() + dear());
  for (std::size_t at = 0; at < event.size(); ++at) {
    if (random.chance(10)) continue;
    event[at] = random.below(at < cheap() ? kValues[at] : kWindowValues);
  }
  return event;
}

}  // namespace wend::bench
