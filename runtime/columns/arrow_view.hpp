// What of an Arrow array can be checked is checked here, before anything in it is read.
//
// The C Data Interface does not carry the sizes of buffers: that they are as long as the lengths and offsets say is the
// producer's promise, as it is to every consumer. All the rest is looked at: counts of buffers and children, missing
// pointers, negative and huge numbers, slices that reach beyond their array, offsets that fall. Codes beyond their
// dictionary are missing values (layout::ColumnStorage), so they need no pass of their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "runtime/columns/arrow_abi.h"
#include "runtime/value/result.hpp"

namespace wend::columns {

// Rows of one array: those of a slice. More than kMostArrowRows are refused, so that no sum of bytes overflows.
inline constexpr std::int64_t kMostArrowRows = std::int64_t{1} << 40U;
// Columns of a batch.
inline constexpr std::int64_t kMostArrowColumns = 100'000;

struct ArrowView {
  const ArrowArray* array = nullptr;
  std::size_t first = 0;  // in the buffers
  std::size_t rows = 0;
  const std::byte* known = nullptr;  // a bitmap that `first` counts in; null: everything is known

  [[nodiscard]] const std::byte* buffer(std::size_t index) const {
    return static_cast<const std::byte*>(array->buffers[index]);
  }
};

// The rows from `first` on, of an array that has `buffers` of them (the bitmap is the first) and `children`.
[[nodiscard]] Result<ArrowView> view_of(const ArrowArray* array, std::size_t first, std::size_t rows,
                                        std::int64_t buffers, std::int64_t children);
// All of its rows.
[[nodiscard]] Result<ArrowView> view_of(const ArrowArray* array, std::int64_t buffers, std::int64_t children);

// Offsets into `end` or more things: none is negative, none falls. Writes where the last ends.
[[nodiscard]] Status check_offsets(const ArrowView& view, bool large, std::int64_t& end);
// Offset `index` of the view; index <= rows.
[[nodiscard]] std::int64_t offset_at(const ArrowView& view, bool large, std::size_t index);

[[nodiscard]] bool is_known(const ArrowView& view, std::size_t row);

// A text between two offsets, which were checked.
[[nodiscard]] std::string_view text_at(const ArrowView& view, bool large, std::size_t row);

// Items of buffers, which need not be aligned.
template <typename Item>
[[nodiscard]] Item read_item(const std::byte* items, std::size_t index) {
  Item item;
  std::memcpy(static_cast<void*>(&item), items + index * sizeof item, sizeof item);
  return item;
}
template <typename Item>
void write_item(std::byte* items, std::size_t index, const Item& item) {
  std::memcpy(items + index * sizeof item, static_cast<const void*>(&item), sizeof item);
}

}  // namespace wend::columns
