#include "runtime/journey/rules.hpp"

namespace wend::journey {

// Seen at once by what follows; what the change sets off happens in the next round.
void set_tag(Session& session, const Instance& instance, const ir::Step& step, const ir::Set& set) {
  const ir::Program& program = *session.plan.journeys()[instance.kept.journey].program;
  const schema::Tag& tag = session.plan.schema().tags[set.tag];
  const EnteredEvent entered(session, instance);
  const Value value = session.evaluate(program, set.value, {.matched = nullptr, .entered = entered.get()});
  Effect& effect = emit(session, instance, EffectKind::set, step);
  effect.action = tag.name;
  effect.target = set.tag;
  effect.arguments.push_back({.name = tag.name, .type = tag.type, .value = own(value)});
  const TagValue changes[] = {{.tag = set.tag, .value = value}};
  set_tags(session, changes);
}

}  // namespace wend::journey
