#include "compiler/codegen/simplify.hpp"

#include <llvm/IR/LegacyPassManager.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>

namespace wend::codegen {

void simplify(llvm::Module& module) {
  llvm::legacy::PassManager passes;
  passes.add(llvm::createInstructionCombiningPass());
  passes.run(module);
}

}  // namespace wend::codegen
