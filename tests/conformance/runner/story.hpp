// What a case says will happen, read: customers with their tags, then events, new tags, the clock and programs.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "runtime/journey/step.hpp"
#include "tests/conformance/runner/data.hpp"

namespace wend::conformance {

struct Update {
  std::string id;
  std::string customer;
  Instant time = 0;
  std::vector<Named> tags;
};
struct Clock {
  Instant time = 0;
};
struct Publish {
  std::shared_ptr<const ir::Program> program;
  std::string refused;  // part of what is said; empty: it is not refused
};
struct Forget {
  std::string customer;
};
using Happening = std::variant<ReadEvent, Update, Clock, Publish, Forget>;

struct Customer {
  std::string id;
  std::vector<Named> tags;
};

// In the order in which it happens.
struct Story {
  std::shared_ptr<const ir::Program> program;
  journey::Limits limits;
  std::shared_ptr<const lists::NameLists> lists;
  std::vector<Customer> customers;
  Instant loaded = 0;
  std::vector<Happening> happenings;
  std::optional<Instant> until;
};

// When it happens; nothing for what happens at the clock, wherever that is.
[[nodiscard]] std::optional<Instant> time_of(const Happening& happening);

[[nodiscard]] Result<Story> read_story(Programs& programs, const Bank& bank, const Case& of);

[[nodiscard]] std::vector<journey::TagValue> borrowed(const std::vector<Named>& tags);

}  // namespace wend::conformance
