// Expressions of the IR: typed, flat, shared.
//
// A Program keeps all its expressions in one vector; an operand always stands before the expression that uses it, and
// equal expressions are kept once. So an executor may walk a root recursively (depth at most kDeepest), or once
// through the vector. What an operation means is said in operations.def and, to the letter, by runtime/eval.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "runtime/value/type.hpp"

namespace wend::ir {

enum class Operation : std::uint8_t {
#define WEND_OPERATION(name, operands, meaning) name,
#include "compiler/ir/operations.def"
#undef WEND_OPERATION
};

[[nodiscard]] std::string_view name_of(Operation operation);
// The number of operands that the operation takes, or -1 for a list.
[[nodiscard]] int arity(Operation operation);

using ExpressionId = std::uint32_t;
inline constexpr ExpressionId kNone = std::numeric_limits<ExpressionId>::max();

// The deepest nesting of an expression once derived tags and segments are put in, and the most steps that evaluating
// one root may take: what a checker rejects so that no executor needs to.
inline constexpr std::uint32_t kDeepest = 256;
inline constexpr std::uint64_t kMostSteps = 100'000;

// Which event an event_field or event_time speaks of.
enum class Slot : std::uint8_t {
  matched = 0,    // the event that a pattern is being matched with
  entered = 1,    // the event that entered the journey
  candidate = 2,  // the event of history that a window's `where` looks at
  // The events of the sequence that is being matched, by their place in it.
  stage_1 = 3,
  stage_2 = 4,
  stage_3 = 5,
  stage_4 = 6,
  // The events that a journey has names for, by Journey::named.
  named_1 = 7,
  named_2 = 8,
  named_3 = 9,
  named_4 = 10,
  named_5 = 11,
  named_6 = 12,
  named_7 = 13,
  named_8 = 14,
  nested = 15,  // as candidate, of a window that stands in another window's `where`
};
inline constexpr std::size_t kSlots = 16;

// The most events of one sequence, and the most events that a journey may have names for.
inline constexpr std::size_t kMostStages = 4;
inline constexpr std::size_t kMostNamed = 8;

[[nodiscard]] constexpr std::size_t position_of(Slot slot) {
  return static_cast<std::size_t>(slot);
}
[[nodiscard]] constexpr Slot stage_slot(std::size_t stage) {
  return static_cast<Slot>(position_of(Slot::stage_1) + stage);
}
[[nodiscard]] constexpr Slot named_slot(std::size_t named) {
  return static_cast<Slot>(position_of(Slot::named_1) + named);
}

// Where a record stands while an expression speaks of its fields: positions in eval::Inputs::records.
//   key       the record that keys a journey's instance (`per h in holdings`)
//   item      the records that the `each` steps around the expression are at, outermost first
//   element   the record that a condition on a list looks at (`any(holdings where …)`), outermost first
inline constexpr std::uint32_t kKeyRecord = 0;
inline constexpr std::uint32_t kFirstItemRecord = 1;
inline constexpr std::uint32_t kMostItemRecords = 3;
inline constexpr std::uint32_t kFirstElementRecord = kFirstItemRecord + kMostItemRecords;
inline constexpr std::uint32_t kMostElementRecords = 4;
inline constexpr std::uint32_t kRecordSlots = kFirstElementRecord + kMostElementRecords;

// What `record_field` and `list_field` take as `index`: a slot or a name list, and a field of the list's records.
struct FieldOf {
  std::uint32_t of = 0;     // below 65,536
  std::uint32_t field = 0;  // likewise
};
[[nodiscard]] constexpr std::uint32_t index_of(FieldOf field) {
  return field.of << 16U | field.field;
}
[[nodiscard]] constexpr FieldOf field_of(std::uint32_t index) {
  return {index >> 16U, index & 0xFFFFU};
}

// The scale that multiply and divide take as `index`.
enum class Scale : std::uint8_t { one = 0, number = 1 };  // 1; 1,000,000

struct Expression {
  Operation operation = Operation::constant;
  Slot slot = Slot::matched;
  Type type;
  std::uint32_t index = 0;          // as operations.def says for each operation
  std::uint32_t first_operand = 0;  // position in Program::operands
  std::uint32_t operand_count = 0;

  friend bool operator==(const Expression&, const Expression&) = default;
};

}  // namespace wend::ir
