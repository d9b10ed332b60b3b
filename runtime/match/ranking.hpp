// The values of one attribute as ranks: small numbers that say between which two edges a value lies.
//
// Edges are the values at which something changes for some rule of a shard. An event's value is looked up among them
// once, and its rank then serves all blocks of the shard.
#pragma once

#include <span>
#include <vector>

#include "runtime/match/values.hpp"

namespace wend::match {

class Ranking {
 public:
  // The edges are sorted, each once, and none is kLeast.
  Ranking(Attribute attribute, std::span<const std::int64_t> edges);

  [[nodiscard]] Attribute attribute() const { return attribute_; }
  // Ranks of known values: below this. A missing value has the next.
  [[nodiscard]] std::size_t known_ranks() const { return count_ + 1; }
  [[nodiscard]] std::size_t ranks() const { return count_ + 2; }

  // How many edges are at most the value. Without a branch that depends on it.
  [[nodiscard]] std::size_t rank(std::int64_t value) const {
    if (edges_.empty()) return static_cast<std::size_t>(std::min(std::max(value, before_), last_) - before_);
    const std::int64_t* edges = edges_.data();
    for (std::size_t left = count_; left > 1; left -= left / 2) {
      edges += edges[left / 2 - 1] <= value ? left / 2 : 0;
    }
    return static_cast<std::size_t>(edges - edges_.data()) + (*edges <= value ? 1 : 0);
  }
  [[nodiscard]] std::size_t rank(const Values::Reading& reading) const {
    const std::size_t rank_if_known = rank(reading.value);
    return reading.known ? rank_if_known : known_ranks();
  }
  // Whether a rank begins at exactly this value.
  [[nodiscard]] bool is_edge(std::int64_t value) const;

  [[nodiscard]] std::size_t bytes() const { return edges_.capacity() * sizeof(std::int64_t); }

 private:
  Attribute attribute_;
  std::size_t count_;
  // Where the edges are, or nearly are, all values from one to another, these stand for them.
  std::int64_t before_ = 0;
  std::int64_t last_ = 0;
  std::vector<std::int64_t> edges_;
};

}  // namespace wend::match
