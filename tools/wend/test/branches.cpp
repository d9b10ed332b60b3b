#include "tools/wend/test/branches.hpp"

#include "compiler/ir/patterns.hpp"

namespace wend::tools {
namespace {

// What a pattern looks for, in short: `purchase`, `no login`.
std::string name_of(const ir::Program& program, ir::PatternIndex index, const Places& places) {
  const ir::Pattern& pattern = program.patterns[index];
  const std::vector<schema::Event>& events = program.schema->events;
  switch (pattern.kind) {
    case ir::Pattern::Kind::event: return events[pattern.event].name;
    case ir::Pattern::Kind::absence: return "no " + events[pattern.event].name;
    case ir::Pattern::Kind::sequence: return events[pattern.stages.front().event].name + " then …";
    case ir::Pattern::Kind::change:
      return places.text(pattern.change.value == ir::kNone ? pattern.change.condition : pattern.change.value);
    case ir::Pattern::Kind::schedule: return "schedule";
    case ir::Pattern::Kind::any: return name_of(program, pattern.alternatives.front(), places) + " or …";
  }
  return {};
}

class Branches {
 public:
  Branches(const ir::Program& program, const Places& places) : program_(program), places_(places) {}

  void operator()(const ir::WaitFor& wait) {
    add("seen", "发生", wait.on_seen);
    add("timeout", "超时", wait.on_timeout);
  }
  void operator()(const ir::WaitForAny& wait) {
    for (const ir::WaitForAny::Branch& branch : wait.branches) {
      const std::string seen = name_of(program_, branch.pattern, places_);
      add("seen " + seen, "发生 " + seen, branch.next);
    }
    add("timeout", "超时", wait.on_timeout);
  }
  void operator()(const ir::Grant& grant) {
    if (!grant.awaits_answer) return;
    add("granted", "已发放", grant.on_granted);
    add("refused", "被拒绝", grant.on_refused);
    add("no answer", "无答复", grant.next);
  }
  void operator()(const ir::Repeat& repeat) {
    add("once more", "再来一次", repeat.body);
    add("over", "结束", repeat.next);
  }
  void operator()(const ir::Each& each) {
    add("a record", "一条记录", each.body);
    add("no more records", "没有更多记录", each.next);
  }
  void operator()(const ir::Split& split) {
    for (const ir::Split::Side& side : split.sides) add(side.name, side.name, side.next);
  }
  void operator()(const ir::Choose& choose) {
    for (const ir::Choose::Branch& branch : choose.branches) {
      const std::string condition = places_.text(branch.condition);
      add("when " + condition, "当 " + condition, branch.next);
    }
    add("otherwise", "否则", choose.otherwise);
    if (choose.unknown != choose.otherwise) add("unknown", "未知", choose.unknown);
  }
  // There is one way on.
  void operator()(const ir::Send&) {}
  void operator()(const ir::Assign&) {}
  void operator()(const ir::Place&) {}
  void operator()(const ir::Set&) {}
  void operator()(const ir::Emit&) {}
  void operator()(const ir::Start&) {}
  void operator()(const ir::WaitSpan&) {}
  void operator()(const ir::WaitUntil&) {}
  void operator()(const ir::Stop&) {}

  std::vector<Branch> take() { return std::move(branches_); }

 private:
  void add(std::string english, std::string chinese, ir::StepIndex next) {
    branches_.push_back({std::move(english), std::move(chinese), next});
  }

  const ir::Program& program_;
  const Places& places_;
  std::vector<Branch> branches_;
};

}  // namespace

std::vector<Branch> branches_of(const ir::Program& program, const ir::Step& step, const Places& places) {
  Branches branches(program, places);
  std::visit(branches, step.action);
  return branches.take();
}

}  // namespace wend::tools
