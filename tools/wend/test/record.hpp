// What was judged and which way instances went while tests ran: for explanations and for coverage.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "runtime/journey/step.hpp"

namespace wend::tools {

// Everything that several tests saw, together.
struct Seen {
  struct Values {
    bool yes = false;
    bool no = false;
    bool unknown = false;
  };
  // Conditions, and the parts of which `and`, `or` and `not` make them.
  std::map<ir::ExpressionId, Values> conditions;
  // From step to step, by the journey's name.
  std::set<std::tuple<std::string, ir::StepIndex, ir::StepIndex>> ways;
};

// One condition, as it was judged once.
struct Judgement {
  Instant time = 0;
  ir::ExpressionId condition = ir::kNone;
  Truth truth = Truth::unknown;
  // The part that made it so, and what that part was.
  ir::ExpressionId decided_by = ir::kNone;
  Truth how = Truth::unknown;
};

struct Way {
  Instant time = 0;
  std::string journey;
  ir::StepIndex from = 0;
  ir::StepIndex to = ir::kEnd;
};

// The part of a condition that is not true which alone keeps it from being true: followed down through every `and`.
[[nodiscard]] Judgement judged(const ir::Program& program, ir::ExpressionId condition, const eval::Inputs& inputs);

// Judges by the reference evaluator and writes down what came of it. One thread; borrows `seen`.
class Recorder final : public journey::Predicates, public journey::Witness {
 public:
  explicit Recorder(Seen& seen) : seen_(seen) {}

  [[nodiscard]] Truth judge(const ir::Program& program, ir::ExpressionId condition,
                            const eval::Inputs& inputs) const override;
  void went(const ir::Journey& journey, ir::StepIndex from, ir::StepIndex to, Instant at) override;

  [[nodiscard]] const std::vector<Judgement>& judgements() const { return judgements_; }
  [[nodiscard]] const std::vector<Way>& ways() const { return ways_; }

 private:
  Truth see(const ir::Program& program, ir::ExpressionId condition, const eval::Inputs& inputs) const;

  Seen& seen_;
  mutable std::vector<Judgement> judgements_;
  std::vector<Way> ways_;
};

}  // namespace wend::tools
