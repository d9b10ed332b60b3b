// A condition as a tree of `all` and `any` over tests of attributes: what rules are written as before they are indexed.
//
// An attribute is anything that one event gives a 64-bit number for, or no number: then it is missing. A test names the
// values for which it is true, as ranges, and says whether it is true of a missing one. There is no negation: whoever
// writes a tree has pushed it down to the tests, where it is a test of its own ("is not 3" is not true of a missing
// value either), so that every part of a tree is only ever asked whether it is *true*. That is all that Kleene's logic
// needs of a condition that must be true.
//
//     Tree tree;
//     const NodeId amount = tree.test(0, {{50'000, kMost}});
//     const NodeId branch = tree.test(1, {{3, 3}, {7, 7}});
//     tree.set_root(tree.all({amount, branch}));
//
// Not for use from several threads.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <span>
#include <vector>

namespace wend::match {

using Attribute = std::uint32_t;
// Attributes that are dear to compute are numbered from here: they are asked for last, and only of rules that nothing
// else refutes.
inline constexpr Attribute kFirstDear = 1U << 17U;
inline constexpr Attribute kAttributes = 1U << 18U;

inline constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

// Both ends are included.
struct Range {
  std::int64_t from = kLeast;
  std::int64_t to = kMost;
  friend bool operator==(const Range&, const Range&) = default;
};

using NodeId = std::uint32_t;

class Tree {
 public:
  enum class Kind : std::uint8_t { test, all, any };
  struct Node {
    Kind kind = Kind::test;
    bool missing = false;  // of a test: whether it is true of a missing value
    Attribute attribute = 0;
    std::uint32_t first = 0;  // of a test's ranges, or of the parts
    std::uint32_t count = 0;
  };

  void clear();

  // The ranges in any order; they may touch and overlap. None: true of no known value.
  NodeId test(Attribute attribute, std::span<const Range> ranges, bool missing = false);
  NodeId test(Attribute attribute, std::initializer_list<Range> ranges, bool missing = false) {
    return test(attribute, std::span(ranges.begin(), ranges.size()), missing);
  }
  NodeId known(Attribute attribute) { return test(attribute, {Range{}}); }
  NodeId missing(Attribute attribute) { return test(attribute, {}, true); }
  // Without parts `all` is true and `any` is not.
  NodeId all(std::span<const NodeId> parts) { return join(Kind::all, parts); }
  NodeId all(std::initializer_list<NodeId> parts) { return join(Kind::all, std::span(parts.begin(), parts.size())); }
  NodeId any(std::span<const NodeId> parts) { return join(Kind::any, parts); }
  NodeId any(std::initializer_list<NodeId> parts) { return join(Kind::any, std::span(parts.begin(), parts.size())); }
  // One root; the last node where none was set.
  void set_root(NodeId root) { root_ = root; }

  [[nodiscard]] NodeId root() const { return root_; }
  [[nodiscard]] const Node& at(NodeId id) const { return nodes_[id]; }
  [[nodiscard]] std::span<const NodeId> parts_of(const Node& node) const {
    return std::span(parts_).subspan(node.first, node.count);
  }
  // Sorted, neither touching nor overlapping.
  [[nodiscard]] std::span<const Range> ranges_of(const Node& node) const {
    return std::span(ranges_).subspan(node.first, node.count);
  }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

 private:
  NodeId join(Kind kind, std::span<const NodeId> parts);
  NodeId add(const Node& node);

  std::vector<Node> nodes_;
  std::vector<NodeId> parts_;
  std::vector<Range> ranges_;
  NodeId root_ = 0;
};

}  // namespace wend::match
