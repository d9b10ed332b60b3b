#pragma once

#include <filesystem>
#include <string>
#include <vector>

// The repository's own files, as the tests of its shape read them.
namespace wend::folders {

// Every regular file of the repository, relative to its root and sorted; built, hidden and bulk-data files left out.
std::vector<std::filesystem::path> FilesOfTheRepository();

// The text of one of them.
std::string Read(const std::filesystem::path& file);

}  // namespace wend::folders
