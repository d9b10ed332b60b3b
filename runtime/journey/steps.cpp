#include <algorithm>

#include "runtime/journey/bucket.hpp"
#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

// One step done: the run goes on at `next`, or is over because the instance rests or has ended.
struct Done {
  bool over = false;
  ir::StepIndex next = ir::kEnd;
};

class Walker {
 public:
  Walker(Session& session, InstanceIndex index) : session_(session), index_(index) {}

  Done operator()(const ir::Send& step) {
    if (is_control()) return {.over = false, .next = step.next};
    return contact(send(session_, index_, step_of(), step), step.next);
  }

  Done operator()(const ir::Assign& step) {
    const schema::Task& task = session_.plan.schema().tasks[step.task];
    if (!is_control()) act(EffectKind::assign, task.name, step.task, step.arguments, task.parameters);
    return {.over = false, .next = step.next};
  }

  Done operator()(const ir::Grant& step) {
    const schema::Benefit& benefit = session_.plan.schema().benefits[step.benefit];
    if (!is_control()) act(EffectKind::grant, benefit.name, step.benefit, step.arguments, benefit.parameters);
    return wait(step);
  }

  Done operator()(const ir::Place& step) {
    if (is_control()) return {.over = false, .next = step.next};
    return contact(place(session_, index_, step_of(), step), step.next);
  }

  // Before every step, `exit when`: and a tag has changed.
  Done operator()(const ir::Set& step) {
    if (is_control()) return {.over = false, .next = step.next};
    set_tag(session_, instance(), step_of(), step);
    return {.over = judge_exit_condition(session_, index_), .next = step.next};
  }

  Done operator()(const ir::Emit& step) {
    if (!is_control()) emit_event(session_, instance(), step_of(), step);
    return {.over = false, .next = step.next};
  }

  Done operator()(const ir::Start& step) {
    if (!is_control()) start(session_, instance(), step_of(), step);
    return {.over = false, .next = step.next};
  }

  Done operator()(const ir::WaitSpan& step) { return wait(step); }
  Done operator()(const ir::WaitUntil& step) { return wait(step); }
  Done operator()(const ir::WaitFor& step) { return wait(step); }
  Done operator()(const ir::WaitForAny& step) { return wait(step); }
  Done operator()(const ir::Repeat& step) { return wait(step); }
  Done operator()(const ir::Each& step) { return {.over = false, .next = next_item(session_, index_, step)}; }

  Done operator()(const ir::Choose& step) {
    const EnteredEvent entered(session_, instance());
    const Session::View view{.matched = nullptr, .entered = entered.get()};
    if (step.unknown == step.otherwise) return choose_what_holds(step, view);
    bool some_unknown = false;
    for (const ir::Choose::Branch& branch : step.branches) {
      const Truth truth = session_.judge(*planned().program, branch.condition, view);
      if (truth == Truth::yes) return {.over = false, .next = branch.next};
      some_unknown = some_unknown || truth == Truth::unknown;
    }
    return {.over = false, .next = some_unknown ? step.unknown : step.otherwise};
  }

  Done operator()(const ir::Split& step) {
    const std::uint32_t drawn = bucket(planned().journey->name, step_of().name, session_.customer);
    const auto side = std::ranges::find_if(step.sides, [&](const ir::Split::Side& one) { return drawn < one.below; });
    return {.over = false, .next = side == step.sides.end() ? ir::kEnd : side->next};
  }

  Done operator()(const ir::Stop&) {
    end(session_, index_, Reason::stopped);
    return {.over = true, .next = ir::kEnd};
  }

 private:
  [[nodiscard]] Instance& instance() { return session_.memory.instances[index_]; }
  [[nodiscard]] const PlannedJourney& planned() { return session_.plan.journeys()[instance().kept.journey]; }
  [[nodiscard]] const ir::Step& step_of() { return planned().journey->steps[instance().kept.step]; }
  // Who walks as control has no effects but enter, goal and exit; a grant counts as granted.
  [[nodiscard]] bool is_control() { return instance().kept.control != 0; }

  // Where nothing else is done where a condition is unknown.
  Done choose_what_holds(const ir::Choose& step, const Session::View& view) {
    const auto branch = std::ranges::find_if(step.branches, [&](const ir::Choose::Branch& one) {
      return session_.holds(*planned().program, one.condition, view);
    });
    return {.over = false, .next = branch == step.branches.end() ? step.otherwise : branch->next};
  }

  static Done contact(Passage passage, ir::StepIndex next) {
    switch (passage) {
      case Passage::made:
      case Passage::skipped: return {.over = false, .next = next};
      case Passage::rests:
      case Passage::stopped: break;
    }
    return {.over = true, .next = ir::kEnd};
  }

  template <typename Wait>
  Done wait(const Wait& step) {
    ir::StepIndex next = ir::kEnd;
    if (begin_wait(session_, index_, step, next)) return {.over = true, .next = ir::kEnd};
    return {.over = instance().kept.phase != Phase::live, .next = next};
  }

  void act(EffectKind kind, const std::string& action, std::uint32_t target, const std::vector<ir::Argument>& arguments,
           const std::vector<schema::Parameter>& parameters) {
    std::vector<EffectArgument> values = evaluate_arguments(session_, instance(), arguments, parameters);
    if (kind == EffectKind::assign) add_due(session_, values);
    Effect& effect = emit(session_, instance(), kind, step_of());
    effect.action = action;
    effect.target = target;
    effect.arguments = std::move(values);
  }

  Session& session_;
  InstanceIndex index_;
};

}  // namespace

void tell(Session& session, InstanceIndex index, ir::StepIndex to) {
  if (session.witness == nullptr) return;
  const InstanceEntry& kept = session.memory.instances[index].kept;
  session.witness->went(*session.plan.journeys()[kept.journey].journey, kept.step, to, session.memory.clock);
}

// What `exit when` reads changes between steps that run at one instant only where one of them sets a tag, so it is
// judged then, and before the first of them: by the rule that resumed the instance, or at entry.
void run(Session& session, InstanceIndex index, ir::StepIndex from) {
  const PlannedJourney& planned = session.plan.journeys()[session.memory.instances[index].kept.journey];
  const std::vector<ir::Step>& steps = planned.journey->steps;
  session.memory.instances[index].kept.due = kNever;
  session.memory.instances[index].awaited.clear();
  Walker walker(session, index);
  // Steps form no loop without a rest; were there one, it would end here rather than never.
  for (std::size_t taken = 0; taken < planned.most_steps && from < steps.size(); ++taken) {
    session.memory.instances[index].kept.step = from;
    const Done done = std::visit(walker, steps[from].action);
    if (done.over) return;
    tell(session, index, done.next);
    session.memory.instances[index].kept.arbitrated_by = 0;
    from = done.next;
  }
  end(session, index, Reason::completed);
}

}  // namespace wend::journey
