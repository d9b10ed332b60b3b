// Puts kernels in their places by storage: for the files that define them, one for each set of instructions.
//
// `Inside<Stored, side>::run` and `LookUp<Code>::run` are what the including file brings.
#pragma once

#include <bit>
#include <cstdint>
#include <type_traits>

#include "runtime/columns/kernels.hpp"

namespace wend::columns {

template <template <typename, Side> typename Inside, template <typename> typename LookUp>
constexpr Kernels kernel_table(const MaskLoops& masks) {
  using layout::ColumnStorage;
  Kernels table{};
  const auto place = [&](ColumnStorage storage) -> Kernels::OfStorage& {
    return table.by_storage[static_cast<std::size_t>(storage)];
  };
  const auto numbers = [&]<typename Stored>(ColumnStorage storage, Stored) {
    place(storage).inside[static_cast<std::size_t>(Side::both)] = Inside<Stored, Side::both>::run;
    place(storage).inside[static_cast<std::size_t>(Side::low)] = Inside<Stored, Side::low>::run;
    place(storage).inside[static_cast<std::size_t>(Side::high)] = Inside<Stored, Side::high>::run;
  };
  numbers(ColumnStorage::integer8, std::int8_t{});
  numbers(ColumnStorage::integer16, std::int16_t{});
  numbers(ColumnStorage::integer32, std::int32_t{});
  numbers(ColumnStorage::integer64, std::int64_t{});
  numbers(ColumnStorage::unsigned8, std::uint8_t{});
  numbers(ColumnStorage::unsigned16, std::uint16_t{});
  numbers(ColumnStorage::unsigned32, std::uint32_t{});
  numbers(ColumnStorage::float32, float{});
  numbers(ColumnStorage::float64, double{});
  place(ColumnStorage::integer8).look_up = LookUp<std::uint8_t>::run;
  place(ColumnStorage::unsigned8).look_up = LookUp<std::uint8_t>::run;
  place(ColumnStorage::coded8).look_up = LookUp<std::uint8_t>::run;
  place(ColumnStorage::coded16).look_up = LookUp<std::uint16_t>::run;
  place(ColumnStorage::coded32).look_up = LookUp<std::uint32_t>::run;
  table.masks = &masks;
  return table;
}

// A side of a bound as the storage has it.
template <typename Stored>
constexpr Stored side_of(std::int64_t bits) {
  if constexpr (std::is_floating_point_v<Stored>) {
    return static_cast<Stored>(std::bit_cast<double>(bits));
  } else {
    return static_cast<Stored>(bits);
  }
}

}  // namespace wend::columns
