// LLVM's errors as ours, and ours as messages.
#pragma once

#include <llvm/Support/Error.h>

#include <algorithm>
#include <cstring>
#include <string_view>

#include "compiler/layout/native_interface.hpp"
#include "runtime/value/result.hpp"

namespace wend::codegen {

[[nodiscard]] inline Error error_of(llvm::Error error) {
  return {llvm::toString(std::move(error))};
}

// Cut where it is too long.
inline void say(layout::NativeMessage* message, std::string_view text) {
  const std::size_t size = std::min(text.size(), sizeof message->text - 1);
  std::memcpy(&message->text[0], text.data(), size);
  message->text[size] = '\0';
}

}  // namespace wend::codegen
