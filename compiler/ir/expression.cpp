#include "compiler/ir/expression.hpp"

#include <array>

namespace wend::ir {
namespace {

struct Entry {
  std::string_view name;
  int arity;
};

constexpr auto kOperations = std::to_array<Entry>({
#define WEND_OPERATION(name, operands, meaning) {#name, operands},
#include "compiler/ir/operations.def"
#undef WEND_OPERATION
});

}  // namespace

std::string_view name_of(Operation operation) {
  return kOperations[static_cast<std::size_t>(operation)].name;
}

int arity(Operation operation) {
  return kOperations[static_cast<std::size_t>(operation)].arity;
}

}  // namespace wend::ir
