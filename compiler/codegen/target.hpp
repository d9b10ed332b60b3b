// From a module to an object: LLVM's target machine and its passes.
//
// A target machine serves one thread at a time and is dear to make, so they are lent and taken back. Thread-safe.
#pragma once

#include <llvm/ExecutionEngine/Orc/JITTargetMachineBuilder.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Target/TargetMachine.h>

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "compiler/codegen/instructions.hpp"
#include "compiler/layout/native_interface.hpp"
#include "runtime/value/result.hpp"

namespace wend::codegen {

using Effort = layout::NativeEffort;

// How columns are compared.
struct ColumnMachine {
  bool mask_registers = false;  // comparisons of 512 bits answer in mask registers
  bool byte_permutes = false;   // bytes are looked up in registers
  const char* cpu = nullptr;    // of LLVM; null: the host's
};

class Target {
 public:
  // Of the machine that this runs on.
  [[nodiscard]] static Result<std::unique_ptr<Target>> detect();

  [[nodiscard]] const llvm::orc::JITTargetMachineBuilder& machine() const { return builder_; }
  [[nodiscard]] const llvm::DataLayout& data_layout() const { return data_layout_; }

  // How code over columns compares, with such instructions.
  [[nodiscard]] ColumnMachine columns(Instructions instructions) const;

  // Runs the passes and writes the object. The module is used up.
  [[nodiscard]] Result<std::unique_ptr<llvm::MemoryBuffer>> emit(llvm::Module& module, Effort effort);
  // As text; the module is used up where that is assembly.
  [[nodiscard]] Result<std::string> list(llvm::Module& module, Effort effort, layout::NativeListing listing);

 private:
  using Machine = std::unique_ptr<llvm::TargetMachine>;
  Target(llvm::orc::JITTargetMachineBuilder builder, llvm::DataLayout data_layout);

  Result<Machine> borrow(Effort effort);
  void give_back(Effort effort, Machine machine);

  llvm::orc::JITTargetMachineBuilder builder_;
  llvm::DataLayout data_layout_;
  std::mutex mutex_;
  std::array<std::vector<Machine>, 2> idle_;  // by effort; guarded by mutex_
};

}  // namespace wend::codegen
