// Which conditions of programs are true of an event: the rules of one event type in an index, as they come and go.
//
//     match::EventRules rules;
//     rules.add(7, program, {trigger.where});
//     match::Search search;                      // one for each thread, for one event after another
//     inputs.events[position_of(ir::Slot::matched)] = &event;
//     rules.snapshot().search(inputs, search);
//     for (match::RuleId rule : search.found.rules) …   // sorted
//     rules.remove(7);
//
// A rule is a number of the caller's; small numbers take least memory. The programs are of one schema; what their
// conditions read besides the matched event's fields and the customer's tags is computed by the reference evaluator,
// once for an event, and only where nothing cheaper refutes the rule.
// Thread-safety: as match::Index.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "runtime/match/condition.hpp"
#include "runtime/match/index.hpp"

namespace wend::match {

struct Search {
  Values values;
  Found found;
};

class EventSnapshot {
 public:
  // Replaces search.found.rules.
  void search(const eval::Inputs& inputs, Search& search) const;

 private:
  friend class EventRules;
  Snapshot rules_;
  std::shared_ptr<const Definitions> definitions_;
};

class EventRules {
 public:
  struct Rule {
    RuleId id = 0;
    std::shared_ptr<const ir::Program> program;
    std::vector<ir::ExpressionId> conditions;  // all of which must be true; ir::kNone is
  };

  explicit EventRules(Dear dear = Dear::exact) : dear_(dear) {}

  // None of the rules may be there already. False where there is no room for another attribute; with Dear::left_open
  // such a rule is found for every event, else it is left out.
  [[nodiscard]] bool add(const Rule& rule);
  // Many at once, grouped among each other: the way to begin.
  [[nodiscard]] bool add(std::span<const Rule> rules);
  // Nothing where it is not there.
  void remove(RuleId rule);

  [[nodiscard]] EventSnapshot snapshot() const;
  [[nodiscard]] std::size_t bytes() const { return index_.bytes(); }

 private:
  [[nodiscard]] bool translated(const Rule& rule, Formula& formula);
  void publish();

  Dear dear_;
  Index index_;
  AttributeTable attributes_;
  std::unordered_map<RuleId, std::vector<Attribute>> dear_of_;

  mutable std::mutex published_mutex_;
  EventSnapshot published_;
};

}  // namespace wend::match
