// What instructions do. Each function says which of an instruction's parts it reads, besides `to`.
#pragma once

#include "runtime/flat/machine.hpp"
#include "runtime/value/truth.hpp"

namespace wend::flat {

// The form that a value has in a register. `other` has none: sets of texts and lists of records.
enum class Form : std::uint8_t { truth, scalar, period, text, ordinals, other };

namespace functions {

using Next = const Instruction*;

Next group(Next at, Machine& machine);  // tests.groups[index]

// ---- logic and choice
Next conjoin(Next at, Machine& machine);      // to and from; goes on `more` instructions further where it is no
Next disjoin(Next at, Machine& machine);      // to or from; likewise where it is yes
Next leave_if_no(Next at, Machine& machine);  // goes on `more` further where `to` is no
Next leave_if_yes(Next at, Machine& machine);
Next leave_if_known(Next at, Machine& machine);
Next negation(Next at, Machine& machine);
Next known(Next at, Machine& machine);
Next jump(Next at, Machine& machine);    // `more` further
Next branch(Next at, Machine& machine);  // where `from` is not yes `more` further; where it is unknown, `to` is yes
Next end(Next at, Machine& machine);

// ---- leaves (functions_load.cpp)
Next constant(Next at, Machine& machine);  // `bits` and, of texts and ordinals, `count` elements, or what `more` adds
Next unknown(Next at, Machine& machine);
Next load_field(Next at, Machine& machine);    // field `index` of `row`; `flag` is the Form
Next load_text(Next at, Machine& machine);     // of `row`: an inline text at `index`; marked at `count` by bits `flag`
Next load_integer(Next at, Machine& machine);  // of `row`: pairs' place `index`
Next moment(Next at, Machine& machine);        // `index`
Next event_time(Next at, Machine& machine);    // of `row`
Next reference(Next at, Machine& machine);     // expression `index`; `flag` is the Form

// ---- comparison (functions_compare.cpp): from, from + 1
Next equal_truths(Next at, Machine& machine);
Next equal_scalars(Next at, Machine& machine);
Next equal_texts(Next at, Machine& machine);
Next equal_ordinals(Next at, Machine& machine);
Next equal_periods(Next at, Machine& machine);
Next less_scalars(Next at, Machine& machine);
Next less_texts(Next at, Machine& machine);
Next less_periods(Next at, Machine& machine);
Next less_equal_scalars(Next at, Machine& machine);
Next less_equal_texts(Next at, Machine& machine);
Next less_equal_periods(Next at, Machine& machine);
Next member_ordinals(Next at, Machine& machine);
Next member_texts(Next at, Machine& machine);  // from; `bits` is the address of std::string[count], sorted
Next contains_all(Next at, Machine& machine);
Next contains_any(Next at, Machine& machine);
Next text_contains(Next at, Machine& machine);
Next text_starts_with(Next at, Machine& machine);

// ---- arithmetic (functions_compute.cpp): from and on
Next sum(Next at, Machine& machine);       // of `count`, the first `index` less the others
Next least(Next at, Machine& machine);     // of `count`
Next greatest(Next at, Machine& machine);  // of `count`
Next multiply(Next at, Machine& machine);  // `bits` is the scale
Next divide(Next at, Machine& machine);    // likewise
Next rescale(Next at, Machine& machine);
Next negate_scalar(Next at, Machine& machine);
Next negate_period(Next at, Machine& machine);
Next round(Next at, Machine& machine);  // `index` places of the `count` that there are

// ---- calendar
Next period_sum(Next at, Machine& machine);
Next period_scale(Next at, Machine& machine);
Next date_plus_period(Next at, Machine& machine);
Next time_plus_period(Next at, Machine& machine);
Next date_of(Next at, Machine& machine);
Next time_of_day_of(Next at, Machine& machine);
Next is_business_day(Next at, Machine& machine);
Next start_of_date(Next at, Machine& machine);
Next next_anniversary(Next at, Machine& machine);
Next anniversary_within(Next at, Machine& machine);

}  // namespace functions
}  // namespace wend::flat
