// A customer's own time zone: that of the tag which the schema's `customer_zone` names.
//
// Where the schema names none, where the tag is missing, and where the tz database has no zone of that name, it is the
// schema's. Found by a binary search among some 600 names, so nothing is remembered between customers.
#pragma once

#include "compiler/layout/row_layout.hpp"
#include "compiler/schema/schema.hpp"
#include "runtime/value/civil_time.hpp"

namespace wend::eval {

[[nodiscard]] Zone customer_zone(const schema::Schema& schema, const layout::Row& tags, const Zone& otherwise);

}  // namespace wend::eval
