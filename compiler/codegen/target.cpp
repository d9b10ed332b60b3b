#include "compiler/codegen/target.hpp"

#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Support/SmallVectorMemoryBuffer.h>
#include <llvm/Support/TargetSelect.h>

#include <algorithm>

#include "compiler/codegen/failure.hpp"

namespace wend::codegen {
namespace {

// LLVM's list of targets is one for the process.
bool initialise() {
  static const bool ready = !llvm::InitializeNativeTarget() && !llvm::InitializeNativeTargetAsmPrinter();
  return ready;
}

llvm::CodeGenOptLevel level_of(Effort effort) {
  switch (effort) {
    case Effort::quick: return llvm::CodeGenOptLevel::None;
    case Effort::optimised: return llvm::CodeGenOptLevel::Less;
  }
  return llvm::CodeGenOptLevel::None;
}

Result<std::unique_ptr<llvm::MemoryBuffer>> write_object(llvm::Module& module, llvm::TargetMachine& machine) {
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  llvm::MCContext* context = nullptr;
  if (machine.addPassesToEmitMC(passes, context, stream)) return Error{"the machine's code cannot be written"};
  passes.run(module);
  std::unique_ptr<llvm::MemoryBuffer> object =
      std::make_unique<llvm::SmallVectorMemoryBuffer>(std::move(bytes), "wend", false);
  return object;
}

std::string assembly_of(llvm::Module& module, llvm::TargetMachine& machine) {
  llvm::SmallVector<char, 0> text;
  llvm::raw_svector_ostream stream(text);
  llvm::legacy::PassManager passes;
  if (machine.addPassesToEmitFile(passes, stream, nullptr, llvm::CodeGenFileType::AssemblyFile)) return {};
  passes.run(module);
  return {text.begin(), text.end()};
}

#ifndef NDEBUG
Status verify(const llvm::Module& module) {
  std::string message;
  llvm::raw_string_ostream stream(message);
  if (llvm::verifyModule(module, &stream)) return Error{"compiled to what is not valid: " + message};
  return Done{};
}
#endif

}  // namespace

Target::Target(llvm::orc::JITTargetMachineBuilder builder, llvm::DataLayout data_layout)
    : builder_(std::move(builder)), data_layout_(std::move(data_layout)) {}

Result<std::unique_ptr<Target>> Target::detect() {
  if (!initialise()) return Error{"no native code for this machine"};
  auto builder = llvm::orc::JITTargetMachineBuilder::detectHost();
  if (!builder) return error_of(builder.takeError());
  builder->setRelocationModel(llvm::Reloc::PIC_);
  builder->setCodeModel(llvm::CodeModel::Small);
  auto data_layout = builder->getDefaultDataLayoutForTarget();
  if (!data_layout) return error_of(data_layout.takeError());
  return std::unique_ptr<Target>(new Target(std::move(*builder), std::move(*data_layout)));
}

ColumnMachine Target::columns(Instructions instructions) const {
  switch (instructions) {
    case Instructions::host: break;
    case Instructions::avx2: return {.cpu = "x86-64-v3"};
    case Instructions::baseline: return {.cpu = "x86-64"};
  }
  const auto& features = builder_.getFeatures().getFeatures();
  const auto has = [&](const char* feature) { return std::ranges::find(features, feature) != features.end(); };
  const bool registers = has("+avx512f") && has("+avx512bw") && has("+avx512dq") && has("+avx512vl");
  return {.mask_registers = registers, .byte_permutes = registers && has("+avx512vbmi")};
}

Result<std::unique_ptr<llvm::MemoryBuffer>> Target::emit(llvm::Module& module, Effort effort) {
#ifndef NDEBUG
  if (const Status valid = verify(module); !valid) return valid.error();
#endif
  Result<Machine> machine = borrow(effort);
  if (!machine) return machine.error();
  module.setTargetTriple((*machine)->getTargetTriple().str());
  auto object = write_object(module, **machine);
  give_back(effort, std::move(*machine));
  return object;
}

Result<std::string> Target::list(llvm::Module& module, Effort effort, layout::NativeListing listing) {
  Result<Machine> machine = borrow(effort);
  if (!machine) return machine.error();
  module.setTargetTriple((*machine)->getTargetTriple().str());
  std::string text;
  llvm::raw_string_ostream stream(text);
  switch (listing) {
    case layout::NativeListing::llvm: module.print(stream, nullptr); break;
    case layout::NativeListing::assembly: text = assembly_of(module, **machine); break;
  }
  give_back(effort, std::move(*machine));
  return text;
}

Result<Target::Machine> Target::borrow(Effort effort) {
  {
    const std::scoped_lock lock(mutex_);
    std::vector<Machine>& idle = idle_[static_cast<std::size_t>(effort)];
    if (!idle.empty()) {
      Machine machine = std::move(idle.back());
      idle.pop_back();
      return machine;
    }
  }
  llvm::orc::JITTargetMachineBuilder builder = builder_;
  builder.setCodeGenOptLevel(level_of(effort));
  auto machine = builder.createTargetMachine();
  if (!machine) return error_of(machine.takeError());
  return std::move(*machine);
}

void Target::give_back(Effort effort, Machine machine) {
  const std::scoped_lock lock(mutex_);
  idle_[static_cast<std::size_t>(effort)].push_back(std::move(machine));
}

}  // namespace wend::codegen
