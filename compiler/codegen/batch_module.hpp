// The LLVM module of one batch: its predicates, the constants beside them, and the runtime functions that they call.
#pragma once

#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "compiler/codegen/constant_block.hpp"
#include "compiler/codegen/rails.hpp"

namespace wend::codegen {

enum class RuntimeFunction : std::uint8_t {
#define WEND_RUNTIME_FUNCTION(name, memory) name,
#include "compiler/codegen/runtime_functions.def"
#undef WEND_RUNTIME_FUNCTION
};

struct RuntimeSymbol {
  const char* name;
  const void* address;
};
// The whitelist.
[[nodiscard]] std::span<const RuntimeSymbol> runtime_symbols();

// The name of the predicate at a position.
[[nodiscard]] std::string predicate_name(std::size_t position);

class BatchModule {
 public:
  explicit BatchModule(const llvm::DataLayout& data_layout);

  [[nodiscard]] llvm::Module& module() { return *module_; }
  [[nodiscard]] llvm::LLVMContext& context() { return *context_; }
  [[nodiscard]] ConstantBlock& constants() { return constants_; }

  // A predicate without a body yet.
  [[nodiscard]] llvm::Function& add_predicate(std::size_t position);
  // Declared where it is first asked for.
  [[nodiscard]] llvm::Function& runtime(RuntimeFunction function);
  [[nodiscard]] llvm::Constant* constant_at(std::uint64_t offset);

  // Puts the constants in. Nothing is added after it.
  void finish();

 private:
  llvm::GlobalVariable& add_global(llvm::StringRef name, llvm::Type& type);

  std::unique_ptr<llvm::LLVMContext> context_;
  std::unique_ptr<llvm::Module> module_;
  ConstantBlock constants_;
  llvm::GlobalVariable* block_;
};

}  // namespace wend::codegen
