#include "compiler/codegen/runtime_table.hpp"

#include "compiler/codegen/runtime_functions.hpp"

namespace wend::codegen {

const void* const* runtime_table() {
  static const std::array table = {
#define WEND_RUNTIME_FUNCTION(name, memory) reinterpret_cast<const void*>(&runtime::name),
#include "compiler/codegen/runtime_functions.def"
#undef WEND_RUNTIME_FUNCTION
  };
  return table.data();
}

}  // namespace wend::codegen
