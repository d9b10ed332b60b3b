// Loaded code: LLVM's JIT with one slab of memory for all batches.
//
// Every batch is a library of its own (a JITDylib), so that its symbols need no names that differ from batch to batch
// and an object could be kept and loaded again. A library sees no other, nor the process: what code calls it finds in
// a table (runtime_table.hpp). Thread-safe.
#pragma once

#include <llvm/ExecutionEngine/Orc/LLJIT.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/codegen/target.hpp"
#include "runtime/value/result.hpp"

namespace wend::codegen {

// What layout::NativeCounters shows.
struct Counters {
  std::atomic<std::uint64_t> conditions{0};
  std::atomic<std::uint64_t> functions{0};
  std::atomic<std::uint64_t> compile_nanoseconds{0};
  std::atomic<std::uint64_t> generate_nanoseconds{0};
  std::atomic<std::uint64_t> live_conditions{0};
  std::atomic<std::uint64_t> live_code_bytes{0};

  [[nodiscard]] layout::NativeCounters now() const;
};

class Session {
 public:
  [[nodiscard]] static Result<std::shared_ptr<Session>> create();

  [[nodiscard]] Target& target() { return *target_; }
  [[nodiscard]] Counters& counters() { return counters_; }

  struct Loaded {
    std::uint64_t batch = 0;
    std::vector<llvm::orc::ExecutorAddr> functions;  // by position in the names
  };
  // Links the object of a batch that has these functions.
  [[nodiscard]] Result<Loaded> load(std::unique_ptr<llvm::MemoryBuffer> object, std::span<const std::string> names);
  void release(std::uint64_t batch);

 private:
  Session(std::unique_ptr<Target> target, std::unique_ptr<llvm::orc::LLJIT> jit);

  Result<std::vector<llvm::orc::ExecutorAddr>> link(llvm::orc::JITDylib& library,
                                                    std::unique_ptr<llvm::MemoryBuffer> object,
                                                    std::span<const std::string> names);
  void remove(llvm::orc::JITDylib& library);

  Counters counters_;
  std::unique_ptr<Target> target_;
  std::unique_ptr<llvm::orc::LLJIT> jit_;
  std::atomic<std::uint64_t> batches_{0};
  std::mutex mutex_;
  std::unordered_map<std::uint64_t, llvm::orc::JITDylib*> loaded_;  // guarded by mutex_
};

}  // namespace wend::codegen
