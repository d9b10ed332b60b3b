// The conditions of a program, each a rule: what an engine asks.
//
//     const auto predicates = TieredPredicates::make(*tiers, program, requests_of(*program, tag_layout,
//     event_layouts)); predicates->judge(*program, segment.condition, inputs);
//
// A condition that was not among the requests, or is asked with rows that lie in another way, or for its truth where a
// request only asked whether it holds, is left to the reference.
// Thread-safety: as rules are.
#pragma once

#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "runtime/engine/tiers.hpp"
#include "runtime/journey/predicates.hpp"

namespace wend::engine {

class TieredPredicates final : public journey::Predicates {
 public:
  // `keeps` is what the requests' layouts belong to.
  [[nodiscard]] static std::shared_ptr<const TieredPredicates> make(Tiers& tiers,
                                                                    const std::shared_ptr<const ir::Program>& program,
                                                                    std::span<const layout::NativeRequest> requests,
                                                                    const std::shared_ptr<const void>& keeps,
                                                                    Pin pin = Pin::automatic);

  [[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition,
                            const eval::Inputs& inputs) const override;
  [[nodiscard]] bool holds(const ir::Program& program, ir::ExpressionId condition,
                           const eval::Inputs& inputs) const override;

  [[nodiscard]] bool is_of(const ir::Program& program) const { return &program == program_.get(); }
  // In the order of the requests' conditions; of one condition in the order of the requests.
  [[nodiscard]] std::span<const std::shared_ptr<Rule>> rules() const { return rules_; }
  // The rule that tells what is asked of the condition for these inputs; null: the reference does.
  [[nodiscard]] const Rule* find(ir::ExpressionId condition, const eval::Inputs& inputs,
                                 layout::NativeAnswer answer) const;

 private:
  TieredPredicates() = default;

  std::shared_ptr<const ir::Program> program_;
  std::vector<std::shared_ptr<Rule>> rules_;  // by condition
  std::vector<std::uint32_t> first_;          // by condition: the first of its rules
};

// Those of the program that runs, and of earlier ones on whose journeys customers still rest.
class TieredPrograms final : public journey::Predicates {
 public:
  explicit TieredPrograms(std::vector<std::shared_ptr<const TieredPredicates>> programs)
      : programs_(std::move(programs)) {}

  [[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition,
                            const eval::Inputs& inputs) const override;
  [[nodiscard]] bool holds(const ir::Program& program, ir::ExpressionId condition,
                           const eval::Inputs& inputs) const override;

 private:
  [[nodiscard]] const TieredPredicates* find(const ir::Program& program) const;

  std::vector<std::shared_ptr<const TieredPredicates>> programs_;
};

}  // namespace wend::engine
