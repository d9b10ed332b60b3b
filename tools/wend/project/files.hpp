// Finding and reading the files of a project.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/result.hpp"

namespace wend::tools {

// The most files that a project's sources may be.
inline constexpr std::size_t kMostSources = 10'000;

// Whether a relative path fits a pattern: `*`, `?` and `[…]` within one name, `**` for any number of folders.
[[nodiscard]] bool fits(std::string_view path, std::string_view pattern);

// The files below a folder, as relative paths sorted by their bytes; folders whose name begins with a dot are left
// out, and links to folders are not followed. Stops after `most` files. An error is the operating system's.
[[nodiscard]] Result<std::vector<std::string>> files_below(const std::filesystem::path& folder,
                                                           std::string_view extension, std::size_t most);

// The contents of a file of at most `most` bytes; nothing where it is larger.
struct Contents {
  std::string text;
  std::size_t size = 0;
  bool too_large = false;
};
[[nodiscard]] Result<Contents> read_file(const std::filesystem::path& path, std::size_t most);

}  // namespace wend::tools
