#include "tests/differential/flat_executor.hpp"

#include <gtest/gtest.h>

#include "runtime/flat/flat.hpp"

namespace wend::differential {
namespace {

class FlatJudges final : public Judges {
 public:
  explicit FlatJudges(const Scenario& scenario)
      : moments_(flat::moments_of(scenario.program(), scenario.now(), scenario.zone())) {}

  void add(flat::Code code) { codes_.push_back(std::move(code)); }

  // Whether moments are handed over or not must not matter.
  [[nodiscard]] Truth judge(std::size_t position, const eval::Inputs& inputs) const override {
    const flat::Code& code = codes_[position];
    EXPECT_TRUE(code.fits(inputs)) << "the reference would be compared with itself";
    const Truth truth = code.judge(inputs);
    EXPECT_EQ(code.judge(inputs, moments_), truth);
    return truth;
  }

 private:
  std::vector<layout::Cell> moments_;
  std::vector<flat::Code> codes_;
};

}  // namespace

Result<std::unique_ptr<Judges>> Flat::prepare(const Scenario& scenario, std::span<const ir::ExpressionId> conditions,
                                              RowKind kind) const {
  const Layouts& rows = scenario.layouts(kind);
  flat::Layouts layouts{.tags = &rows.tags};
  for (std::size_t slot = 0; slot < ir::kSlots; ++slot) layouts.events[slot] = &rows.events[scenario.slots()[slot]];
  auto judges = std::make_unique<FlatJudges>(scenario);
  for (const ir::ExpressionId condition : conditions) {
    judges->add(flat::Code::compile(scenario.program(), condition, layouts));
  }
  return std::unique_ptr<Judges>(std::move(judges));
}

}  // namespace wend::differential
