// The constants of one batch as a block of bytes that goes into the object beside its code.
//
// The block is laid out like a row: sets of texts and tables refer to texts by their offset from its beginning, so it
// needs no relocation. Equal pieces are kept once. Everything is aligned to 8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/value.hpp"

namespace wend::codegen {

class ConstantBlock {
 public:
  // Each returns where it lies.
  std::uint64_t text(std::string_view text);
  std::uint64_t ordinals(std::span<const std::int32_t> ordinals);
  std::uint64_t texts(std::span<const std::string> texts);
  // One layout::Cell a value; those of texts and sets hold an offset where a cell has an address. Booleans are 0 or 1.
  std::uint64_t table(std::span<const OwnedValue> values);
  // A row in which everything is zero, for an event that is not there.
  std::uint64_t zeros(std::uint64_t size);

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::uint64_t place(std::string_view piece);

  std::string bytes_;
  std::map<std::string, std::uint64_t, std::less<>> placed_;
};

}  // namespace wend::codegen
