// The optimised evaluator.
#pragma once

#include "tests/differential/executor.hpp"

namespace wend::differential {

class Flat final : public Executor {
 public:
  [[nodiscard]] std::string_view name() const override { return "flat"; }
  [[nodiscard]] Result<std::unique_ptr<Judges>> prepare(const Scenario& scenario,
                                                        std::span<const ir::ExpressionId> conditions,
                                                        RowKind kind) const override;
};

}  // namespace wend::differential
