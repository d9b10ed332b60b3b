#include "runtime/journey/rules.hpp"

namespace wend::journey {

void occur(Session& session, const Occurrence& occurrence) {
  credit_goals(session, occurrence);
  judge_exit_patterns(session, occurrence);
  judge_exit_conditions(session);
  resume_waits(session, occurrence);
  if (!occurrence.stale) {
    fire_triggers(session, occurrence);
    enter_journeys(session, occurrence);
  }
  forget_ended(session);
}

}  // namespace wend::journey
