// What people write who know spreadsheets, SQL or Python, where it reads like the language but means nothing in it: a
// function that there is not, `null`, a text that stands for a date. Each function says whether it found that and
// reported it, with what to write instead.
#pragma once

#include "compiler/check/place.hpp"

namespace wend::check {

// `IF(a, b, c)`, `AND(a, b)`, `AVERAGE(…)`, `city.startswith("上")`: a call of no function of the language.
bool report_foreign_call(const Place& place, const syntax::Call& node, const source::Span& span,
                         std::optional<Type> hint);

// `max(visits, children)`: of values where an event is asked for.
bool report_greatest(const Place& place, const syntax::Call& node);

// `city = null`: the right side is no name here and means that there is nothing.
bool report_foreign_nothing(const Place& place, const syntax::Expression& left, syntax::ComparisonOperator op,
                            const syntax::Expression& right, const source::Span& op_span);

// A name that means nothing here: `True`, 三, 百分之5; `上海` where a text is asked for.
bool report_foreign_name(const Place& place, const syntax::Name& name, std::optional<Type> hint);

// A range of time in words: 近一个月.
void suggest_time_range(Report& report, const syntax::Expression& tree);

// `last month`, where a month on the calendar is meant.
bool report_last_month(const Place& place, const syntax::Expression& tree);

// A span of time in words: 三天.
void suggest_span(Report& report, const syntax::Expression& tree);

// What a literal of one type was to say, where it stands in the place of another: `"1990-01-01"` for a date, `1` for
// true. Whether it was reported.
bool report_foreign_literal(const Place& place, const syntax::Expression& tree, const Type& needed);

}  // namespace wend::check
