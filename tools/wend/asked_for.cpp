#include "tools/wend/asked_for.hpp"

#include <filesystem>
#include <system_error>
#include <vector>

#include "compiler/diagnostics/codes/project.hpp"

namespace wend::tools {

namespace codes = diagnostics::codes;

std::optional<std::string> data_file(const Project& project, const std::string& what, const std::string& given,
                                     const std::optional<std::string>& configured, Console& console) {
  if (!given.empty()) return given;
  if (configured) return project.resolve(*configured);
  console.say(codes::file_not_named, {what});
  return std::nullopt;
}

bool spares(const std::string& input, const std::string& output, Console& console) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(input, ignored)) return true;
  if (!std::filesystem::equivalent(output, input, ignored)) return true;
  console.say(codes::file_unwritable, {output, std::string(console.pick("it is what is read", "要读的正是它"))});
  return false;
}

const ir::Segment* segment_named(const ir::Program& program, const std::string& name, Console& console) {
  std::vector<std::string_view> names;
  for (const ir::Segment& segment : program.segments) {
    if (segment.name == name || (!name.empty() && segment.label == name)) return &segment;
    names.push_back(segment.name);
    if (!segment.label.empty()) names.push_back(segment.label);
  }
  console.say(codes::segment_unknown, {name}, diagnostics::nearest(name, names));
  return nullptr;
}

}  // namespace wend::tools
