// Random schemas: every type of value, a few enums, products, events.
#pragma once

#include <vector>

#include "compiler/schema/schema.hpp"
#include "runtime/value/place.hpp"
#include "tests/differential/random.hpp"

namespace wend::differential {

[[nodiscard]] schema::Schema random_schema(Random& random);

// Every type that a tag or a field of the schema may have.
[[nodiscard]] std::vector<Type> types_of(const schema::Schema& schema);

inline constexpr Type kSetOfProducts{TypeKind::set, TypeKind::product, 0};

// A place on a coarse grid, so that places meet, lie on borders and are near each other.
[[nodiscard]] Place random_place(Random& random);

}  // namespace wend::differential
