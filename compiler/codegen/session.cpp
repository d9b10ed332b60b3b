#include "compiler/codegen/session.hpp"

#include <llvm/ExecutionEngine/Orc/MapperJITLinkMemoryManager.h>
#include <llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h>

#include <string>

#include "compiler/codegen/failure.hpp"

namespace wend::codegen {
namespace {

// Address space is taken from the system in pieces of this size: about 8,000 predicates each.
constexpr std::size_t kSlab = std::size_t{16} << 20U;

Result<std::unique_ptr<llvm::orc::LLJIT>> create_jit(const Target& target) {
  auto memory = llvm::orc::MapperJITLinkMemoryManager::CreateWithMapper<llvm::orc::InProcessMemoryMapper>(kSlab);
  if (!memory) return error_of(memory.takeError());
  auto process = llvm::orc::SelfExecutorProcessControl::Create(
      nullptr, std::make_unique<llvm::orc::InPlaceTaskDispatcher>(), std::move(*memory));
  if (!process) return error_of(process.takeError());
  auto jit = llvm::orc::LLJITBuilder()
                 .setExecutorProcessControl(std::move(*process))
                 .setJITTargetMachineBuilder(target.machine())
                 .setDataLayout(target.data_layout())
                 .setLinkProcessSymbolsByDefault(false)
                 .setPlatformSetUp(llvm::orc::setUpInactivePlatform)
                 .setObjectLinkingLayerCreator([](llvm::orc::ExecutionSession& session, const llvm::Triple&) {
                   return std::make_unique<llvm::orc::ObjectLinkingLayer>(session);
                 })
                 .create();
  if (!jit) return error_of(jit.takeError());
  // What goes wrong is said by whoever asked; LLVM would print it.
  (*jit)->getExecutionSession().setErrorReporter([](llvm::Error error) { llvm::consumeError(std::move(error)); });
  return std::move(*jit);
}

}  // namespace

layout::NativeCounters Counters::now() const {
  layout::NativeCounters shown;
  shown.conditions = conditions;
  shown.functions = functions;
  shown.compile_nanoseconds = compile_nanoseconds;
  shown.generate_nanoseconds = generate_nanoseconds;
  shown.live_conditions = live_conditions;
  shown.live_code_bytes = live_code_bytes;
  return shown;
}

Session::Session(std::unique_ptr<Target> target, std::unique_ptr<llvm::orc::LLJIT> jit)
    : target_(std::move(target)), jit_(std::move(jit)) {}

Result<std::shared_ptr<Session>> Session::create() {
  Result<std::unique_ptr<Target>> target = Target::detect();
  if (!target) return target.error();
  Result<std::unique_ptr<llvm::orc::LLJIT>> jit = create_jit(**target);
  if (!jit) return jit.error();
  return std::shared_ptr<Session>(new Session(std::move(*target), std::move(*jit)));
}

Result<Session::Loaded> Session::load(std::unique_ptr<llvm::MemoryBuffer> object, std::span<const std::string> names) {
  const std::uint64_t batch = batches_.fetch_add(1);
  llvm::orc::JITDylib& library = jit_->getExecutionSession().createBareJITDylib("batch " + std::to_string(batch));
  auto linked = link(library, std::move(object), names);
  if (!linked) {
    remove(library);
    return linked.error();
  }
  const std::scoped_lock lock(mutex_);
  loaded_.emplace(batch, &library);
  return Loaded{batch, std::move(*linked)};
}

Result<std::vector<llvm::orc::ExecutorAddr>> Session::link(llvm::orc::JITDylib& library,
                                                           std::unique_ptr<llvm::MemoryBuffer> object,
                                                           std::span<const std::string> names) {
  using llvm::orc::JITDylibLookupFlags;
  if (llvm::Error error = jit_->addObjectFile(library, std::move(object))) return error_of(std::move(error));
  std::vector<llvm::orc::SymbolStringPtr> symbols;
  llvm::orc::SymbolLookupSet wanted;
  for (const std::string& name : names) {
    symbols.push_back(jit_->mangleAndIntern(name));
    wanted.add(symbols.back());
  }
  const auto order = llvm::orc::makeJITDylibSearchOrder(&library, JITDylibLookupFlags::MatchAllSymbols);
  auto found = jit_->getExecutionSession().lookup(order, std::move(wanted));
  if (!found) return error_of(found.takeError());
  std::vector<llvm::orc::ExecutorAddr> linked;
  for (const auto& symbol : symbols) linked.push_back((*found)[symbol].getAddress());
  return linked;
}

void Session::release(std::uint64_t batch) {
  llvm::orc::JITDylib* library = nullptr;
  {
    const std::scoped_lock lock(mutex_);
    const auto found = loaded_.find(batch);
    if (found == loaded_.end()) return;
    library = found->second;
    loaded_.erase(found);
  }
  remove(*library);
}

void Session::remove(llvm::orc::JITDylib& library) {
  // Nothing else can be done where unloading fails: its memory stays with the slab.
  llvm::consumeError(jit_->getExecutionSession().removeJITDylib(library));
}

}  // namespace wend::codegen
