// The LLVM module of one batch: its functions, and the constants beside them that are the same for all who call them.
#pragma once

#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>

#include <cstdint>
#include <memory>

#include "compiler/codegen/constant_block.hpp"
#include "compiler/codegen/rails.hpp"
#include "compiler/codegen/runtime_table.hpp"

namespace wend::codegen {

class BatchModule {
 public:
  explicit BatchModule(const llvm::DataLayout& data_layout);

  [[nodiscard]] llvm::Module& module() { return *module_; }
  [[nodiscard]] llvm::LLVMContext& context() { return *context_; }
  [[nodiscard]] ConstantBlock& constants() { return constants_; }

  // A predicate without a body yet.
  [[nodiscard]] llvm::Function& add_predicate(llvm::StringRef name);
  // Calls the function in the runtime's table.
  [[nodiscard]] llvm::CallInst* call(llvm::IRBuilder<>& build, RuntimeFunction function, llvm::Value* address,
                                     llvm::ArrayRef<llvm::Value*> arguments);
  [[nodiscard]] llvm::Constant* constant_at(std::uint64_t offset);

  // Puts the constants in, where there are any. Nothing is added after it.
  void finish();

 private:
  llvm::GlobalVariable& add_global(llvm::StringRef name, llvm::Type& type);

  std::unique_ptr<llvm::LLVMContext> context_;
  std::unique_ptr<llvm::Module> module_;
  ConstantBlock constants_;
  llvm::GlobalVariable* block_;
};

}  // namespace wend::codegen
