// Compiles conditions of a program to native code: row predicates that answer as the reference evaluator does.
//
//     Result<Compiler> compiler = Compiler::create();
//     const Request request{.condition = segment.condition, .tags = &layout};
//     Result<Code> code = compiler->compile(program, std::span(&request, 1), Effort::quick);
//     const std::uint8_t truth = code->predicates()[0](&frame);  // 0 no, 1 yes, 2 unknown
//
// A predicate allocates nothing, throws nothing, calls only the functions in runtime_functions.def, and reads the rows
// in place. Conditions of the same shape share their code (shape.hpp); the texts, sets and products that they speak of
// are kept beside it as data, so the program may go away.
//
// Errors: a condition that cannot be compiled (too large, or of a type that has no native form) fails its batch and is
// named; the reference evaluator remains. Thread-safety: a Compiler may be used from many threads at once, and so may
// predicates; Code must outlive every call of its predicates.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "compiler/codegen/column_code.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/layout/frame.hpp"
#include "compiler/layout/native_interface.hpp"
#include "runtime/value/result.hpp"

namespace wend::codegen {

using Request = layout::NativeRequest;
using Effort = layout::NativeEffort;

// Conditions that read more expressions than this, or more sets of texts, are left to the reference evaluator: a
// predicate's frame stays under 96 kB, for hosts call from threads with little stack.
inline constexpr std::size_t kMostExpressions = 8'192;
inline constexpr std::size_t kMostTextSets = 1'024;

// Conditions that read more expressions than this are compiled with Effort::quick in any case: the time that the
// optimiser takes for one stretch of code grows with the square of its length.
inline constexpr std::size_t kMostOptimised = 512;

// A loaded batch. What it has of its own goes back with it; code that it shares goes with the last of those who do.
class Code {
 public:
  Code(Code&& other) noexcept;
  Code& operator=(Code&& other) noexcept;
  Code(const Code&) = delete;
  Code& operator=(const Code&) = delete;
  ~Code();

  // By position in the requests.
  [[nodiscard]] std::span<const layout::Predicate> predicates() const { return predicates_; }

 private:
  friend class Compiler;
  struct Parts;
  Code(std::unique_ptr<Parts> parts, std::vector<layout::Predicate> predicates);

  std::unique_ptr<Parts> parts_;
  std::vector<layout::Predicate> predicates_;
};

class Compiler {
 public:
  [[nodiscard]] static Result<Compiler> create(const layout::NativeOptions& options = {});
  Compiler(Compiler&& other) noexcept;
  Compiler& operator=(Compiler&& other) noexcept;
  Compiler(const Compiler&) = delete;
  Compiler& operator=(const Compiler&) = delete;
  ~Compiler();

  [[nodiscard]] Result<Code> compile(const ir::Program& program, std::span<const Request> requests,
                                     Effort effort) const;

  // Judges all conditions of a MaskProgram over columns, as layout::ColumnFrame says.
  [[nodiscard]] Result<ColumnCode> compile(const layout::NativeColumnRequest& request,
                                           Instructions instructions = Instructions::host) const;

  // The module of the conditions as LLVM takes it, or the machine's instructions for it, for people to read.
  [[nodiscard]] Result<std::string> list(const ir::Program& program, std::span<const Request> requests, Effort effort,
                                         layout::NativeListing listing) const;

  [[nodiscard]] layout::NativeCounters counters() const;

 private:
  struct Parts;
  explicit Compiler(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace wend::codegen
