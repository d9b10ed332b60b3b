// The kinds of patterns, each checked in a file of its own. They report faults and then give nothing; else what reports
// call the pattern.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/context.hpp"
#include "compiler/check/scope.hpp"
#include "compiler/ir/program.hpp"
#include "compiler/syntax/tree.hpp"

namespace wend::check {

// patterns.cpp: an event and its `where`. `before`: the names of the sequence's events before it.
[[nodiscard]] std::optional<std::string> check_event_part(Context& context, const Scope& outer,
                                                          const syntax::EventPattern& tree,
                                                          const std::vector<Scope::Alias>& before,
                                                          schema::EventIndex& event, ir::ExpressionId& where);

// sequences.cpp
[[nodiscard]] std::optional<std::string> check_sequence(Context& context, const Scope& outer,
                                                        const syntax::SequencePattern& tree, ir::Pattern& pattern);

// changes.cpp
[[nodiscard]] std::optional<std::string> check_change(Context& context, const Scope& outer,
                                                      const syntax::ChangePattern& tree, ir::Change& change);

// schedules.cpp: that its date and day exist was seen to when it was read.
[[nodiscard]] Schedule schedule_of(const syntax::SchedulePattern& tree);
[[nodiscard]] std::string name_of(const Schedule& schedule);

}  // namespace wend::check
