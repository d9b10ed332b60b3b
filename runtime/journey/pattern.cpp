#include "runtime/journey/rules.hpp"

namespace wend::journey {
namespace {

bool is_of_kind(const ir::Program& program, ir::PatternIndex pattern, const Instance* instance,
                const Occurrence& occurrence) {
  const ir::Pattern& asked = program.patterns[pattern];
  switch (asked.kind) {
    case ir::Pattern::Kind::event: return occurrence.event != nullptr && occurrence.event->type == asked.event;
    case ir::Pattern::Kind::absence:
      return occurrence.event == nullptr && occurrence.program == &program && occurrence.pattern == pattern &&
             (occurrence.owner == nullptr || occurrence.owner == instance);
  }
  return false;
}

}  // namespace

bool matches(Session& session, const ir::Program& program, ir::PatternIndex pattern, const Instance* instance,
             const Occurrence& occurrence) {
  if (!is_of_kind(program, pattern, instance, occurrence)) return false;
  const ir::Pattern& asked = program.patterns[pattern];
  Session::View view{.matched = occurrence.event, .entered = nullptr};
  std::optional<EnteredEvent> entered;
  if (instance != nullptr) view.entered = entered.emplace(session, *instance).get();
  // Of a silence, `where` says which events would have ended it: it was judged when they came.
  const bool where = asked.kind == ir::Pattern::Kind::absence || session.holds(program, asked.where, view);
  return where && session.holds(program, asked.when, view);
}

}  // namespace wend::journey
