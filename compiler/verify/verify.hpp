// Whether a program is one that the checker could have made: what whoever loads a program demands before running it.
//
//     if (const Status sound = verify::verify(program); !sound) return sound.error();
//
// A program that is refused may have any content at all: every index out of range, rings, texts that are no UTF-8. One
// that is accepted can be evaluated, compiled and run like one from the checker. What is verified:
//   - every position is in range, every type is one of the schema's, every text is UTF-8 in NFC;
//   - expressions: operands stand before who uses them, are as many and of the types that the operation takes, and the
//     result is of the type that it gives; equal ones are kept once; depth and steps are within ir::kDeepest and
//     ir::kMostSteps; constants are values of their types; fields that say nothing are as the builder leaves them;
//   - what an expression reads of events, records and contacts is there, and of that type, where it is evaluated;
//   - windows, selections, patterns, metrics, policies, journeys and steps: each rule that a declaration is checked by;
//   - steps: those that follow are in range and come to an end, but for those that repeat others, which nest.
// What a program no longer has is not asked for: where in the text a name was in sight, and labels.
//
// The work is bounded: at most kMostVisits looks are taken at what roots are made of and journeys come by, and a
// program that needs more is refused. No recursion depends on the program. Thread-safety: a pure function. The program
// must have a schema.
#pragma once

#include <cstdint>

#include "compiler/ir/program.hpp"
#include "runtime/value/result.hpp"

namespace wend::verify {

// Some seconds of work; a program of 10,000 rules needs less than a hundredth of it.
inline constexpr std::uint64_t kMostVisits = 50'000'000;

[[nodiscard]] Status verify(const ir::Program& program);

}  // namespace wend::verify
