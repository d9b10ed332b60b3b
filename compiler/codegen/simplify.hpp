// Puts simpler instructions in the place of what lowering wrote down: comparisons in the width that is stored, one
// range where a value is compared twice, what follows from one another once. LLVM knows them all.
#pragma once

#include <llvm/IR/Module.h>

namespace wend::codegen {

// Functions that are not to be optimised stay as they are.
void simplify(llvm::Module& module);

}  // namespace wend::codegen
