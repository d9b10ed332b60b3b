// What a Binding is: a row layout of the schema's tags over the host's struct.
#pragma once

#include <cstddef>
#include <vector>

#include <wend/binding.hpp>

#include "bindings/cpp/program.hpp"
#include "compiler/layout/row_layout.hpp"

namespace wend::host {

struct Binding::Parts {
  ProgramParts program;
  std::size_t row_size = 0;
  layout::RowLayout layout;   // by tag index
  std::vector<bool> decided;  // likewise: bound, or left out
};

// The field as the runtime reads it, for a tag of the schema in rows of that many bytes. Faults as Binding::bind.
[[nodiscard]] Result<layout::Field> lay_out(const Field& field, const schema::Tag& tag, const schema::Schema& schema,
                                            std::size_t row_size);

}  // namespace wend::host
