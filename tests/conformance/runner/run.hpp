// Runs the cases of one file by every executor.
//
//     Runner runner(Executors::all);
//     for (const Failure& failure : runner.run(file)) say(failure);
//
// Value cases (`expression`) are judged by the reference evaluator and by native code, of cases that share a program
// the native code is compiled together; and they are streamed: an engine is told what happened, and a trigger that asks
// for the value must fire. Run cases (`effects`, `firings`, `metrics`) go through an engine with the reference, then
// through one with native code, and for a single customer through one call of `step` with all inputs: all must decide
// the same, effect by effect, ids included. What an executor leaves out is kept, with the reason: nothing is left out
// in silence.
#pragma once

#include <compare>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "runtime/engine/native_library.hpp"
#include "runtime/engine/tiers.hpp"
#include "tests/conformance/runner/programs.hpp"
#include "tests/conformance/runner/suite.hpp"

namespace wend::conformance {

enum class Executors : std::uint8_t { all, reference };

struct Failure {
  std::string name;      // the case's
  std::string executor;  // empty: the case itself is at fault
  std::string what;
};

// A case that an executor does not run, or not alone.
struct LeftOut {
  std::string executor;
  std::string reason;
  std::string file;
  std::string name;  // the case's
  friend auto operator<=>(const LeftOut&, const LeftOut&) = default;
};

// How many comparisons each executor has made.
struct Compared {
  std::size_t reference = 0;
  std::size_t evaluator = 0;
  std::size_t native = 0;
  std::size_t streamed = 0;
  std::size_t at_once = 0;
};

class Runner {
 public:
  explicit Runner(Executors executors);

  [[nodiscard]] std::vector<Failure> run(const File& file);
  [[nodiscard]] const Compared& compared() const { return compared_; }
  [[nodiscard]] const std::set<LeftOut>& left_out() const { return left_out_; }

 private:
  friend class ValueCases;
  friend class RunCase;

  void run_values(const std::vector<const Case*>& cases, std::vector<Failure>& failures);
  void run_case(const Case& of, std::vector<Failure>& failures);
  void run_streamed(const Case& of, std::vector<Failure>& failures);
  void run_refusal(const Case& of, std::vector<Failure>& failures);
  void leave_out(const Case& of, std::string executor, std::string reason);

  Programs programs_;
  std::shared_ptr<engine::Tiers> evaluator_;  // never compiles; null: the reference alone is run
  std::optional<engine::NativeLibrary> native_;
  std::string no_native_;  // why there is none although it was asked for
  Compared compared_;
  std::set<LeftOut> left_out_;
  std::string file_;  // whose cases are run
};

}  // namespace wend::conformance
