// The ways from step to step: inside the journey, in and out of repeated parts at their heads alone, and to an end.
#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "compiler/ir/steps.hpp"
#include "compiler/verify/parts.hpp"

namespace wend::verify {
namespace {

using ir::Step;
using ir::StepIndex;

class Flow {
 public:
  Flow(Subject& subject, const ir::Journey& journey) : subject_(subject), journey_(journey) {}

  bool is_sound() { return are_ways_sound() && comes_to_an_end(); }

 private:
  // Where the step's head is left for its inside; kEnd where it has none.
  static StepIndex body_of(const Step& step) {
    if (const auto* repeat = std::get_if<ir::Repeat>(&step.action)) return repeat->body;
    const auto* each = std::get_if<ir::Each>(&step.action);
    return each == nullptr ? ir::kEnd : each->body;
  }
  // From the last step of a repeated part to its head, from which it goes on.
  [[nodiscard]] bool goes_back(const Step& from, const Step& to) const {
    const std::optional<std::uint32_t> loop = ir::loop_of(to);
    return loop && !from.loops.empty() && from.loops.back() == *loop;
  }

  bool are_ways_sound() {
    const bool has_start = journey_.steps.empty() ? journey_.start == ir::kEnd : journey_.start < journey_.steps.size();
    if (!subject_.demand(has_start, "it starts at a step that there is none of")) return false;
    if (has_start && !journey_.steps.empty() && !journey_.steps[journey_.start].loops.empty()) {
      return subject_.refuse("it starts inside of a repeated part");
    }
    for (const Step& step : journey_.steps) {
      subject_.at_step(step.name);
      if (!are_ways_sound(step)) return false;
    }
    subject_.at_step({});
    return true;
  }
  bool are_ways_sound(const Step& step) {
    for (const StepIndex next : ir::successors_of(step)) {
      if (next == ir::kEnd) {
        if (!subject_.demand(step.loops.empty(), "it leaves a repeated part by another way than its head"))
          return false;
        continue;
      }
      if (!subject_.demand(next < journey_.steps.size(), "it goes on at a step that there is none of")) return false;
      if (!subject_.demand(stays_nested(step, next),
                           "it leaves or enters a repeated part by another way than its head")) {
        return false;
      }
    }
    return true;
  }
  // Into the step's own part, on in the part that both stand in, or back to the head of it. A part without steps is
  // its head alone.
  [[nodiscard]] bool stays_nested(const Step& from, StepIndex next) const {
    const Step& to = journey_.steps[next];
    if (body_of(from) == next && (&to == &from || to.loops == ir::loops_around(from))) return true;
    if (goes_back(from, to)) return ir::loops_around(to) == from.loops;
    return to.loops == from.loops && &to != &from;
  }

  // Ways back to a head left out, no way leads to where it came from. Depth first, without recursion.
  bool comes_to_an_end() {
    enum class Mark : std::uint8_t { unseen, open, done };
    std::vector<Mark> marks(journey_.steps.size(), Mark::unseen);
    std::vector<std::pair<StepIndex, std::vector<StepIndex>>> path;
    const auto open = [&](StepIndex step) {
      marks[step] = Mark::open;
      path.emplace_back(step, ways_on(step));
    };
    for (StepIndex first = 0; first < journey_.steps.size(); ++first) {
      if (marks[first] == Mark::unseen) open(first);
      while (!path.empty()) {
        auto& [step, ways] = path.back();
        if (ways.empty()) {
          marks[step] = Mark::done;
          path.pop_back();
          continue;
        }
        const StepIndex next = ways.back();
        ways.pop_back();
        if (marks[next] == Mark::open) return subject_.refuse("its steps go round in a ring");
        if (marks[next] == Mark::unseen) open(next);
      }
    }
    return true;
  }
  [[nodiscard]] std::vector<StepIndex> ways_on(StepIndex step) const {
    const Step& from = journey_.steps[step];
    std::vector<StepIndex> ways = ir::successors_of(from);
    std::erase_if(ways, [&](StepIndex next) {
      return next == ir::kEnd || next == step || goes_back(from, journey_.steps[next]);
    });
    return ways;
  }

  Subject& subject_;
  const ir::Journey& journey_;
};

}  // namespace

bool are_loops_sound(Subject& subject, const ir::Journey& journey) {
  std::vector<const Step*> heads;
  for (const Step& step : journey.steps) {
    if (ir::loop_of(step)) heads.push_back(&step);
  }
  std::vector<const Step*> by_loop(heads.size(), nullptr);
  if (!subject.demand(journey.loops == heads.size(), "it repeats another number of parts than it says")) return false;
  for (const Step* head : heads) {
    const std::uint32_t loop = *ir::loop_of(*head);
    if (!subject.demand(loop < heads.size() && by_loop[loop] == nullptr, "a repeated part has no number of its own")) {
      return false;
    }
    by_loop[loop] = head;
  }
  // The parts that a step stands in are those of the innermost one's head, and that one.
  for (const Step& step : journey.steps) {
    if (step.loops.empty()) continue;
    const std::uint32_t innermost = step.loops.back();
    const bool is_nested =
        innermost < heads.size() && std::ranges::equal(ir::loops_around(*by_loop[innermost]), step.loops);
    if (!subject.demand(is_nested, "it stands in a part that does not repeat it")) return false;
  }
  return true;
}

bool is_flow_sound(Subject& subject, const ir::Journey& journey) {
  return Flow(subject, journey).is_sound();
}

}  // namespace wend::verify
