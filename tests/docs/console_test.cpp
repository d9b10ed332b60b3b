// Every command of `wend` in the documentation is run, in UTF-8 and without colours, and must print what its page says:
// from the repository's root, or where the page makes files, beside them (story.hpp). A block of the language `console`
// holds commands (`$ wend check examples/bank`), each followed by what it prints; a line `…` stands for any number of
// lines, and `…` in a line for any text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>
#include <span>

#include "tests/docs/pages.hpp"
#include "tests/docs/story.hpp"

namespace wend::docs {
namespace {

constexpr std::string_view kPrompt = "$ ";
constexpr std::string_view kGap = "…";

struct Command {
  std::string text;
  std::vector<std::string> expected;
};

std::vector<Command> commands_of(const Block& block) {
  std::vector<Command> commands;
  for (const std::string& line : lines_of(block.text)) {
    if (line.starts_with(kPrompt)) {
      commands.push_back({line.substr(kPrompt.size()), {}});
    } else if (!commands.empty()) {
      commands.back().expected.push_back(line);
    }
  }
  return commands;
}

// Both streams, line by line, as a terminal shows them.
std::vector<std::string> run(const std::string& command, const std::filesystem::path& folder) {
  const std::string line = "cd '" + folder.string() +
                           "' && PATH='" WEND_BINARY_DIRECTORY
                           "':\"$PATH\" && export PATH LC_ALL=C.UTF-8 NO_COLOR=1 && { " +
                           command + "; } 2>&1";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(line.c_str(), "r"), pclose);
  std::string output;
  char part[4096];
  for (std::size_t size = 0; (size = std::fread(part, 1, sizeof part, pipe.get())) > 0;) output.append(part, size);
  return lines_of(output);
}

bool line_fits(std::string_view expected, std::string_view printed) {
  const std::size_t gap = expected.find(kGap);
  if (gap == std::string_view::npos) return expected == printed;
  if (!printed.starts_with(expected.substr(0, gap))) return false;
  const std::string_view rest = expected.substr(gap + kGap.size());
  for (std::size_t from = gap; from <= printed.size(); ++from) {
    if (line_fits(rest, printed.substr(from))) return true;
  }
  return false;
}

bool fits(std::span<const std::string> expected, std::span<const std::string> printed) {
  if (expected.empty()) return printed.empty();
  if (expected.front() != kGap) {
    return !printed.empty() && line_fits(expected.front(), printed.front()) &&
           fits(expected.subspan(1), printed.subspan(1));
  }
  for (std::size_t skipped = 0; skipped <= printed.size(); ++skipped) {
    if (fits(expected.subspan(1), printed.subspan(skipped))) return true;
  }
  return false;
}

std::string joined(std::span<const std::string> lines) {
  std::string text;
  for (const std::string& line : lines) text.append(line).append("\n");
  return text;
}

// How many commands there were.
std::size_t run_all(const Block& block, const std::filesystem::path& folder) {
  const std::vector<Command> commands = commands_of(block);
  for (const Command& command : commands) {
    const std::vector<std::string> printed = run(command.text, folder);
    EXPECT_TRUE(fits(command.expected, printed)) << block.place() << "\n$ " << command.text << "\n" << joined(printed);
  }
  return commands.size();
}

TEST(Documentation, CommandsPrintWhatTheirPagesSay) {
  std::size_t tried = 0;
  for (const std::string& page : pages()) {
    const std::vector<Block> blocks = blocks_of(page, contents_of(root() / page));
    const Stage stage(blocks);
    for (const Block& block : blocks) {
      if (writes_file(block)) stage.write(block);
      if (!block.words.empty() && block.words.front() == "console") tried += run_all(block, stage.folder());
    }
  }
  EXPECT_GT(tried, 0u);
}

// A project of the block and what it stands beside.
class Tested {
 public:
  explicit Tested(const Block& block)
      : folder_(std::filesystem::temp_directory_path() / ("wend-docs-" + std::to_string(getpid()) + "-tested")) {
    std::filesystem::create_directories(folder_);
    const std::string bank = (root() / "examples/bank").string();
    write("wend.toml", "schema = \"" + bank + "/schema.json\"\n");
    for (const char* name : {"segments", "triggers"}) {
      write(std::string(name) + ".wend", contents_of(bank + "/" + name + "/" + name + ".wend"));
    }
    write("block.wend", block.text);
  }
  Tested(const Tested&) = delete;
  Tested& operator=(const Tested&) = delete;
  ~Tested() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::vector<std::string> run_tests() const { return run("wend test . && echo passed", folder_); }

 private:
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  std::filesystem::path folder_;
};

TEST(Documentation, TestsOnThePagesPass) {
  std::size_t tried = 0;
  for (const Block& block : blocks_in("wend")) {
    if (std::ranges::find(block.words, "tested") == block.words.end()) continue;
    ++tried;
    const std::vector<std::string> printed = Tested(block).run_tests();
    EXPECT_TRUE(!printed.empty() && printed.back() == "passed") << block.place() << "\n" << joined(printed);
  }
  EXPECT_GT(tried, 0u);
}

TEST(Documentation, AGapInALineIsAnyText) {
  EXPECT_TRUE(line_fits("in … ms", "in 0.002 ms"));
  EXPECT_FALSE(line_fits("in … ms", "in 0.002 s"));
  EXPECT_FALSE(line_fits("in … ms", "0.002 ms"));
}

TEST(Documentation, LinesOfAGapMayBeMissingOrMany) {
  const std::vector<std::string> expected{"a", "…", "d"};
  EXPECT_TRUE(fits(expected, std::vector<std::string>{"a", "d"}));
  EXPECT_TRUE(fits(expected, std::vector<std::string>{"a", "b", "c", "d"}));
  EXPECT_FALSE(fits(expected, std::vector<std::string>{"a", "b"}));
  EXPECT_FALSE(fits(expected, std::vector<std::string>{"b", "d"}));
}

}  // namespace
}  // namespace wend::docs
