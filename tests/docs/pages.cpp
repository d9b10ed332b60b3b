#include "tests/docs/pages.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace wend::docs {
namespace {

constexpr std::string_view kFence = "```";

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

}  // namespace

std::filesystem::path root() {
  return WEND_SOURCE_DIRECTORY;
}

std::string contents_of(const std::filesystem::path& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

std::vector<std::string> pages() {
  std::vector<std::string> found{"README.md"};
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root() / "docs")) {
    if (entry.path().extension() == ".md") found.push_back(entry.path().lexically_relative(root()).generic_string());
  }
  std::ranges::sort(found);
  return found;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<Block> blocks_of(std::string_view page, std::string_view text) {
  std::vector<Block> blocks;
  bool open = false;
  const std::vector<std::string> lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool is_fence = lines[i].starts_with(kFence);
    if (is_fence && !open) {
      blocks.push_back({std::string(page), i + 1, words_of(lines[i].substr(kFence.size())), {}});
    } else if (open && !is_fence) {
      blocks.back().text.append(lines[i]).append("\n");
    }
    if (is_fence) open = !open;
  }
  return blocks;
}

std::vector<Block> blocks_in(std::string_view language) {
  std::vector<Block> chosen;
  for (const std::string& page : pages()) {
    for (Block& block : blocks_of(page, contents_of(root() / page))) {
      if (!block.words.empty() && block.words.front() == language) chosen.push_back(std::move(block));
    }
  }
  return chosen;
}

}  // namespace wend::docs
