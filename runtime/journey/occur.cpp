#include "runtime/journey/rules.hpp"

namespace wend::journey {

void occur(Session& session, const Occurrence& occurrence) {
  credit_goals(session, occurrence);
  judge_exit_patterns(session, occurrence);
  judge_exit_conditions(session);
  resume_waits(session, occurrence);
  if (!occurrence.stale) {
    Heard narrowed;
    Occurrence setting_off = occurrence;
    setting_off.heard = session.set_off_by(occurrence, narrowed);
    fire_triggers(session, setting_off);
    enter_journeys(session, setting_off);
  }
  forget_ended(session);
}

}  // namespace wend::journey
