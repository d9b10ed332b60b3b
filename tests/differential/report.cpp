#include "tests/differential/report.hpp"

#include <array>
#include <utility>

#include "compiler/ir/builder.hpp"

namespace wend::differential {
namespace {

std::string_view name_of(Truth truth) {
  switch (truth) {
    case Truth::no: return "false";
    case Truth::yes: return "true";
    case Truth::unknown: return "unknown";
  }
  return {};
}

// Writes values as the program would: `to_text` of a constant, without its frame.
class Values {
 public:
  explicit Values(ir::Program program) : program_(std::move(program)), build_(program_) {}

  std::string show(const Type& type, const OwnedValue& value) {
    constexpr std::string_view kFrame = "(constant ";
    const std::string text = ir::to_text(program_, build_.constant(type, value));
    return text.substr(kFrame.size(), text.size() - kFrame.size() - 1);
  }

  template <typename Items>
  std::string row(const Items& items, const std::vector<OwnedValue>& values) {
    std::string text;
    for (std::size_t index = 0; index < items.size(); ++index) {
      text += "    " + items[index].name + " = " + show(items[index].type, values[index]) + "\n";
    }
    return text;
  }

 private:
  ir::Program program_;
  ir::Builder build_;
};

std::string event_line(Values& values, const schema::Event& type, const Event& event, const Zone& zone) {
  return "  " + type.name + " at " + format_time(event.time, zone) + "\n" + values.row(type.fields, event.values);
}

std::string events_in_slots(Values& values, const Scenario& scenario, const Customer& customer) {
  constexpr std::array<std::string_view, ir::kSlots> kNames{
      "matched", "entered", "candidate", "stage 1", "stage 2", "stage 3", "stage 4", "named 1",
      "named 2", "named 3", "named 4",   "named 5", "named 6", "named 7", "named 8", "nested"};
  std::string text;
  for (std::size_t slot = 0; slot < ir::kSlots; ++slot) {
    text += std::string(kNames[slot]) + ":\n";
    const schema::EventIndex type = scenario.slots()[slot];
    if (!customer.in_slots[slot]) continue;
    text += event_line(values, scenario.program().schema->events[type], customer.events[type][*customer.in_slots[slot]],
                       scenario.zone());
  }
  return text;
}

std::string history(Values& values, const Scenario& scenario, const Customer& customer) {
  if (!customer.has_history) return "history: none\n";
  std::string text = "history:\n";
  for (schema::EventIndex type = 0; type < customer.events.size(); ++type) {
    if (const std::optional<Instant> since = customer.complete_since[type]) {
      text += "  " + scenario.program().schema->events[type].name + " complete since " +
              format_time(*since, scenario.zone()) + "\n";
    }
    for (const Event& event : customer.events[type]) {
      text += event_line(values, scenario.program().schema->events[type], event, scenario.zone());
    }
  }
  return text;
}

}  // namespace

std::string how_to_repeat(const Seed& seed) {
  return "to see it again: WEND_SEED=" + std::to_string(seed.run) + " WEND_SCENARIO=" + std::to_string(seed.scenario) +
         " build/release/tests/differential_test\n";
}

std::string report(const Mismatch& mismatch, const Scenario& scenario, const Customer& customer) {
  Values values(scenario.program());
  std::string text = std::string(mismatch.executor) + " on " + std::string(differential::name_of(mismatch.kind)) +
                     " rows says " + std::string(name_of(mismatch.found)) + ", the reference says " +
                     std::string(name_of(mismatch.expected)) + "\n";
  text += how_to_repeat(mismatch.seed);
  text += "condition: " + ir::to_text(scenario.program(), mismatch.condition) + "\n";
  text += "now: " + format_time(scenario.now(), scenario.zone()) + " in " + scenario.zone().name() + "\n";
  text += "tags:\n" + values.row(scenario.program().schema->tags, customer.tags);
  text += events_in_slots(values, scenario, customer);
  if (!ir::uses(scenario.program(), std::span(&mismatch.condition, 1)).windows.empty()) {
    text += history(values, scenario, customer);
  }
  return text;
}

std::vector<ir::ExpressionId> boolean_parts(const ir::Program& program, ir::ExpressionId condition) {
  std::vector<bool> reached(condition + 1);
  reached[condition] = true;
  std::vector<ir::ExpressionId> parts;
  for (ir::ExpressionId id = condition + 1; id-- > 0;) {
    if (!reached[id]) continue;
    if (program.at(id).type.kind == TypeKind::boolean) parts.insert(parts.begin(), id);
    for (const ir::ExpressionId operand : program.operands_of(id)) reached[operand] = true;
  }
  return parts;
}

}  // namespace wend::differential
