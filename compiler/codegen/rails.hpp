// A value of the language on its way through native code: what it is, and whether it is known.
//
//   form       value                             size                        where unknown
//   truth      i1                                -                           either value
//   scalar     i64                               -                           any value
//   period     i64, the bits of its Cell         i32, the business days      any value
//   text       ptr                               i64, bytes                  size is 0
//   ordinals   ptr                               i64, number                 size is 0
//   texts      ptr to a wend::Texts              -                           null
//
// What stands where a value is unknown lets everything be computed without a branch: nothing that is called with it
// reads memory that is not there.
#pragma once

#include <llvm/IR/IRBuilder.h>

namespace wend::codegen {

struct Rails {
  llvm::Value* value = nullptr;
  llvm::Value* size = nullptr;
  llvm::Value* known = nullptr;
};

}  // namespace wend::codegen
