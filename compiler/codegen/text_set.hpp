// A set of texts that conditions ask again and again, as data: one look into a hash table, however many texts it has.
//
// Immutable once made. Takes the texts' bytes and 8 to 24 more for each.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/value.hpp"

namespace wend::codegen {

class TextSet {
 public:
  // `texts` are sorted, without doubles, and of less than 4 GB together.
  explicit TextSet(std::span<const std::string> texts);
  TextSet(const TextSet&) = delete;  // `texts()` borrows from it
  TextSet& operator=(const TextSet&) = delete;

  [[nodiscard]] const Texts& texts() const { return texts_; }
  [[nodiscard]] bool has(std::string_view text) const;

 private:
  void add_to_table(std::uint32_t position);

  std::string bytes_;
  std::vector<Texts::Entry> entries_;
  Texts texts_;
  // Positions plus 1 by hash, 0 is free; its size is a power of two. Empty where the set is so small that looking at
  // each text is faster.
  std::vector<std::uint32_t> table_;
};

}  // namespace wend::codegen
