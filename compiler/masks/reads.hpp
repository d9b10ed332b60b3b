// What each expression of a program reads, in a few words: computed once for all of them.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/ir/program.hpp"

namespace wend::masks {

struct Reads {
  enum class Tags : std::uint8_t { none, one, several };
  Tags tags = Tags::none;
  schema::TagIndex tag = 0;  // where there is one
  bool clock = false;        // the local clock, which differs by zone
  bool elsewhere = false;    // what is no tag: events, history, records, lists, the customer's id

  friend bool operator==(const Reads&, const Reads&) = default;
};

// By ExpressionId.
[[nodiscard]] std::vector<Reads> reads_of(const ir::Program& program);

}  // namespace wend::masks
