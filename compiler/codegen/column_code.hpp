// Conditions over columns as loaded code.
#pragma once

#include <llvm/Support/MemoryBuffer.h>

#include <cstdint>
#include <memory>
#include <string>

#include "compiler/codegen/column_plan.hpp"
#include "compiler/codegen/instructions.hpp"
#include "compiler/codegen/target.hpp"
#include "compiler/layout/native_interface.hpp"
#include "runtime/value/result.hpp"

namespace wend::codegen {

class LoadedObject;
class Session;

// The predicate must not be called after it is gone. Others may share its code.
class ColumnCode {
 public:
  ColumnCode(std::shared_ptr<Session> session, std::shared_ptr<const LoadedObject> object, std::size_t conditions,
             const layout::NativeColumns& columns);
  ColumnCode(ColumnCode&& other) noexcept = default;
  ColumnCode& operator=(ColumnCode&& other) noexcept;
  ColumnCode(const ColumnCode&) = delete;
  ColumnCode& operator=(const ColumnCode&) = delete;
  ~ColumnCode();

  [[nodiscard]] const layout::NativeColumns& columns() const { return columns_; }

 private:
  std::shared_ptr<Session> session_;
  std::shared_ptr<const LoadedObject> object_;
  std::size_t conditions_;
  layout::NativeColumns columns_;
};

// An object with one function of this name, a layout::ColumnPredicate.
[[nodiscard]] Result<std::unique_ptr<llvm::MemoryBuffer>> generate_columns(Target& target,
                                                                           const layout::NativeColumnRequest& request,
                                                                           const ColumnPlan& plan,
                                                                           const ColumnMachine& machine,
                                                                           const std::string& name);

}  // namespace wend::codegen
