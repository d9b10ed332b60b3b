#include "tests/docs/story.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace wend::docs {

namespace fs = std::filesystem;

bool writes_file(const Block& block) {
  return block.words.size() == 3 && (block.words[1] == "file" || block.words[1] == "append");
}

Stage::Stage(const std::vector<Block>& page) : folder_(root()) {
  if (std::ranges::none_of(page, writes_file)) return;
  is_own_ = true;
  const std::string name = fs::path(page.front().page).stem().string();
  folder_ = fs::temp_directory_path() / ("wend-docs-" + std::to_string(getpid()) + "-" + name);
  fs::remove_all(folder_);
  fs::create_directories(folder_);
  fs::create_directory_symlink(root() / "examples", folder_ / "examples");
}

Stage::~Stage() {
  std::error_code failed;
  if (is_own_) fs::remove_all(folder_, failed);
}

void Stage::write(const Block& block) const {
  const fs::path path = folder_ / block.words[2];
  fs::create_directories(path.parent_path());
  const bool follows = block.words[1] == "append";
  std::ofstream file(path, std::ios::binary | (follows ? std::ios::app : std::ios::trunc));
  file << (follows ? "\n" : "") << block.text;
}

}  // namespace wend::docs
