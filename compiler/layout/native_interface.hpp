// What libwend-jit exports: one function that hands out a table of functions, all plain C.
//
// libwend-jit is loaded with dlopen (runtime/engine/native_library.hpp does it) and comes from the same build as its
// caller: a program and its layouts are read in place. NativeBuild tells two builds apart, and a library of another
// build hands out nothing. No exception and no type of LLVM crosses.
//
//     const NativeInterface* native = wend_native_interface(&build);       // null: another build
//     NativeCompiler* compiler = native->create(&options, &message);       // null: message says why
//     NativeCode* code = native->compile(compiler, &batch, predicates, &message);
//     predicates[0](&frame);
//     native->release(code);                                               // predicates are gone
//     native->destroy(compiler);
//
// Ownership: the caller owns what the pointers in a batch point to; compiled code keeps none of it. All code must be
// released before its compiler is destroyed. Thread-safety: every function may be called from many threads at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "compiler/layout/column_interface.hpp"
#include "compiler/layout/frame.hpp"
#include "compiler/layout/row_layout.hpp"

namespace wend::ir {
struct Program;
struct Expression;
}  // namespace wend::ir
namespace wend::masks {
struct MaskProgram;
}  // namespace wend::masks

namespace wend::layout {

// Raised with every change to this file.
inline constexpr std::uint32_t kNativeInterface = 7;

inline constexpr const char* kNativeEntry = "wend_native_interface";

// What caller and library must have in common.
struct NativeBuild {
  std::uint32_t interface = kNativeInterface;
  std::uint32_t frame = kFrameVersion;
  std::uint64_t program_size = 0;  // sizeof(ir::Program), likewise below
  std::uint64_t expression_size = 0;
  std::uint64_t layout_size = sizeof(RowLayout);
  std::uint64_t field_size = sizeof(Field);

  friend bool operator==(const NativeBuild&, const NativeBuild&) = default;
};

// The build of whoever calls it: a template, for this header knows ir's types by name only.
template <typename Program = ir::Program, typename Expression = ir::Expression>
[[nodiscard]] constexpr NativeBuild native_build() {
  return {.program_size = sizeof(Program), .expression_size = sizeof(Expression)};
}

// What a predicate says of a row.
enum class NativeAnswer : std::uint8_t {
  truth,  // a Truth as its number
  holds,  // 1 where the condition is true, else 0: fewer instructions, for whoever acts on what is true alone
};

// A condition to compile, and how the rows lie that it will be called with. A layout that is null stands for rows that
// are not there: their fields are unknown.
struct NativeRequest {
  std::uint32_t condition = 0;  // ir::ExpressionId of a boolean expression
  const RowLayout* tags = nullptr;
  const RowLayout* events[kEventSlots] = {};  // by ir::Slot
  NativeAnswer answer = NativeAnswer::truth;
  // What debuggers and profilers shall call it, such as "segment:payroll_savers"; null: by its segment or shape.
  const char* name = nullptr;
};

enum class NativeEffort : std::uint8_t {
  quick,      // compiles several times faster
  optimised,  // runs about twice as fast
};

// What a person may want to read of a condition.
enum class NativeListing : std::uint8_t { llvm, assembly };

// Compiled and released as one; 64 to 100 conditions share the fixed cost well.
struct NativeBatch {
  const ir::Program* program = nullptr;
  std::span<const NativeRequest> requests;
  NativeEffort effort = NativeEffort::quick;
};

// Conditions over columns to compile, and how the columns lie, by tag index.
struct NativeColumnRequest {
  const masks::MaskProgram* program = nullptr;
  const ColumnLayout* layout = nullptr;
  bool knowns = true;  // whether ColumnFrame::knowns is wanted; where it is not, it is never looked at
  // What debuggers and profilers shall call it, such as "columns:nightly"; null: by its shape.
  const char* name = nullptr;
};

// `scratch` bytes at a multiple of kColumnScratchAlignment are to be in the frame for every call.
struct NativeColumns {
  ColumnPredicate predicate = nullptr;
  std::size_t scratch = 0;
};

// Why something failed: UTF-8, ends with a zero byte, cut where it is too long.
struct NativeMessage {
  char text[512] = {};
};

struct NativeOptions {
  // A directory where compiled code is kept for the next start, which must belong to the process's user and be closed
  // to others' writing (compiler/codegen/object_cache.hpp says why). Null or empty: none is kept. What cannot be kept
  // is counted, and no error.
  const char* cache = nullptr;
  std::uint64_t cache_bytes = std::uint64_t{256} << 20U;
  // Writes the names of functions where the profiler perf looks for them: /tmp/perf-PID.map.
  bool perf_map = false;
  // Shows the names of functions to a debugger (GDB's interface for code made at run time).
  bool debugger = false;
};

// What a compiler has done since it was made, and what lives now.
struct NativeCounters {
  std::uint64_t conditions = 0;            // compiled, or found compiled
  std::uint64_t functions = 0;             // that code was generated for; the other conditions share them
  std::uint64_t compile_nanoseconds = 0;   // of all threads together, likewise below
  std::uint64_t generate_nanoseconds = 0;  // of these, LLVM's work: none for what is shared or kept
  std::uint64_t live_conditions = 0;       // that are not released
  std::uint64_t live_code_bytes = 0;       // of objects, with what is written beside the code
  std::uint64_t cache_loaded = 0;          // objects
  std::uint64_t cache_stored = 0;          // objects
  std::uint64_t cache_refused = 0;         // entries that were stale, damaged, or not to be trusted
  std::uint64_t cache_failures = 0;        // to read or write, a full disk for one
  NativeMessage cache_trouble;             // the last thing that was refused or failed
};

struct NativeCompiler;
struct NativeCode;

struct NativeInterface {
  NativeCompiler* (*create)(const NativeOptions* options, NativeMessage* message) = nullptr;
  void (*destroy)(NativeCompiler* compiler) = nullptr;
  // Writes one predicate for each request.
  NativeCode* (*compile)(NativeCompiler* compiler, const NativeBatch* batch, Predicate* predicates,
                         NativeMessage* message) = nullptr;
  void (*release)(NativeCode* code) = nullptr;
  void (*count)(const NativeCompiler* compiler, NativeCounters* counters) = nullptr;
  // Released as other code is.
  NativeCode* (*compile_columns)(NativeCompiler* compiler, const NativeColumnRequest* request, NativeColumns* columns,
                                 NativeMessage* message) = nullptr;
  // Hands the text to `take`; false and a message where there is none.
  bool (*list)(NativeCompiler* compiler, const NativeBatch* batch, NativeListing listing,
               void (*take)(void* context, const char* text, std::size_t size), void* context,
               NativeMessage* message) = nullptr;
};

using NativeEntry = const NativeInterface* (*)(const NativeBuild* caller);

}  // namespace wend::layout
