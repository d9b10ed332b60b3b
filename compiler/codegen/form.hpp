// How values of a type go through native code.
#pragma once

#include <cstdint>

#include "compiler/layout/row_layout.hpp"
#include "runtime/value/type.hpp"

namespace wend::codegen {

enum class Form : std::uint8_t {
  none,  // values of the type are not executable
  truth,
  scalar,
  period,
  text,
  ordinals,
  texts,
};

[[nodiscard]] Form form_of(const Type& type);
// Of what is loaded from such a cell; an absent one has any form.
[[nodiscard]] bool can_hold(layout::Storage storage, Form form);

}  // namespace wend::codegen
