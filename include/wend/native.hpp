// What judges conditions, and who decides it.
//
// Every condition is judged at once by an optimised evaluator. One that is asked often is compiled to native code, by a
// thread that belongs to the program or engine, and judged by that from then on; the hottest tenth are compiled once
// more, for speed. Whoever judges never waits for it, and no answer changes: only how long it takes.
//
//     host::Result<host::Engine> engine = host::Engine::open(program, {.budget = {.compile_time = 30s}});
//     engine->pin("segment savers", host::Pin::native_optimised);
//     for (const host::ConditionCount& count : *engine->conditions())
//       log(count.name, count.evaluations, count.executor == host::Executor::native ? "native" : count.why_not_native);
//     if (const host::CodeCount code = *engine->code(); code.lost > 0) log(code.trouble);
//
// What is here is plain data: who takes it (Predicate, Audience, Engine) says what it does and which errors there are.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace wend::host {

// What answers: the reference evaluator (which defines the language and is there to compare with), the optimised
// evaluator, or native code.
enum class Executor : std::uint8_t { reference, evaluator, native };

enum class Native : std::uint8_t {
  where_possible,  // in the background, where libwend-jit lies beside libwend
  when_told,       // when `compile` is called, in the thread that calls it: no thread is started
  off,             // never
  required,        // of a Predicate: before it is made, which takes 5 to 20 ms; else Fault::no_native_code
};

// What a condition is kept on.
enum class Pin : std::uint8_t {
  automatic,  // as `Native` says
  reference,
  evaluator,  // kept from native code
  native_quick,
  native_optimised,
};

// What compiling may take of an engine or a program, all told; what is beyond it stays on the evaluator, and says so.
struct NativeBudget {
  std::uint32_t largest_condition = 5'000;  // expressions that one is made of
  std::chrono::milliseconds compile_time = std::chrono::minutes(5);
  std::uint64_t code_bytes = std::uint64_t{256} << 20U;  // of machine code at one time
};

// What is asked of a condition.
enum class Asked : std::uint8_t {
  truth,  // yes, no or unknown
  holds,  // only whether it is true: where it is unknown, the answer is no. Takes native code about two thirds the time
};

// What is counted of a condition.
struct ConditionCount {
  std::string name;  // `segment savers`, `trigger salary`, `journey follow_up`: where it stands first
  Executor executor = Executor::evaluator;
  bool is_optimised = false;      // native code that was compiled for speed
  std::uint64_t evaluations = 0;  // about: a few are lost where threads judge at once
  std::chrono::nanoseconds compile_time{0};
  std::string why_not_native;  // empty where it is native, or was not tried
};

// What compiling has taken of an engine, and what became of the folder that keeps machine code for the next start
// (EngineOptions::code_cache): pieces of code, each for some conditions.
struct CodeCount {
  std::chrono::nanoseconds compile_time{0};  // of NativeBudget::compile_time
  std::uint64_t code_bytes = 0;              // of NativeBudget::code_bytes
  std::uint64_t loaded = 0;                  // found there, so that they were not compiled
  std::uint64_t stored = 0;                  // put there
  std::uint64_t lost = 0;                    // not used or not kept: damaged, others may write to it, a full disk
  std::string trouble;                       // which was lost last, and why; for people, empty where none was
};

}  // namespace wend::host
