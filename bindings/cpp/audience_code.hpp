// An audience's conditions made ready for tables, once for each way in which tables lie: masks, and native code where
// it pays.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <wend/predicate.hpp>

#include "compiler/ir/program.hpp"
#include "compiler/layout/column_layout.hpp"
#include "runtime/columns/query.hpp"
#include "runtime/engine/native_library.hpp"

namespace wend::host {

// Where native code is asked for `where_possible`: compiling takes 20 ms and more, as long as kernels take for some
// million rows, and grows with the nodes of the masks.
inline constexpr std::uint64_t kFewestNativeRows = 1'000'000;
inline constexpr std::size_t kMostNativeNodes = 5'000;

// Thread-safety: may be asked by any number of threads at once.
class AudienceCode {
 public:
  // Borrows the program.
  AudienceCode(const ir::Program& program, std::vector<ir::ExpressionId> conditions, Native native)
      : program_(&program), conditions_(std::move(conditions)), native_(native) {}

  struct Ready {
    columns::Query query;
    std::optional<engine::NativeColumnCode> code;  // that the query uses
    std::string why_not;                           // there is none
    bool may_compile = true;                       // nobody has tried yet
  };
  // For a table of so many rows. Never null.
  [[nodiscard]] std::shared_ptr<const Ready> of(const layout::ColumnLayout& layout, std::uint64_t rows) const;

  [[nodiscard]] const std::vector<ir::ExpressionId>& conditions() const { return conditions_; }

 private:
  [[nodiscard]] std::shared_ptr<const Ready> make(const layout::ColumnLayout& layout, bool compile) const;

  const ir::Program* program_;
  std::vector<ir::ExpressionId> conditions_;
  Native native_;
  mutable std::mutex mutex_;
  mutable std::vector<std::shared_ptr<const Ready>> kept_;  // of different layouts, the latest last
};

}  // namespace wend::host
