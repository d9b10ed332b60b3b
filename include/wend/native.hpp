// What judges conditions, and who decides it.
//
// Every condition is judged at once by an optimised evaluator. One that is asked often is compiled to native code, by a
// thread that belongs to the program or engine, and judged by that from then on; the hottest tenth are compiled once
// more, for speed. Whoever judges never waits for it, and no answer changes: only how long it takes.
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

// What is counted of a condition.
struct ConditionCount {
  std::string name;  // `segment savers`, `trigger salary`, `journey follow_up`: where it stands first
  Executor executor = Executor::evaluator;
  bool is_optimised = false;      // native code that was compiled for speed
  std::uint64_t evaluations = 0;  // about: a few are lost where threads judge at once
  std::chrono::nanoseconds compile_time{0};
  std::string why_not_native;  // empty where it is native, or was not tried
};

}  // namespace wend::host
