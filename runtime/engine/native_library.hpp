// libwend-jit, loaded on demand: native code for conditions, where it is there.
//
//     Result<NativeLibrary> native = NativeLibrary::open();
//     if (!native) …                       // the error says where it was looked for; the reference evaluator remains
//     Result<NativeCode> code = native->compile(program, requests);
//     code->predicates()[0](&frame);
//
// A NativeLibrary is a handle that is cheap to copy; compiled code keeps the library open. Once loaded, the library's
// own code stays in the process until its end, compiled code goes with its NativeCode. Thread-safety: all of it may be
// used from many threads at once; a predicate must not be called after its NativeCode is gone.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/native_interface.hpp"
#include "runtime/value/result.hpp"

namespace wend::engine {

inline constexpr std::string_view kNativeLibraryName = "libwend-jit.so";

// Where it is looked for: beside the program or library that this code is in, in `../lib` and `../<libdir>` from there,
// and where Wend was installed.
[[nodiscard]] std::vector<std::filesystem::path> native_library_places();

// What the environment asks for: WEND_CODE_CACHE is a directory for compiled code, WEND_CODE_CACHE_MB the most that it
// may take, WEND_CODE_NAMES who is told the names of compiled functions (perf, gdb, or both with a comma).
[[nodiscard]] layout::NativeOptions native_options_of_environment();

class NativeCode {
 public:
  // By position in the requests.
  [[nodiscard]] std::span<const layout::Predicate> predicates() const { return predicates_; }

 private:
  friend class NativeLibrary;
  NativeCode(std::shared_ptr<layout::NativeCode> code, std::vector<layout::Predicate> predicates)
      : code_(std::move(code)), predicates_(std::move(predicates)) {}

  std::shared_ptr<layout::NativeCode> code_;
  std::vector<layout::Predicate> predicates_;
};

// Code over columns. The predicate must not be called after it is gone.
class NativeColumnCode {
 public:
  [[nodiscard]] const layout::NativeColumns& columns() const { return columns_; }

 private:
  friend class NativeLibrary;
  NativeColumnCode(std::shared_ptr<layout::NativeCode> code, const layout::NativeColumns& columns)
      : code_(std::move(code)), columns_(columns) {}

  std::shared_ptr<layout::NativeCode> code_;
  layout::NativeColumns columns_;
};

class NativeLibrary {
 public:
  // From the first of the places that has it; with the environment's options where none are given.
  [[nodiscard]] static Result<NativeLibrary> open();
  [[nodiscard]] static Result<NativeLibrary> open(const layout::NativeOptions& options);
  // From this file alone.
  [[nodiscard]] static Result<NativeLibrary> open(const std::filesystem::path& file,
                                                  const layout::NativeOptions& options = {});

  // Compiles all of the requests or none; an error names the condition that cannot be. Batches of 64 to 100 compile
  // fastest for each. The program may go away afterwards.
  [[nodiscard]] Result<NativeCode> compile(const ir::Program& program, std::span<const layout::NativeRequest> requests,
                                           layout::NativeEffort effort = layout::NativeEffort::quick) const;

  // Compiles all conditions of a MaskProgram to one predicate over columns. What the request points to may go away
  // afterwards.
  [[nodiscard]] Result<NativeColumnCode> compile(const layout::NativeColumnRequest& request) const;

  // LLVM's module of the condition, or the machine's instructions for it, for people to read.
  [[nodiscard]] Result<std::string> list(const ir::Program& program, const layout::NativeRequest& request,
                                         layout::NativeEffort effort, layout::NativeListing listing) const;

  [[nodiscard]] layout::NativeCounters counters() const;

 private:
  NativeLibrary(const layout::NativeInterface* interface, std::shared_ptr<layout::NativeCompiler> compiler)
      : interface_(interface), compiler_(std::move(compiler)) {}

  // Code that releases itself and keeps the library open.
  [[nodiscard]] std::shared_ptr<layout::NativeCode> own(layout::NativeCode* code) const;

  const layout::NativeInterface* interface_;
  std::shared_ptr<layout::NativeCompiler> compiler_;
};

}  // namespace wend::engine
