// Derived tags and segments: what their names stand for.
//
// They are checked in the order of what uses what, found before anything is checked, so that the check of one does not
// begin inside that of another but in one odd case: a name that is an enum's value too, and turns out not to be meant
// as one. A definition by itself is reported once, with the way round.
#pragma once

#include "compiler/check/place.hpp"

namespace wend::check {

// What the name of a definition means in a place for values; reports where it has no value.
[[nodiscard]] Checked definition_value(const Place& place, const Declarations::Match& match, const syntax::Name& name);

// Checks all derived tags and segments and puts those without fault into the program, in the order of the files.
void check_derived(Context& context);

}  // namespace wend::check
