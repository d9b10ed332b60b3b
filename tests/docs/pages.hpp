// The pages of documentation and the fenced blocks in them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace wend::docs {

// A fenced block: what stands between two lines of backquotes.
struct Block {
  std::string page;                // from the repository's root: docs/tutorial.md
  std::size_t line = 0;            // of the opening fence, from 1
  std::vector<std::string> words;  // of the opening fence: ```wend error E0201
  std::string text;

  [[nodiscard]] std::string place() const { return page + ":" + std::to_string(line); }
};

[[nodiscard]] std::filesystem::path root();
[[nodiscard]] std::string contents_of(const std::filesystem::path& path);

// README.md and all below docs/, sorted, from the repository's root.
[[nodiscard]] std::vector<std::string> pages();

// A block that is not closed reaches to the end of the page.
[[nodiscard]] std::vector<Block> blocks_of(std::string_view page, std::string_view text);

// Those whose first word is `language`, of all pages.
[[nodiscard]] std::vector<Block> blocks_in(std::string_view language);

[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

}  // namespace wend::docs
