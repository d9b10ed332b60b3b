#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Which folder may include what. A folder is named as it is in an include: "compiler/ir", "runtime/value", "tools".
namespace wend::folders {

struct Include {
  std::string path;     // what stands between the quotes or brackets
  bool quoted = false;  // "…" is ours, written from the repository's root; <…> is another's, or the public API
};

// The #include lines of a source text, in order.
std::vector<Include> IncludesOf(std::string_view text);

// The folder that a file belongs to ("compiler/ir/program.hpp" → "compiler/ir"), or nothing if no rule knows the
// folder.
std::optional<std::string> FolderOf(std::string_view path);

// Why the folder must not have this include; nothing if it may.
std::optional<std::string> Objection(std::string_view folder, const Include& include);

}  // namespace wend::folders
