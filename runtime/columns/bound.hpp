// Binds the limits and tables of a MaskProgram to a chunk: what `aum >= 50_000 CNY` is for cents in 32 bits, and what
// a condition says of each entry of a dictionary.
//
//     Binder binder(program, masks, layout, {.now = now, .zone = zone});
//     const BoundChunk bound = binder.bind(chunk);   // for layout::ColumnFrame
//
// What depends on the instant alone is computed once for a binder, and tables once for each dictionary. A Binder owns
// the answers that bound chunks point to. For one thread; what it has bound may be read by any number.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "compiler/layout/column_interface.hpp"
#include "compiler/masks/mask_program.hpp"
#include "runtime/lists/name_list.hpp"
#include "runtime/value/civil_time.hpp"

namespace wend::columns {

// What is the same for all rows.
struct Moment {
  Instant now = 0;
  Zone zone = Zone::utc();
  const lists::NameLists* name_lists = nullptr;  // null: no list is there
};

// A comparison's sides at one moment, in the scale of the column's type, both included.
struct Sides {
  // Nothing: unknown. What is not limited reaches to the end.
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  bool empty = false;  // nothing can be inside
};

// As an interval of what the column of the chunk stores.
[[nodiscard]] layout::Bound bind(const Sides& sides, const layout::Column& column, const layout::ColumnData& data);

// The first and the last number of a float storage that stand for a value of the type, as ColumnData::least and
// greatest say it.
struct FloatRange {
  std::int64_t least = 0;
  std::int64_t greatest = 0;
};
[[nodiscard]] FloatRange float_range(layout::ColumnStorage storage, TypeKind type);

struct BoundChunk {
  std::vector<layout::Bound> bounds;    // by MaskProgram::limits
  std::vector<layout::Answers> tables;  // by MaskProgram::tables
};

class Binder {
 public:
  // Borrows all of it.
  Binder(const ir::Program& program, const masks::MaskProgram& masks, const layout::ColumnLayout& layout,
         const Moment& moment);

  [[nodiscard]] BoundChunk bind(const layout::Chunk& chunk);

 private:
  // Of a table and a dictionary, or a way to store integers.
  using Key = std::tuple<std::uint32_t, const layout::Dictionary*, std::int64_t, std::int64_t, std::int64_t,
                         std::int64_t, std::int64_t>;

  [[nodiscard]] Sides sides_of(const masks::Limit& limit) const;
  [[nodiscard]] layout::Answers answers(std::uint32_t table, const layout::ColumnData& data);
  [[nodiscard]] bool is_wide(std::uint32_t table) const;
  [[nodiscard]] std::vector<std::uint8_t> judge_entries(std::uint32_t table, const layout::ColumnData& data) const;

  const ir::Program* program_;
  const masks::MaskProgram* masks_;
  const layout::ColumnLayout* layout_;
  Moment moment_;
  std::vector<Sides> sides_;                          // by MaskProgram::limits
  std::vector<std::optional<layout::Bound>> floats_;  // likewise: the same for every chunk
  std::map<Key, std::vector<std::uint8_t>> answers_;  // the last is of what is missing
};

}  // namespace wend::columns
