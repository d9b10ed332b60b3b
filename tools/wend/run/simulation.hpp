// Brings customers and events from their files into an engine, and what comes of it into a file of effects.
//
// Customers are loaded as of the first event's time. Before an event is handed in, everyone's time moves to just before
// it, so that effects come in the order of time and events of an instant go before its timers. The clock stops at the
// last event, or at `until`, which may leave events out that come after it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/engine/engine.hpp"
#include "tools/data/customers.hpp"
#include "tools/data/events.hpp"
#include "tools/data/scores.hpp"
#include "tools/wend/console.hpp"
#include "tools/wend/output_file.hpp"
#include "tools/wend/run/bad_rows.hpp"

namespace wend::tools {

struct SimulationInputs {
  std::string customers;
  std::string events;
  std::optional<Instant> until;
  const data::Scores* scores = nullptr;  // null: models say nothing but what the customers' file says
};

class Simulation {
 public:
  // Borrows all of them; `effects` may be closed: then effects are counted only.
  Simulation(engine::Engine& engine, const Zone& zone, OutputFile& effects, BadRows& bad_rows, Console& console);

  // False where the work could not be done, which has been said.
  [[nodiscard]] bool run(const SimulationInputs& inputs);

  // Events after `until`, left out.
  [[nodiscard]] std::uint64_t after_the_end() const { return after_the_end_; }
  // The last instant of the run; nothing where nothing happened and no end was given.
  [[nodiscard]] std::optional<Instant> end() const { return engine_.advanced_to(); }

 private:
  [[nodiscard]] const schema::Schema& schema() const { return *engine_.program().schema; }
  // The first row that can be read; `end` where there is none.
  data::Outcome first_event(data::EventReader& events);
  bool load_customers(const SimulationInputs& inputs, Instant time);
  bool feed(data::EventReader& events, std::optional<Instant> until);
  bool apply(const data::EventReader& events);
  bool finish(std::optional<Instant> until);
  bool succeed(const Status& status);
  void say_warnings(const std::vector<data::Fault>& warnings);
  void write_effects();

  engine::Engine& engine_;
  Zone zone_;
  OutputFile& effects_;
  BadRows& bad_rows_;
  Console& console_;
  std::vector<std::byte> row_;
  std::vector<journey::TagValue> changes_;
  std::string line_;
  std::optional<Instant> last_;  // of the events handed in
  std::uint64_t after_the_end_ = 0;
};

}  // namespace wend::tools
