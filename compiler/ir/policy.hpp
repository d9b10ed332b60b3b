// What compliance forbids, as plain data: judged at the moment of each contact (runtime/journey/policies.cpp).
//
// A contact is a `send` on a channel that the schema marks as one, or a `place`. All policies that apply to it apply.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/expression.hpp"
#include "compiler/ir/span.hpp"

namespace wend::ir {

// What is known of the contact that a policy judges: `index` of Operation::contact.
enum class ContactPart : std::uint8_t {
  product,   // of type product: each one in turn that the contact offers
  purpose,   // of type text, and likewise below: the template's, else the journey's
  channel,   // the channel's or slot's name
  message,   // `channel.template`
  journey,   // the journey's name
  priority,  // of type integer: the journey's
};

// What becomes of a contact that a rule keeps back; the later, the stricter.
enum class Verdict : std::uint8_t { delay, skip, stop };

// A condition that a contact for the purpose needs.
struct Consent {
  std::string purpose;
  ExpressionId condition = kNone;
};

// From a time of day until another, the end not included; on to the next day where it is not after the first.
struct QuietHours {
  Microseconds from = 0;
  Microseconds to = 0;
  Verdict verdict = Verdict::delay;
};

// Where a contact reaches the customer: a channel or a slot of the schema.
struct Medium {
  bool is_slot = false;
  std::uint32_t index = 0;
  friend bool operator==(const Medium&, const Medium&) = default;
};

// At most so many contacts in a window that ends now: whole local days with today for a period, rolling for a duration.
struct Cap {
  Span window;
  std::uint32_t at_most = 1;
  std::vector<Medium> across;  // empty: all contacts
  Verdict verdict = Verdict::skip;
};

// A part of each cap of the policy that is greater than it, kept for contacts whose priority compares so.
struct Reservation {
  enum class Order : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };
  std::uint32_t count = 0;
  Order order = Order::greater_equal;
  std::int64_t priority = 0;
};

struct Policy {
  std::string name;
  // Reads the contact alone; kNone: every contact. It applies where this is true, and where a product that the contact
  // offers leaves it unknown.
  ExpressionId applies_to = kNone;
  std::uint32_t control = 0;  // buckets of 10,000
  std::vector<Consent> consent;
  ExpressionId sensitive_requires = kNone;
  ExpressionId suitability = kNone;  // must be true of each product that the contact offers
  std::vector<QuietHours> quiet;
  std::vector<Cap> caps;
  std::optional<Span> arbitrate;  // contacts so near to each other compete for the caps
  std::vector<Reservation> reservations;
};

}  // namespace wend::ir
