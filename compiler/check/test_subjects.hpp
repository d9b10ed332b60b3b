// What the names in a test mean: actions, goals, journeys, triggers, sides of splits. Each reports what it does not
// find, with the nearest, and returns nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/context.hpp"
#include "compiler/check/tests.hpp"
#include "compiler/schema/schema.hpp"

namespace wend::check {

// As effects name it, and what it takes.
struct TestSubject {
  std::string name;
  std::vector<schema::Parameter> parameters;  // of an event its fields, of a journey what it is started with
  std::optional<schema::TagIndex> tag;        // of `set`
};
[[nodiscard]] std::optional<TestSubject> test_subject(Context& context, const syntax::ExpectClause& tree);

[[nodiscard]] std::optional<TestVariant> test_variant(Context& context, const syntax::Path& path);

}  // namespace wend::check
