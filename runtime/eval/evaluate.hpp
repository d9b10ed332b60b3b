// The reference evaluator: what a program means.
//
// It walks an expression and computes its value from the inputs, as plainly as it can; every other executor is
// compared with it. It allocates nothing, throws nothing and recurses at most ir::kDeepest deep.
//
//     eval::Inputs inputs;
//     inputs.tags = {&layout, row};
//     inputs.now = now;
//     if (eval::holds(program, segment.condition, inputs)) …
//
// The value borrows texts and sets from the program and the inputs. Thread-safety: pure functions.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "compiler/ir/program.hpp"
#include "compiler/layout/row_layout.hpp"
#include "runtime/lists/name_list.hpp"
#include "runtime/value/civil_time.hpp"
#include "runtime/value/truth.hpp"
#include "runtime/value/value.hpp"

namespace wend::eval {

struct Event {
  schema::EventIndex type = 0;
  Instant time = 0;
  layout::Row fields;
};

// A customer's remembered events of one type, oldest first, those of one instant in the order of arrival.
struct EventLog {
  std::span<const Event> events;
  // Nothing that reaches before this instant is known; nothing: the log is complete.
  std::optional<Instant> complete_since;
};

// The contact that a policy judges. Borrowed.
struct Contact {
  Value product;             // one that it offers; Unknown: none, or not known which
  std::string_view purpose;  // empty where nothing says for which
  std::string_view channel;  // empty where no one contact is meant; likewise the message
  std::string_view message;
  std::string_view journey;
  std::int64_t priority = 0;
};

struct Inputs {
  layout::Row tags;
  std::array<const Event*, ir::kSlots> events{};  // by ir::Slot; null where there is none: its fields are unknown
  std::span<const EventLog> history;              // by event index; empty: there is no history, windows are unknown
  const Event* handled = nullptr;                 // what `earlier` leaves out: an element of history, or null
  // By slot of ir/expression.hpp: the records that names can speak of, in rows of layout::record_layout; without data
  // where there is none: its fields are unknown.
  std::array<layout::Row, ir::kRecordSlots> records{};
  std::string_view customer;                     // the stable id; empty: unknown
  const lists::NameLists* name_lists = nullptr;  // null: no list is there, and who is on one is unknown
  Instant now = 0;
  Zone zone = Zone::utc();
  const Contact* contact = nullptr;  // what a policy's conditions ask about; null elsewhere
};

[[nodiscard]] Value evaluate(const ir::Program& program, ir::ExpressionId expression, const Inputs& inputs);

[[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition, const Inputs& inputs);

// Whether the condition is true; an absent one (ir::kNone) is.
[[nodiscard]] bool holds(const ir::Program& program, ir::ExpressionId condition, const Inputs& inputs);

// The parts that other executors are given ready-made.
[[nodiscard]] Value evaluate(const ir::Program& program, const ir::Moment& moment, Instant now, const Zone& zone);
[[nodiscard]] Value evaluate(const ir::Program& program, const ir::Window& window, const Inputs& inputs);
[[nodiscard]] Value evaluate(const ir::Program& program, const ir::Selection& selection, const Inputs& inputs);

}  // namespace wend::eval
