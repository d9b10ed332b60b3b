// What several commands are asked for alike, and what they say where it is not there.
#pragma once

#include <optional>
#include <string>

#include "compiler/ir/program.hpp"
#include "tools/wend/console.hpp"
#include "tools/wend/project/project.hpp"

namespace wend::tools {

// The path of a file of customers or events (`what`): as the command line gave it, else as wend.toml says. Nothing, and
// said so, where neither does.
[[nodiscard]] std::optional<std::string> data_file(const Project& project, const std::string& what,
                                                   const std::string& given,
                                                   const std::optional<std::string>& configured, Console& console);

// Whether a command may write to `output`: false, and said so, where that would take the place of a file that it reads.
// Either may be empty.
[[nodiscard]] bool spares(const std::string& input, const std::string& output, Console& console);

// By its name or label. Null, and said so with the nearest names, where there is none.
[[nodiscard]] const ir::Segment* segment_named(const ir::Program& program, const std::string& name, Console& console);

}  // namespace wend::tools
