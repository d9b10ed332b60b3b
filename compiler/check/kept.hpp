// What instances of one journey keep besides the event that entered them: parameters, and what its steps read of events
// that its waits saw (`wait for purchase as v …` and then `v.amount`).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/check/context.hpp"
#include "compiler/ir/program.hpp"

namespace wend::check {

class KeptValues {
 public:
  // `first` is the position of the first value in ir::Slot::entered.
  KeptValues(Context& context, std::uint32_t first, const Signature& signature);

  // An event that a wait sees, by its number.
  [[nodiscard]] std::uint32_t see() { return seen_++; }
  // The position of the event's field (nothing: its time) in ir::Slot::entered; kept from now on.
  [[nodiscard]] std::uint32_t keep(std::uint32_t seen, std::optional<schema::FieldIndex> field, std::string name,
                                   Type type);

  // What is kept of one event, once all steps are checked.
  [[nodiscard]] std::vector<ir::Capture> captures(std::uint32_t seen) const;
  [[nodiscard]] const std::vector<ir::Kept>& all() const { return kept_; }

 private:
  struct Source {
    std::uint32_t seen = 0;
    std::optional<schema::FieldIndex> field;
    std::uint32_t kept = 0;
    ir::ExpressionId value = ir::kNone;
  };

  Context& context_;
  std::uint32_t first_;
  std::uint32_t seen_ = 0;
  std::vector<ir::Kept> kept_;
  std::vector<Source> sources_;
};

}  // namespace wend::check
