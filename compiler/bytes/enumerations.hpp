// Which numbers an enumeration has a name for: what may be read as one. Each is an exhaustive switch, so that a new
// name has to be let in here.
#pragma once

#include <cstdint>

#include "compiler/ir/program.hpp"

namespace wend::bytes {

[[nodiscard]] bool has_name(ir::Operation value);
[[nodiscard]] bool has_name(TypeKind value);
[[nodiscard]] bool has_name(Schedule::Kind value);
[[nodiscard]] bool has_name(ir::Slot value);
[[nodiscard]] bool has_name(ir::Moment::Base value);
[[nodiscard]] bool has_name(ir::Aggregate value);
[[nodiscard]] bool has_name(ir::Selection::Aggregate value);
[[nodiscard]] bool has_name(ir::Pattern::Kind value);
[[nodiscard]] bool has_name(ir::WaitUntil::IfPast value);
[[nodiscard]] bool has_name(ir::Migration::Otherwise value);
[[nodiscard]] bool has_name(ir::Reentry::Kind value);
[[nodiscard]] bool has_name(ir::Metric::Aggregate value);
[[nodiscard]] bool has_name(ir::Verdict value);
[[nodiscard]] bool has_name(ir::Reservation::Order value);

}  // namespace wend::bytes
