// One condition over rows of tags as native code that is called straight: which condition and how the rows lie is
// settled when it is made.
//
//     const NativeCondition::Instant instant = native.at(now);
//     for (…) if (native.judge(instant, row) == Truth::yes) …
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/row_layout.hpp"
#include "runtime/engine/native_library.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/truth.hpp"

namespace wend::host {

// Thread-safety: never changes; an Instant belongs to one thread.
class NativeCondition {
 public:
  // The condition reads tags and moments alone. An error says why there is no native code.
  [[nodiscard]] static wend::Result<NativeCondition> compile(std::shared_ptr<const ir::Program> program,
                                                             ir::ExpressionId condition, const layout::RowLayout& rows,
                                                             const Zone& zone);

  // What rows judged at one instant have in common. Valid as long as the condition is where it is.
  struct Instant {
    layout::Frame frame;
    std::vector<layout::Cell> moments;
  };
  [[nodiscard]] Instant at(std::int64_t now) const;

  // The row is there: not null.
  [[nodiscard]] wend::Truth judge(Instant& instant, const std::byte* row) const {
    instant.frame.tags = row;
    return static_cast<wend::Truth>(predicate_(&instant.frame));
  }

 private:
  NativeCondition(engine::NativeCode code, std::shared_ptr<const ir::Program> program, ir::Uses uses, const Zone& zone);

  engine::NativeCode code_;
  layout::Predicate predicate_;
  std::shared_ptr<const ir::Program> program_;
  ir::Uses uses_;
  Zone zone_;
};

}  // namespace wend::host
