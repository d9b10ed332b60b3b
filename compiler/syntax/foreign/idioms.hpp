// What people write who know another language, recognised where the parser stopped.
//
// An idiom is a function that looks at the tokens around that place, and, if they are what it knows, reports them with
// what to write instead. Each file has those of one kind; idioms.cpp says which go first.
#pragma once

#include <initializer_list>
#include <string_view>

#include "compiler/syntax/fault_place.hpp"

namespace wend::syntax {

// Whether something was recognised and reported.
bool report_idiom(const FaultPlace& place);

// `not in`, `is null`, `between`, `like`, `in (…)`.
bool report_condition_idiom(const FaultPlace& place);
// `2 if … else 1`, `case when`, `count(*)`, `count(distinct …)`, spans and ranges in other words.
bool report_value_idiom(const FaultPlace& place);
// Conditions where events are meant, events joined by `and`.
bool report_pattern_idiom(const FaultPlace& place);
// Currencies, units, quotes, invisible characters, `order by`.
bool report_literal_idiom(const FaultPlace& place);
// Signs that have no place, and words for operators.
bool report_word_idiom(const FaultPlace& place);
// `if`, `for`, a branch or a step with another word.
bool report_step_idiom(const FaultPlace& place);
// `wait for 3 days`.
bool report_wait(const FaultPlace& place);
// `split { 50 a { … } }`.
bool report_share(const FaultPlace& place);
// A step where the clauses of a journey stand.
bool report_step_among_clauses(const FaultPlace& place);
// At the beginning of a clause or a declaration, and inside of them.
bool report_statement_idiom(const FaultPlace& place);

// Says that the token is written otherwise; is not needed, where `right` is empty.
void report_respelling(const FaultPlace& place, std::size_t i, std::string_view right);

// --- what the tokens are ---------------------------------------------------------------------------------------------

[[nodiscard]] bool is_one_of(std::uint16_t type, std::initializer_list<std::uint16_t> types);
[[nodiscard]] bool is_not(const FaultPlace& place, std::size_t i);
[[nodiscard]] bool is_and(const FaultPlace& place, std::size_t i);
[[nodiscard]] bool is_comparison(std::uint16_t type);
[[nodiscard]] bool is_chinese(std::string_view word);
// Whether a token of the type could have stood where the parser stopped.
[[nodiscard]] bool is_expected(const FaultPlace& place, std::size_t token);
// Something that happens is asked for, not something that is so.
[[nodiscard]] bool is_in_pattern(const FaultPlace& place);

}  // namespace wend::syntax
