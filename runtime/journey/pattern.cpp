#include <algorithm>

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
    case ir::Pattern::Kind::change: return occurrence.before != nullptr;
    case ir::Pattern::Kind::any: return true;
    case ir::Pattern::Kind::sequence:
    case ir::Pattern::Kind::schedule: return false;
  }
  return false;
}

bool is_fulfilled(Session& session, const ir::Program& program, const ir::Pattern& asked, const Instance* instance,
                  const Occurrence& occurrence, const Session::View& view) {
  switch (asked.kind) {
    case ir::Pattern::Kind::event: return session.holds(program, asked.where, view);
    case ir::Pattern::Kind::change: return has_changed(session, program, asked.change, view, *occurrence.before);
    case ir::Pattern::Kind::any:
      return std::ranges::any_of(asked.alternatives, [&](ir::PatternIndex alternative) {
        return matches(session, program, alternative, instance, occurrence);
      });
    // Of a silence, `where` says which events would have ended it: it was judged when they came.
    case ir::Pattern::Kind::absence:
    case ir::Pattern::Kind::sequence:
    case ir::Pattern::Kind::schedule: return true;
  }
  return false;
}

}  // namespace

bool matches(Session& session, const ir::Program& program, ir::PatternIndex pattern, const Instance* instance,
             const Occurrence& occurrence) {
  if (!is_of_kind(program, pattern, instance, occurrence)) return false;
  const ir::Pattern& asked = program.patterns[pattern];
  Session::View view{.matched = seen_by(instance, occurrence), .entered = nullptr};
  std::optional<EnteredEvent> entered;
  if (instance != nullptr) view.entered = entered.emplace(session, *instance).get();
  if (!is_fulfilled(session, program, asked, instance, occurrence, view)) return false;
  return session.holds(program, asked.when, view);
}

}  // namespace wend::journey
