// What a native predicate is called with: the binary interface between compiled code and its callers.
//
// Everything is plain memory owned by the caller for the time of the call. `Cell`s carry what is computed outside the
// predicate: moments (once for each `now`), windows and selections (once for each customer and call). A predicate
// returns a Truth as its number, 0 no, 1 yes, 2 unknown; or, where only that was asked, 1 where the condition is true
// and else 0 (NativeAnswer). A change here raises kFrameVersion.
//
// A predicate is code and the constants of one condition: conditions of the same shape, which differ in their numbers,
// names and the places of their tags alone, share their code.
#pragma once

#include <cstddef>
#include <cstdint>

#include "runtime/value/value.hpp"

namespace wend::layout {

inline constexpr std::uint32_t kFrameVersion = 4;

// One place for each ir::Slot.
inline constexpr std::size_t kEventSlots = 16;

// A value as native code sees it. Scalars and booleans: `bits`. Text: `bits` is the address of its bytes, `size` their
// number. Ordinals: `bits` is the address of std::int32_t[size]. Period: `bits` holds months (low half) and days
// (high half), `size` the business days. Sets of text: `bits` is the address of a wend::Texts.
struct Cell {
  std::int64_t bits = 0;
  std::uint32_t size = 0;
  std::uint32_t known = 0;
};
static_assert(sizeof(Cell) == 16);

[[nodiscard]] inline Cell cell_of(const Period& period) {
  const std::uint64_t days = static_cast<std::uint32_t>(period.days);
  const std::uint64_t bits = static_cast<std::uint32_t>(period.months) | days << 32;
  return {static_cast<std::int64_t>(bits), static_cast<std::uint32_t>(period.business_days), 1};
}
[[nodiscard]] inline Period period_of(std::int64_t bits, std::uint32_t business_days) {
  return {static_cast<std::int32_t>(bits), static_cast<std::int32_t>(bits >> 32),
          static_cast<std::int32_t>(business_days)};
}

struct EventRow {
  const std::byte* data = nullptr;  // a dense row of the event's layout
  std::int64_t time = 0;
};

struct Frame {
  const std::byte* tags = nullptr;
  EventRow events[kEventSlots];
  const Cell* moments = nullptr;   // by Program::moments
  const Cell* windows = nullptr;   // by Program::windows
  const void* zone = nullptr;      // wend::Zone, for the operations that need one
  const void* calendar = nullptr;  // wend::BusinessCalendar, for business days; null where the schema has none
  std::int64_t now = 0;
  const Cell* selections = nullptr;  // by Program::selections
  Cell customer;                     // the id, a text
  const void* name_lists = nullptr;  // for `on_list` alone
  // Whether the customer is on the schema's list: a boolean. Null: unknown of every list.
  Cell (*on_list)(const void* name_lists, std::uint32_t list, const char* customer, std::size_t size) = nullptr;
};

// Of one condition: whatever its code was compiled to find there.
using Constants = const std::int64_t*;

// Borrowed from compiled code, and gone with it.
struct Predicate {
  std::uint8_t (*code)(const Frame* frame, Constants constants) = nullptr;
  Constants constants = nullptr;

  std::uint8_t operator()(const Frame* frame) const { return code(frame, constants); }
};

}  // namespace wend::layout
