// What may be done with values of a type: the checker's rules, for whoever has types alone.
#pragma once

#include "compiler/schema/schema.hpp"
#include "runtime/value/type.hpp"

namespace wend::verify {

// Whether the type is one that the schema has, written as types are written.
[[nodiscard]] bool is_type(const schema::Schema& schema, const Type& type);
// An integer or a number.
[[nodiscard]] bool is_numeric(const Type& type);
// Money, a duration or a distance: what a number multiplies and divides.
[[nodiscard]] bool is_quantity(const Type& type);
// What is added up and averaged: both.
[[nodiscard]] bool is_amount(const Type& type);
// What `<` compares.
[[nodiscard]] bool is_ordered(const schema::Schema& schema, const Type& type);
// What `least`, `min` and the like choose from: the ordered scalars.
[[nodiscard]] bool has_extremes(const schema::Schema& schema, const Type& type);
// The type of a set's elements.
[[nodiscard]] Type element_of(const Type& set);

}  // namespace wend::verify
