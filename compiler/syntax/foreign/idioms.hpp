// What people write who know another language, recognised where the parser stopped.
#pragma once

#include "compiler/syntax/fault_place.hpp"

namespace wend::syntax {

// Whether something was recognised and reported, with what to write instead.
bool report_idiom(const FaultPlace& place);

// In a condition or a value: idioms_expressions.cpp. At the beginning of a step, a clause or a declaration:
// idioms_statements.cpp.
bool report_expression_idiom(const FaultPlace& place);
bool report_statement_idiom(const FaultPlace& place);

// Says that the token is written otherwise.
void report_respelling(const FaultPlace& place, std::size_t i, std::string_view right);

}  // namespace wend::syntax
