// Native code, by way of the library that programs load.
#pragma once

#include <optional>

#include "runtime/engine/native_library.hpp"
#include "tests/differential/executor.hpp"

namespace wend::differential {

class Native final : public Executor {
 public:
  explicit Native(layout::NativeEffort effort) : effort_(effort), library_(engine::NativeLibrary::open()) {}

  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] Result<std::unique_ptr<Judges>> prepare(const Scenario& scenario,
                                                        std::span<const ir::ExpressionId> conditions,
                                                        RowKind kind) const override;

 private:
  layout::NativeEffort effort_;
  Result<engine::NativeLibrary> library_;
};

}  // namespace wend::differential
