// What is compared with the reference: anything that judges the conditions of a scenario.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/result.hpp"
#include "tests/differential/scenario.hpp"

namespace wend::differential {

// Conditions made ready for one kind of rows.
class Judges {
 public:
  virtual ~Judges() = default;
  // The condition at the position.
  [[nodiscard]] virtual Truth judge(std::size_t position, const eval::Inputs& inputs) const = 0;
};

class Executor {
 public:
  virtual ~Executor() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;
  // Makes the conditions ready for rows of the kind; the scenario outlives what is returned. An error is a failure of
  // the test: a scenario has nothing that an executor may refuse.
  [[nodiscard]] virtual Result<std::unique_ptr<Judges>> prepare(const Scenario& scenario,
                                                                std::span<const ir::ExpressionId> conditions,
                                                                RowKind kind) const = 0;
  // What is to be answered where the reference says so.
  [[nodiscard]] virtual Truth expected(Truth truth) const { return truth; }
};

// The reference evaluator itself, read on rows of either kind.
class Reference final : public Executor {
 public:
  [[nodiscard]] std::string_view name() const override { return "reference"; }
  [[nodiscard]] Result<std::unique_ptr<Judges>> prepare(const Scenario& scenario,
                                                        std::span<const ir::ExpressionId> conditions,
                                                        RowKind kind) const override;
};

// Every executor that there is, in the order in which they are compared.
[[nodiscard]] std::vector<std::unique_ptr<Executor>> all_executors();

}  // namespace wend::differential
