// Compiles conditions of a program to native code: row predicates that answer as the reference evaluator does.
//
//     Result<Compiler> compiler = Compiler::create();
//     const Request request{.condition = segment.condition, .tags = &layout};
//     Result<Code> code = compiler->compile(program, std::span(&request, 1), Effort::quick);
//     const std::uint8_t truth = code->predicates()[0](&frame);  // 0 no, 1 yes, 2 unknown
//
// A predicate allocates nothing, throws nothing, calls only the functions in runtime_functions.def, and reads the rows
// in place. Texts, sets and products that a condition speaks of are copied into the code, so the program may go away.
//
// Errors: a condition that cannot be compiled (too large, or of a type that has no native form) fails its batch and is
// named; the reference evaluator remains. Thread-safety: a Compiler may be used from many threads at once, and so may
// predicates; Code must outlive every call of its predicates.
#pragma once

#include <memory>
#include <span>
#include <vector>

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

class Session;

// A loaded batch. Its memory goes back with it.
class Code {
 public:
  Code(std::shared_ptr<Session> session, std::uint64_t batch, std::vector<layout::Predicate> predicates,
       std::size_t size);
  Code(Code&& other) noexcept;
  Code& operator=(Code&& other) noexcept;
  Code(const Code&) = delete;
  Code& operator=(const Code&) = delete;
  ~Code();

  // By position in the requests.
  [[nodiscard]] std::span<const layout::Predicate> predicates() const { return predicates_; }

 private:
  std::shared_ptr<Session> session_;
  std::uint64_t batch_;
  std::vector<layout::Predicate> predicates_;
  std::size_t size_;  // bytes of the object
};

class Compiler {
 public:
  [[nodiscard]] static Result<Compiler> create();

  [[nodiscard]] Result<Code> compile(const ir::Program& program, std::span<const Request> requests,
                                     Effort effort) const;

  [[nodiscard]] layout::NativeCounters counters() const;

 private:
  explicit Compiler(std::shared_ptr<Session> session) : session_(std::move(session)) {}
  std::shared_ptr<Session> session_;
};

}  // namespace wend::codegen
