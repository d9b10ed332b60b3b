// LLVM's errors as ours.
#pragma once

#include <llvm/Support/Error.h>

#include "runtime/value/result.hpp"

namespace wend::codegen {

[[nodiscard]] inline Error error_of(llvm::Error error) {
  return {llvm::toString(std::move(error))};
}

}  // namespace wend::codegen
