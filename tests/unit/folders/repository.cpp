#include "tests/unit/folders/repository.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace wend::folders {
namespace fs = std::filesystem;

std::vector<fs::path> FilesOfTheRepository() {
  const fs::path root = WEND_SOURCE_DIRECTORY;
  std::vector<fs::path> files;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    const std::string name = entry->path().filename();
    const bool built = entry.depth() == 0 && name == "build";
    const bool hidden = name.starts_with('.') && name != ".ci";
    if (built || hidden) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file()) {
      files.push_back(entry->path().lexically_relative(root));
    }
  }
  std::ranges::sort(files);
  return files;
}

std::string Read(const fs::path& file) {
  std::ifstream stream(fs::path(WEND_SOURCE_DIRECTORY) / file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace wend::folders
