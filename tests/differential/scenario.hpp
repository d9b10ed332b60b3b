// One random scenario: a schema, conditions over it, and customers to judge them for. Every customer's rows lie there
// twice, with the same values: as Wend's dense rows and as a host's structs.
#pragma once

#include <array>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/program.hpp"
#include "compiler/layout/row_layout.hpp"
#include "runtime/eval/evaluate.hpp"
#include "tests/differential/conditions.hpp"
#include "tests/differential/host_row.hpp"

namespace wend::differential {

enum class RowKind : std::uint8_t { dense, host };
inline constexpr std::array kRowKinds{RowKind::dense, RowKind::host};

[[nodiscard]] constexpr std::string_view name_of(RowKind kind) {
  return kind == RowKind::dense ? "dense" : "host";
}

// How the rows of one kind lie.
struct Layouts {
  layout::RowLayout tags;
  std::vector<layout::RowLayout> events;  // by event index
};

// What a condition is judged with, for one kind of rows. The inputs point into it.
struct Situation {
  std::vector<std::vector<eval::Event>> events;  // by event index, oldest first
  std::vector<eval::EventLog> history;
  eval::Inputs inputs;
};

struct Event {
  Instant time = 0;
  std::vector<OwnedValue> values;  // by field
  std::vector<std::byte> dense;
  std::unique_ptr<HostRow> host;
};

struct Customer {
  std::string id;
  std::vector<OwnedValue> tags;  // by tag
  std::vector<std::byte> dense;
  std::unique_ptr<HostRow> host;
  std::vector<std::vector<Event>> events;  // by event index, oldest first
  std::vector<std::optional<Instant>> complete_since;
  bool has_history = true;
  bool is_handled = true;  // the matched event is the one being handled
  // The position of each slot's event in its log; nothing where the slot is empty.
  std::array<std::optional<std::size_t>, ir::kSlots> in_slots;
  std::array<Situation, kRowKinds.size()> situations;  // by RowKind

  [[nodiscard]] const eval::Inputs& inputs(RowKind kind) const {
    return situations[static_cast<std::size_t>(kind)].inputs;
  }
};

struct Size {
  std::size_t conditions = 10;
  std::size_t customers = 50;
};

class Scenario {
 public:
  // The same seed and size give the same scenario.
  explicit Scenario(std::uint64_t seed, Size size = {});

  [[nodiscard]] const ir::Program& program() const { return program_; }
  [[nodiscard]] const std::vector<ir::ExpressionId>& conditions() const { return conditions_; }
  // The event whose fields each slot holds.
  [[nodiscard]] const Slots& slots() const { return slots_; }
  [[nodiscard]] const Layouts& layouts(RowKind kind) const { return layouts_[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] const std::deque<Customer>& customers() const { return customers_; }
  [[nodiscard]] Instant now() const { return now_; }
  [[nodiscard]] const Zone& zone() const { return zone_; }

 private:
  void make_layouts(Random& random);
  void make_program(Random& random, const Pools& pools, std::size_t count);
  void make_customer(Random& random, const Pools& pools);
  void make_events(Random& random, const Pools& pools, Customer& customer);
  void assemble(Customer& customer, RowKind kind) const;

  std::shared_ptr<schema::Schema> schema_;
  ir::Program program_;
  std::vector<ir::ExpressionId> conditions_;
  Slots slots_{};
  std::array<Layouts, kRowKinds.size()> layouts_;
  std::deque<Customer> customers_;
  Instant now_ = 0;
  Zone zone_ = Zone::utc();
};

}  // namespace wend::differential
