// What the policies in force say about one contact, judged at the session's clock from the customer's own state.
//
// All policies that apply are asked: the program in force, whichever version of the journey makes the contact. Of
// several that keep it back the strictest counts (stop, then skip, then delay), of equally strict ones the first.
#pragma once

#include <string>
#include <vector>

#include "runtime/journey/ledger.hpp"
#include "runtime/journey/session.hpp"

namespace wend::journey {

// A contact that an instance is about to make.
struct Contact {
  eval::Contact about;  // its product is set for each of the products in turn
  Sender sender;
  std::vector<Value> products;  // every argument of type product
  bool uses_sensitive_tags = false;
};

struct Judgement {
  bool passes = true;
  ir::Verdict verdict = ir::Verdict::delay;  // where it does not pass, and likewise below
  Reason reason = Reason::none;
  std::string policy;
  std::uint64_t winner = 0;  // Fullness::winner
  Instant release = kNever;  // of a delay: when to judge anew
};

enum class Stage : std::uint8_t {
  before_caps,  // all but the caps: what decides whether it takes part in an arbitration
  all,
};

[[nodiscard]] std::vector<const PlannedPolicy*> policies_for(Session& session, const Contact& contact);
[[nodiscard]] Judgement judge(Session& session, const std::vector<const PlannedPolicy*>& applying,
                              const Contact& contact, Stage stage);

// Whether the customer walks through the journey as control of some policy that applies to it, whatever it sends.
[[nodiscard]] bool is_control_of_policy(Session& session, const ir::Journey& journey);

}  // namespace wend::journey
