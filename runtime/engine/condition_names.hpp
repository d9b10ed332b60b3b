// What a program's conditions are called in reports: by what they first stand in.
#pragma once

#include <map>
#include <string>

#include "compiler/ir/program.hpp"

namespace wend::engine {

// `segment savers`, `trigger salary`, `goal deposited`, `journey follow_up`, `policy quiet_hours`; by condition.
[[nodiscard]] std::map<ir::ExpressionId, std::string> names_of_conditions(const ir::Program& program);

}  // namespace wend::engine
