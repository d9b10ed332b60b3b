// What is asked of a list of records: `any(holdings where …)`, `sum(holdings.balance)`, `one(cards where …).limit`.
#pragma once

#include "compiler/check/place.hpp"

namespace wend::check {

// Whether the call's first argument speaks of a list rather than of an event's history: `any`, `every`, `none` and
// `one` always do, the others where their argument begins with a tag that is a list.
[[nodiscard]] bool is_over_list(const Place& place, const syntax::Call& node);

// The call, of a function that may be asked of a list; `field` is the name after it (`one(…).limit`), or null.
[[nodiscard]] Checked check_selection(const Place& place, const syntax::Call& node, const source::Span& span,
                                      const syntax::Name* field);

// The list that a path names (`holdings`, `customer.holdings`), for whoever walks through one; reports what is none.
// `asker` is how the construct is called in the message.
[[nodiscard]] Checked check_list(const Place& place, const syntax::Path& path, std::string_view asker);

// The condition on a record that has a name: `each h in holdings where …`, `per h in holdings where …`. A bare name is
// a field of the record before it is a tag; within_bounds is left to the caller.
[[nodiscard]] std::optional<ir::ExpressionId> check_record_condition(Context& context, const Scope& outer,
                                                                     const RecordInScope& record,
                                                                     const syntax::Name& item,
                                                                     const syntax::Expression& tree);

}  // namespace wend::check
