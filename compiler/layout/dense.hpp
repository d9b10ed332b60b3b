// Where things lie inside a dense row's variable part, for the files that write, read and check it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "compiler/layout/row_layout.hpp"

namespace wend::layout {

// Ordinals and entries are read in place, so they lie aligned; texts lie anywhere.
inline constexpr std::size_t kArrayAlignment = 4;
static_assert(alignof(Texts::Entry) <= kArrayAlignment && alignof(std::int32_t) <= kArrayAlignment);

[[nodiscard]] constexpr std::size_t align_up(std::size_t size, std::size_t alignment) {
  return (size + alignment - 1) / alignment * alignment;
}

// The bytes of a field's cell.
[[nodiscard]] std::size_t cell_size(Storage storage);
// Whether the field's value is marked as known in the row.
[[nodiscard]] bool is_marked_known(const Field& field, const std::byte* data);

}  // namespace wend::layout
