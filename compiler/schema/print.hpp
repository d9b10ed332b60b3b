// A schema as text for people: a summary of it, and one thing in full.
#pragma once

#include <string>

#include "compiler/schema/things.hpp"

namespace wend::schema {

// Its name and defaults, and how many things of each kind there are.
//
//     retail bank, version 1
//     zone Asia/Shanghai, currency CNY, lateness 3 days
//
//       24  tags      6 personal, 3 sensitive, 1 deprecated
//        9  events    3 outcomes
[[nodiscard]] std::string summary(const Schema& schema);

// Every thing on a line with its type and labels, under the kind's heading; what belongs to a thing is indented.
[[nodiscard]] std::string listing(const Schema& schema);

// The thing and all that is said of it, a line for each aspect.
[[nodiscard]] std::string in_full(const Thing& thing, diagnostics::Language language = diagnostics::Language::english);

}  // namespace wend::schema
