// Many rules at once: the index of rules (runtime/match). It says which conditions are true; what is false is asked by
// the rule that is its negation.
#pragma once

#include "tests/differential/executor.hpp"

namespace wend::differential {

class Index final : public Executor {
 public:
  [[nodiscard]] std::string_view name() const override { return "index"; }
  [[nodiscard]] Result<std::unique_ptr<Judges>> prepare(const Scenario& scenario,
                                                        std::span<const ir::ExpressionId> conditions,
                                                        RowKind kind) const override;
};

}  // namespace wend::differential
