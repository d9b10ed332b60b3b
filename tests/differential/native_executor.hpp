// Native code, by way of the library that programs load; asked for the truth, or only whether a condition holds.
#pragma once

#include <optional>

#include "runtime/engine/native_library.hpp"
#include "tests/differential/executor.hpp"

namespace wend::differential {

class Native final : public Executor {
 public:
  Native(layout::NativeEffort effort, layout::NativeAnswer answer)
      : effort_(effort), answer_(answer), library_(engine::NativeLibrary::open()) {}

  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] Result<std::unique_ptr<Judges>> prepare(const Scenario& scenario,
                                                        std::span<const ir::ExpressionId> conditions,
                                                        RowKind kind) const override;
  [[nodiscard]] Truth expected(Truth truth) const override;

 private:
  layout::NativeEffort effort_;
  layout::NativeAnswer answer_;
  Result<engine::NativeLibrary> library_;
};

}  // namespace wend::differential
