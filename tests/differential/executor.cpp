#include "tests/differential/executor.hpp"

#include "tests/differential/flat_executor.hpp"
#include "tests/differential/index_executor.hpp"
#include "tests/differential/native_executor.hpp"

namespace wend::differential {
namespace {

class ReferenceJudges final : public Judges {
 public:
  ReferenceJudges(const ir::Program& program, std::span<const ir::ExpressionId> conditions)
      : program_(program), conditions_(conditions.begin(), conditions.end()) {}

  [[nodiscard]] Truth judge(std::size_t position, const eval::Inputs& inputs) const override {
    return eval::judge(program_, conditions_[position], inputs);
  }

 private:
  const ir::Program& program_;
  std::vector<ir::ExpressionId> conditions_;
};

}  // namespace

Result<std::unique_ptr<Judges>> Reference::prepare(const Scenario& scenario,
                                                   std::span<const ir::ExpressionId> conditions, RowKind) const {
  return std::unique_ptr<Judges>(std::make_unique<ReferenceJudges>(scenario.program(), conditions));
}

std::vector<std::unique_ptr<Executor>> all_executors() {
  std::vector<std::unique_ptr<Executor>> executors;
  executors.push_back(std::make_unique<Reference>());
  executors.push_back(std::make_unique<Flat>());
  for (const layout::NativeEffort effort : {layout::NativeEffort::quick, layout::NativeEffort::optimised}) {
    executors.push_back(std::make_unique<Native>(effort, layout::NativeAnswer::truth));
    executors.push_back(std::make_unique<Native>(effort, layout::NativeAnswer::holds));
  }
  executors.push_back(std::make_unique<Index>());
  return executors;
}

}  // namespace wend::differential
