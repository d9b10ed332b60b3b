#include "compiler/codegen/batch_module.hpp"

#include <llvm/IR/Constants.h>
#include <llvm/IR/Instructions.h>

#include <array>
#include <type_traits>

#include "compiler/codegen/runtime_functions.hpp"
#include "compiler/layout/row_layout.hpp"

namespace wend::codegen {
namespace {

template <typename T>
llvm::Type* type_in(llvm::LLVMContext& context) {
  if constexpr (std::is_void_v<T>) {
    return llvm::Type::getVoidTy(context);
  } else if constexpr (std::is_pointer_v<T>) {
    return llvm::PointerType::getUnqual(context);
  } else if constexpr (std::is_same_v<T, double>) {
    return llvm::Type::getDoubleTy(context);
  } else if constexpr (std::is_same_v<T, layout::Cell>) {
    // 16 bytes of integers come back in two registers, as a pair of them does.
    llvm::Type* half = llvm::Type::getInt64Ty(context);
    return llvm::StructType::get(half, half);
  } else {
    static_assert(std::is_integral_v<T>);
    return llvm::Type::getIntNTy(context, 8 * sizeof(T));
  }
}

template <typename Result, typename... Parameters>
llvm::FunctionType* type_of(llvm::LLVMContext& context, Result (*)(Parameters...)) {
  return llvm::FunctionType::get(type_in<Result>(context), {type_in<Parameters>(context)...}, false);
}

llvm::FunctionType* type_of(llvm::LLVMContext& context, RuntimeFunction function) {
  switch (function) {
#define WEND_RUNTIME_FUNCTION(name, memory) \
  case RuntimeFunction::name: return type_of(context, &runtime::name);
#include "compiler/codegen/runtime_functions.def"
#undef WEND_RUNTIME_FUNCTION
  }
  return nullptr;
}

llvm::MemoryEffects effects_of(runtime::Memory memory) {
  switch (memory) {
    case runtime::Memory::none: return llvm::MemoryEffects::none();
    case runtime::Memory::reads: return llvm::MemoryEffects::readOnly();
    case runtime::Memory::writes: return llvm::MemoryEffects::argMemOnly(llvm::ModRefInfo::ModRef);
  }
  return llvm::MemoryEffects::unknown();
}

constexpr std::array kMemory = {
#define WEND_RUNTIME_FUNCTION(name, memory) runtime::Memory::memory,
#include "compiler/codegen/runtime_functions.def"
#undef WEND_RUNTIME_FUNCTION
};

}  // namespace

BatchModule::BatchModule(const llvm::DataLayout& data_layout)
    : context_(std::make_unique<llvm::LLVMContext>()), module_(std::make_unique<llvm::Module>("wend", *context_)) {
  module_->setDataLayout(data_layout);
  // Stands for the block until its size is known.
  block_ = &add_global("constants_to_come", *llvm::Type::getInt8Ty(*context_));
}

llvm::Function& BatchModule::add_predicate(llvm::StringRef name) {
  llvm::Type* pointer = llvm::PointerType::getUnqual(*context_);
  auto* type = llvm::FunctionType::get(llvm::Type::getInt8Ty(*context_), {pointer, pointer}, false);
  auto* function = llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage, name, module_.get());
  function->setVisibility(llvm::GlobalValue::HiddenVisibility);
  function->setDoesNotThrow();
  function->addRetAttr(llvm::Attribute::ZExt);
  for (const unsigned parameter : {0U, 1U}) {
    function->addParamAttr(parameter, llvm::Attribute::NoAlias);
    function->addParamAttr(parameter, llvm::Attribute::ReadOnly);
  }
  function->addDereferenceableParamAttr(0, sizeof(layout::Frame));
  return *function;
}

llvm::CallInst* BatchModule::call(llvm::IRBuilder<>& build, RuntimeFunction function, llvm::Value* address,
                                  llvm::ArrayRef<llvm::Value*> arguments) {
  llvm::CallInst* call = build.CreateCall(type_of(*context_, function), address, arguments);
  call->setDoesNotThrow();
  call->addFnAttr(llvm::Attribute::WillReturn);
  call->setMemoryEffects(effects_of(kMemory[static_cast<std::size_t>(function)]));
  return call;
}

llvm::Constant* BatchModule::constant_at(std::uint64_t offset) {
  llvm::Constant* index = llvm::ConstantInt::get(llvm::Type::getInt64Ty(*context_), offset);
  return llvm::ConstantExpr::getGetElementPtr(llvm::Type::getInt8Ty(*context_), block_, index);
}

void BatchModule::finish() {
  if (!constants_.bytes().empty()) {
    llvm::Constant* bytes = llvm::ConstantDataArray::getString(*context_, constants_.bytes(), true);
    llvm::GlobalVariable& block = add_global("constants", *bytes->getType());
    block.setInitializer(bytes);
    block_->replaceAllUsesWith(&block);
  }
  block_->eraseFromParent();
}

llvm::GlobalVariable& BatchModule::add_global(llvm::StringRef name, llvm::Type& type) {
  auto* global = llvm::cast<llvm::GlobalVariable>(module_->getOrInsertGlobal(name, &type));
  global->setConstant(true);
  global->setLinkage(llvm::GlobalValue::InternalLinkage);
  global->setAlignment(llvm::Align(layout::kRowAlignment));
  return *global;
}

}  // namespace wend::codegen
