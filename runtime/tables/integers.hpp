// The narrowest way to keep some scalars: less a base, divided by their common factor.
#pragma once

#include <cstdint>
#include <span>

#include "runtime/tables/format.hpp"

namespace wend::tables {

struct Packing {
  PieceStorage storage = PieceStorage::integer64;
  std::int64_t factor = 1;
  std::int64_t base = 0;

  // Of a scalar that it was made for.
  [[nodiscard]] std::int64_t stored(std::int64_t scalar) const;
};

struct Extremes {
  std::int64_t least = 0;
  std::int64_t greatest = 0;
};
// Of at least one scalar.
[[nodiscard]] Extremes extremes_of(std::span<const std::int64_t> scalars);

// For at least one scalar; no narrower than `narrowest`. Every number of the storage stands for a 64-bit scalar.
[[nodiscard]] Packing pack(std::span<const std::int64_t> scalars, const Extremes& extremes, PieceStorage narrowest);

// Whether every number that the storage can hold stands for a 64-bit scalar.
[[nodiscard]] bool stands_for_scalars(PieceStorage storage, std::int64_t factor, std::int64_t base);

}  // namespace wend::tables
