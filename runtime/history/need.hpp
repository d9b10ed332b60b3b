// What a program needs to remember of each event type: derived from its windows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/row_layout.hpp"

namespace wend::history {

// Of one event type. `layout` holds the fields that some window reads, and no other.
struct Need {
  bool kept = false;
  bool unbounded = false;
  // How far before now the farthest window reaches, rounded up to whole days of 24 hours and a spare one for periods.
  Microseconds reach = 0;
  std::vector<schema::FieldIndex> fields;  // sorted
  layout::RowLayout layout;
};

// Where the schema says how long an event may be kept, a window without a bound reaches no farther than that.
// By event index of the schema that all the programs share.
[[nodiscard]] std::vector<Need> needs(const schema::Schema& schema, std::span<const ir::Program* const> programs);

// The fields of the event in `slot` that evaluating the roots reads; sorted.
[[nodiscard]] std::vector<schema::FieldIndex> fields_read(const ir::Program& program,
                                                          std::span<const ir::ExpressionId> roots, ir::Slot slot);

// A dense layout of the event with these fields alone.
[[nodiscard]] layout::RowLayout layout_of(const schema::Event& event, std::span<const schema::FieldIndex> fields);

}  // namespace wend::history
