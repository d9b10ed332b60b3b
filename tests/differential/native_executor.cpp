#include "tests/differential/native_executor.hpp"

#include <gtest/gtest.h>

#include "runtime/engine/native_predicates.hpp"

namespace wend::differential {
namespace {

class NativeJudges final : public Judges {
 public:
  NativeJudges(const Scenario& scenario, std::span<const ir::ExpressionId> conditions,
               engine::NativePredicates predicates)
      : program_(scenario.program()),
        conditions_(conditions.begin(), conditions.end()),
        predicates_(std::move(predicates)),
        caller_(predicates_, scenario.now(), scenario.zone()) {}

  // Both ways to ask must say the same.
  [[nodiscard]] Truth judge(std::size_t position, const eval::Inputs& inputs) const override {
    const ir::ExpressionId condition = conditions_[position];
    EXPECT_TRUE(predicates_.covers(condition, inputs)) << "the reference would be compared with itself";
    const Truth truth = predicates_.judge(program_, condition, inputs);
    EXPECT_EQ(caller_.judge(condition, inputs), truth);
    return truth;
  }

 private:
  const ir::Program& program_;
  std::vector<ir::ExpressionId> conditions_;
  engine::NativePredicates predicates_;
  mutable engine::NativeCaller caller_;
};

}  // namespace

std::string_view Native::name() const {
  switch (effort_) {
    case layout::NativeEffort::quick: return "native, quick";
    case layout::NativeEffort::optimised: return "native, optimised";
  }
  return {};
}

Result<std::unique_ptr<Judges>> Native::prepare(const Scenario& scenario, std::span<const ir::ExpressionId> conditions,
                                                RowKind kind) const {
  if (!library_) return library_.error();
  const Layouts& layouts = scenario.layouts(kind);
  std::vector<layout::NativeRequest> requests;
  for (const ir::ExpressionId condition : conditions) {
    layout::NativeRequest request{.condition = condition, .tags = &layouts.tags};
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
  return std::unique_ptr<Judges>(std::make_unique<NativeJudges>(scenario, conditions, std::move(*predicates)));
}

}  // namespace wend::differential
