#include "tests/differential/native_executor.hpp"

#include <gtest/gtest.h>

#include "runtime/engine/native_predicates.hpp"

namespace wend::differential {
namespace {

using layout::NativeAnswer;

class NativeJudges final : public Judges {
 public:
  NativeJudges(const Scenario& scenario, std::span<const ir::ExpressionId> conditions, NativeAnswer answer,
               engine::NativePredicates predicates)
      : program_(scenario.program()),
        conditions_(conditions.begin(), conditions.end()),
        answer_(answer),
        predicates_(std::move(predicates)),
        caller_(predicates_, scenario.now(), scenario.zone()) {}

  // Both ways to ask must say the same.
  [[nodiscard]] Truth judge(std::size_t position, const eval::Inputs& inputs) const override {
    const ir::ExpressionId condition = conditions_[position];
    EXPECT_TRUE(predicates_.covers(condition, inputs, answer_)) << "the reference would be compared with itself";
    switch (answer_) {
      case NativeAnswer::truth: return judge(condition, inputs);
      case NativeAnswer::holds: return holds(condition, inputs);
    }
    return Truth::unknown;
  }

 private:
  Truth judge(ir::ExpressionId condition, const eval::Inputs& inputs) const {
    const Truth truth = predicates_.judge(program_, condition, inputs);
    EXPECT_EQ(caller_.judge(condition, inputs), truth);
    return truth;
  }
  Truth holds(ir::ExpressionId condition, const eval::Inputs& inputs) const {
    const bool holds = predicates_.holds(program_, condition, inputs);
    EXPECT_EQ(caller_.holds(condition, inputs), holds);
    return holds ? Truth::yes : Truth::no;
  }

  const ir::Program& program_;
  std::vector<ir::ExpressionId> conditions_;
  NativeAnswer answer_;
  engine::NativePredicates predicates_;
  mutable engine::NativeCaller caller_;
};

}  // namespace

std::string_view Native::name() const {
  const bool holds = answer_ == NativeAnswer::holds;
  switch (effort_) {
    case layout::NativeEffort::quick: return holds ? "native, quick, holds" : "native, quick";
    case layout::NativeEffort::optimised: return holds ? "native, optimised, holds" : "native, optimised";
  }
  return {};
}

Truth Native::expected(Truth truth) const {
  return answer_ == NativeAnswer::holds && truth == Truth::unknown ? Truth::no : truth;
}

Result<std::unique_ptr<Judges>> Native::prepare(const Scenario& scenario, std::span<const ir::ExpressionId> conditions,
                                                RowKind kind) const {
  if (!library_) return library_.error();
  const Layouts& layouts = scenario.layouts(kind);
  std::vector<layout::NativeRequest> requests;
  for (const ir::ExpressionId condition : conditions) {
    layout::NativeRequest request{.condition = condition, .tags = &layouts.tags, .events = {}, .answer = answer_};
    for (std::size_t slot = 0; slot < ir::kSlots; ++slot) {
      request.events[slot] = &layouts.events[scenario.slots()[slot]];
    }
    requests.push_back(request);
  }
  // The scenario outlives the judges, so its program is only borrowed.
  const std::shared_ptr<const ir::Program> program(std::shared_ptr<void>(), &scenario.program());
  auto predicates = engine::NativePredicates::compile(*library_, program, requests, effort_);
  if (!predicates) return predicates.error();
  if (!predicates->left_out().empty()) return predicates->left_out().front();
  return std::unique_ptr<Judges>(std::make_unique<NativeJudges>(scenario, conditions, answer_, std::move(*predicates)));
}

}  // namespace wend::differential
