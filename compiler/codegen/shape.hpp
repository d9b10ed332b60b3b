// What conditions have in common that share code, and what each of them has of its own.
//
// Code reads from its condition's words what differs between conditions of one shape. Texts, sets, tables and polygons
// are always words: addresses of data. With Effort::quick, numbers are words too, and so are the places of fields in
// their rows, so that `aum > 5` and `balance > 7` share code where both are stored and marked alike; with
// Effort::optimised they are written into the code, which is faster and shared by fewer.
//
//   the words of       are
//   every condition    kRuntimeWord: the address of runtime_functions.def's functions
//   constant           text: address, size; texts: address of the Texts, of the TextSet;
//                      ordinals: address, number, and the OrdinalSet's bits: the only word of them, or address, number
//                      of bits; scalar, period (quick): the cell's bits, and size
//   tag, event_field   event_field: address of a row of zeros; then (quick) see FieldWords
//   moment, window,    (quick) its offset in the frame's array
//     selection
//   product_field      address of the column, number of products
//   in_area            address of the corners, number
//   on_list            the list
#pragma once

#include <cstdint>
#include <unordered_map>

#include "compiler/codegen/constant_data.hpp"
#include "compiler/codegen/plan.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/layout/native_interface.hpp"
#include "runtime/value/content_hash.hpp"

namespace wend::codegen {

inline constexpr std::uint32_t kRuntimeWord = 0;

struct Shape {
  ContentHash key;  // equal for conditions that share code
  Words words;
  std::unordered_map<ir::ExpressionId, std::uint32_t> first;  // where the words of an expression begin
};

// Which words a field has, in this order, where they are not written into the code.
struct FieldWords {
  explicit FieldWords(const layout::Field& field);

  bool marked;         // missing_offset
  bool marked_by_bit;  // missing_bit
  bool has_sentinel;   // sentinel
  bool has_factor;     // factor
};

[[nodiscard]] Shape shape_of(const ir::Program& program, const layout::NativeRequest& request, const Plan& plan,
                             layout::NativeEffort effort, ConstantData& data);

}  // namespace wend::codegen
