// Where an instance of a journey may be found between two steps of the runtime.
#pragma once

#include <algorithm>
#include <string_view>

#include "compiler/ir/program.hpp"

namespace wend::ir {

// Whether an instance may rest at the step: what a migration to another version has to give a place to.
[[nodiscard]] bool rests(const Step& step);

// The same also for a step that a policy may delay: a contact.
[[nodiscard]] bool may_rest(const Step& step);

// The step of the name; kEnd where there is none.
[[nodiscard]] StepIndex step_named(const Journey& journey, std::string_view name);

// The journey of the name and version; null where there is none.
[[nodiscard]] const Journey* find_version(const Program& program, std::string_view name, std::int64_t version);

// The migration that moves instances of the version; null where there is none.
[[nodiscard]] const Migration* migration_from(const Journey& journey, std::int64_t version);

// The places of rest of the older journey that the migration says nothing about, by name.
[[nodiscard]] std::vector<std::string_view> left_out(const Journey& older, const Migration& migration);

}  // namespace wend::ir
