// Conditions over columns as loaded code.
#pragma once

#include <cstdint>
#include <memory>

#include "compiler/codegen/instructions.hpp"
#include "compiler/layout/native_interface.hpp"
#include "runtime/value/result.hpp"

namespace wend::codegen {

// Nodes and their operands together: what one pass over the columns may judge. Compiling takes time in proportion,
// about 50 microseconds for each on one core.
inline constexpr std::size_t kMostMaskNodes = 200'000;

class Session;

// The predicate must not be called after it is gone.
class ColumnCode {
 public:
  // `size`: bytes of the object.
  ColumnCode(std::shared_ptr<Session> session, std::uint64_t batch, std::size_t size,
             const layout::NativeColumns& columns);
  ColumnCode(ColumnCode&& other) noexcept = default;
  ColumnCode& operator=(ColumnCode&& other) noexcept;
  ColumnCode(const ColumnCode&) = delete;
  ColumnCode& operator=(const ColumnCode&) = delete;
  ~ColumnCode();

  [[nodiscard]] const layout::NativeColumns& columns() const { return columns_; }

 private:
  std::shared_ptr<Session> session_;
  std::uint64_t batch_;
  std::size_t size_;
  layout::NativeColumns columns_;
};

[[nodiscard]] Result<ColumnCode> compile_columns(std::shared_ptr<Session> session,
                                                 const layout::NativeColumnRequest& request, Instructions instructions);

}  // namespace wend::codegen
