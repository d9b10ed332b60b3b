// Random trees and events over few attributes and small numbers, so that rules are true now and then.
#pragma once

#include <array>
#include <optional>
#include <random>
#include <vector>

#include "runtime/match/formula.hpp"
#include "runtime/match/values.hpp"

namespace wend::match {

inline constexpr std::size_t kCheap = 6;
inline constexpr std::size_t kDear = 2;

using Event = std::vector<std::optional<std::int64_t>>;  // the cheap attributes, then the dear

class RandomTrees {
 public:
  // Numbers are below `numbers`, but for a few at the edges.
  explicit RandomTrees(std::uint64_t seed, std::size_t numbers = 24) : engine_(seed), numbers_(numbers) {}

  [[nodiscard]] std::size_t below(std::size_t count) { return engine_() % count; }
  [[nodiscard]] bool chance(unsigned percent) { return below(100) < percent; }

  void make(Tree& tree, unsigned depth) {
    tree.clear();
    tree.set_root(node(tree, depth));
  }
  [[nodiscard]] Event event() {
    Event event(kCheap + kDear);
    for (auto& value : event) {
      if (!chance(15)) value = number();
    }
    return event;
  }

 private:
  [[nodiscard]] std::int64_t number() {
    static constexpr std::array<std::int64_t, 10> kEdges = {kLeast,     kLeast + 1, kMost,  kMost - 1, 1LL << 40U,
                                                            1LL << 31U, -1,         0xFFFF, 0x10000,   0x10003};
    return chance(5) ? kEdges[below(kEdges.size())] : static_cast<std::int64_t>(below(numbers_)) - 4;
  }
  std::vector<Range> list() {
    std::vector<Range> points(1 + below(12));
    std::int64_t last = number();
    for (Range& point : points) {
      last = chance(30) && last != kMost ? last + 1 : number();
      point.from = point.to = last;
    }
    return points;
  }
  NodeId test(Tree& tree) {
    const std::size_t position = below(kCheap + kDear);
    const auto attribute = static_cast<Attribute>(position < kCheap ? position : kFirstDear + position - kCheap);
    std::vector<Range> ranges;
    if (chance(15)) return tree.test(attribute, list(), chance(10));
    const std::size_t count = chance(3) ? 40 : below(4);
    for (std::size_t at = 0; at < count; ++at) {
      const std::int64_t from = chance(15) ? kLeast : number();
      const std::int64_t to = chance(15) ? kMost : (chance(50) ? from : number());
      ranges.push_back({from, to});
    }
    return tree.test(attribute, ranges, chance(10));
  }
  NodeId node(Tree& tree, unsigned depth) {
    if (depth == 0 || chance(25)) return test(tree);
    std::vector<NodeId> parts(chance(3) ? 0 : 1 + below(4));
    for (NodeId& part : parts) part = node(tree, depth - 1);
    return chance(60) ? tree.all(parts) : tree.any(parts);
  }

  std::mt19937_64 engine_;
  std::size_t numbers_;
};

// What a tree means, word by word.
[[nodiscard]] inline bool holds(const Tree& tree, NodeId id, const Event& event) {
  const Tree::Node& node = tree.at(id);
  switch (node.kind) {
    case Tree::Kind::test: {
      const bool is_dear = node.attribute >= kFirstDear;
      const auto& value = event[is_dear ? kCheap + node.attribute - kFirstDear : node.attribute];
      if (!value) return node.missing;
      for (const Range& range : tree.ranges_of(node)) {
        if (range.from <= *value && *value <= range.to) return true;
      }
      return false;
    }
    case Tree::Kind::all:
      for (const NodeId part : tree.parts_of(node)) {
        if (!holds(tree, part, event)) return false;
      }
      return true;
    case Tree::Kind::any:
      for (const NodeId part : tree.parts_of(node)) {
        if (holds(tree, part, event)) return true;
      }
      return false;
  }
  return false;
}

inline void set(Values& values, const Event& event) {
  values.begin(nullptr, kCheap, kDear);
  for (std::size_t at = 0; at < event.size(); ++at) {
    const auto position = static_cast<Attribute>(at);
    values.set(at < kCheap ? position : kFirstDear + position - static_cast<Attribute>(kCheap), event[at]);
  }
}

}  // namespace wend::match
