// What an expression may read in the place where it is evaluated.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/verify/subject.hpp"

namespace wend::verify {

// The fields of the event that stands in a slot, and whether it has a time.
struct SlotEvent {
  std::vector<Type> fields;
  bool has_time = true;
};

struct Scope {
  std::array<std::optional<SlotEvent>, ir::kSlots> events;
  std::array<std::optional<std::uint16_t>, ir::kRecordSlots> records;  // of which of the schema's lists
  std::array<bool, 6> contact{};                                       // by ir::ContactPart
  bool customer = true;                                                // tags, history and moments

  void put(ir::Slot slot, const schema::Schema& schema, schema::EventIndex event);
};

// Looks at what roots read. What an expression needs of a scope is found once; a root is then walked only where it
// needs any.
class Reads {
 public:
  explicit Reads(Subject& subject);

  // Whether the root reads what the scope has alone; kNone reads nothing.
  [[nodiscard]] bool stay_in(const Scope& scope, ir::ExpressionId root);
  // The same of one slot alone, which a window or a selection fills for its condition.
  [[nodiscard]] bool agree_with(const Scope& scope, ir::ExpressionId root, ir::Slot slot);
  [[nodiscard]] bool agree_with(const Scope& scope, ir::ExpressionId root, std::uint32_t record_slot);

  // Of an expression with its windows and selections: whether what comes in may change it.
  [[nodiscard]] bool can_change(ir::ExpressionId id) const { return (needs_[id] & (kHistory | kTag)) != 0; }
  [[nodiscard]] bool is_sensitive(ir::ExpressionId id) const { return (needs_of(id) & kSensitive) != 0; }

 private:
  // One bit for each slot, then one for each slot of records, then these.
  using Needs = std::uint32_t;
  static constexpr Needs kContact = 1U << 24U;
  static constexpr Needs kTag = 1U << 25U;
  static constexpr Needs kHistory = 1U << 26U;
  static constexpr Needs kMoment = 1U << 27U;
  static constexpr Needs kSensitive = 1U << 28U;  // a tag that is personal or sensitive
  static constexpr Needs kScoped = (1U << 25U) - 1;
  static_assert(ir::kSlots + ir::kRecordSlots == 24);

  static Needs bit(ir::Slot slot) { return 1U << ir::position_of(slot); }
  static Needs record_bit(std::uint32_t slot) { return 1U << (ir::kSlots + slot); }
  [[nodiscard]] Needs own_needs(const ir::Expression& expression) const;
  [[nodiscard]] Needs needs_of(ir::ExpressionId id) const { return id == ir::kNone ? 0 : needs_[id]; }
  [[nodiscard]] bool is_there(const Scope& scope, const ir::Expression& expression);
  [[nodiscard]] bool walk(const Scope& scope, ir::ExpressionId root, Needs asked);
  void push(ir::ExpressionId id, Needs asked);
  void push_parts(const ir::Expression& expression, ir::ExpressionId id, Needs asked);

  Subject& subject_;
  std::vector<Needs> needs_;  // by expression; what a window or a selection puts there itself left out
  // What an expression was asked about, and in which walk.
  struct Visit {
    std::uint64_t walk = 0;
    Needs asked = 0;
  };
  std::vector<Visit> visits_;
  std::vector<std::pair<ir::ExpressionId, Needs>> pending_;
  std::uint64_t walk_ = 0;
};

}  // namespace wend::verify
