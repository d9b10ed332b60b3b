// Hashes that tell whether two programs mean the same by the positions that a state is made of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/ir/program.hpp"

namespace wend::journey {

// XXH3-64 over parts that cannot run into each other.
class Fingerprint {
 public:
  Fingerprint& add(std::string_view text);
  Fingerprint& add(std::int64_t number);
  [[nodiscard]] std::uint64_t value() const;

 private:
  std::string parts_;
};

// Of what programs and states refer to by position: enums and their values, tags, events and their fields, products,
// channels, slots, tasks, benefits, currencies; and of the zone and the lateness.
[[nodiscard]] std::uint64_t fingerprint(const schema::Schema& schema);

// Of what a pattern that takes time is about: its events, conditions, spans and days, not the name of who asks, the
// names that it gives to events, or when it matters. So a trigger that is renamed keeps what it has seen.
[[nodiscard]] std::uint64_t watch_definition(const ir::Program& program, const ir::Pattern& pattern);

// Of what a policy's caps count: the contacts that it applies to, whatever its name, its windows and its numbers.
[[nodiscard]] std::uint64_t counted_definition(const ir::Program& program, const ir::Policy& policy);

// Of what a metric measures: its samples, when they are taken, the value out of them and whom it is over.
[[nodiscard]] std::uint64_t metric_definition(const ir::Program& program, const ir::Metric& metric);

}  // namespace wend::journey
