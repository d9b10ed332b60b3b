#include "compiler/verify/verify.hpp"

#include "compiler/verify/parts.hpp"

namespace wend::verify {
namespace {

// Nothing is walked before it is known to be in range and without rings.
bool is_sound(Subject& subject) {
  if (!are_texts_sound(subject) || !are_constants_sound(subject) || !are_expressions_sound(subject) ||
      !are_items_distinct(subject) || !are_windows_sound(subject) || !are_selections_sound(subject) ||
      !are_expressions_bounded(subject)) {
    return false;
  }
  Reads reads(subject);
  return are_wheres_sound(subject, reads) && are_patterns_sound(subject, reads) &&
         are_declarations_sound(subject, reads) && are_metrics_sound(subject, reads) &&
         are_policies_sound(subject, reads) && are_journeys_sound(subject, reads);
}

}  // namespace

Status verify(const ir::Program& program) {
  Subject subject(program);
  if (!is_sound(subject)) return subject.error();
  return Done{};
}

}  // namespace wend::verify
